"""Prints the references of Tests/DiscreteEventsTests/Fitting/FitReferenceTests.swift.

scipy 1.17.1: `fit` with the location held at 0 (normal, logistic: free) and a simplex search to
1e-13; the maximum of a function of doubles is known to about 1e-8 of a parameter. The beta
distribution by the roots of its score equations, whose digits the search did not give.
"""

import math

import numpy as np
from scipy import optimize, special, stats

# J. Lieblein and M. Zelen, "Statistical investigation of the fatigue life of deep-groove ball
# bearings", Journal of Research of the National Bureau of Standards 57, 1956, 273-316: millions of
# revolutions before failure of 23 bearings, as given by J. F. Lawless (1982).
BEARINGS = [17.88, 28.92, 33.00, 41.52, 42.12, 45.60, 48.48, 51.84, 51.96, 54.12, 55.56, 67.80,
            68.64, 68.64, 68.88, 84.12, 93.12, 98.64, 105.12, 105.84, 127.92, 128.04, 173.40]


def simplex(function, start, args=(), disp=0):
    for _ in range(6):
        start = optimize.fmin(function, start, args=args, xtol=1e-13, ftol=1e-16, maxiter=20000,
                              maxfun=20000, disp=0)
    return start


def show(name, law, parameters):
    x = np.sort(BEARINGS)
    n = len(x)
    i = np.arange(1, n + 1)
    distance = stats.kstest(x, law.cdf).statistic
    with np.errstate(divide="ignore"):
        square = -n - np.mean((2 * i - 1) * (law.logcdf(x) + law.logsf(x[::-1])))
    print(name, [repr(float(p)) for p in parameters], repr(float(law.logpdf(x).sum())),
          repr(float(distance)), repr(float(square)))


x = np.array(BEARINGS)
show("exponential", stats.expon(scale=x.mean()), [x.mean()])
show("uniform", stats.uniform(x.min(), np.ptp(x)), [x.min(), x.max()])
show("normal", stats.norm(*stats.norm.fit(x)), stats.norm.fit(x))
m, s = stats.norm.fit(np.log(x))
show("lognormal", stats.lognorm(s, scale=math.exp(m)), [m, s])
k, _, c = stats.gamma.fit(x, floc=0, optimizer=simplex)
show("gamma", stats.gamma(k, scale=c), [k, c])
k, _, c = stats.weibull_min.fit(x, floc=0, optimizer=simplex)
show("weibull", stats.weibull_min(k, scale=c), [k, c])
a, b, _, _ = stats.beta.fit(x, floc=0, fscale=200)
means = np.log(x / 200).mean(), np.log1p(-x / 200).mean()
a, b = optimize.fsolve(lambda p: special.digamma(p) - special.digamma(p.sum()) - means, [a, b],
                       xtol=1e-14)
show("beta", stats.beta(a, b, 0, 200), [a, b])
k = len(x) / np.log(x / x.min()).sum()
show("pareto", stats.pareto(k, scale=x.min()), [k, x.min()])
m, s = simplex(lambda p: -stats.logistic.logpdf(x, *p).sum(), [70, 20])
show("logistic", stats.logistic(m, s), [m, s])
m, s = simplex(lambda p: -stats.logistic.logpdf(np.log(x), *p).sum(), [4, 0.3])
show("logLogistic", stats.fisk(1 / s, scale=math.exp(m)), [1 / s, math.exp(m)])
