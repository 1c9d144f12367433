"""Writes Tests/ElementaryFunctionsTests/Fixtures/special_functions.csv.

mpmath 1.4.1 (gmpy2 2.3.2) at 1,400 bits; scipy 1.17.1 only chooses arguments. The incomplete
functions are summed here from series of positive terms (DLMF 8.7.1 and 8.17.8, not those that the
Swift code uses near the mean) and compared with mpmath's own gammainc and betainc where these
are quick. For an inverse the argument x is a double, the probability p(x) is rounded to a double
and x is moved by what the rounding did, (rounded - p) / density.

Columns: function, three arguments, two results; an argument that is not used is 0. All doubles
are hexadecimal.
"""

import os
import random

from mpmath import mp, mpf
from scipy import special

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(
    HERE, "..", "..", "Tests", "ElementaryFunctionsTests", "Fixtures", "special_functions.csv"
)
BITS = 1400
# 1/4294967088 is the smallest uniform number of the generator.
TAIL = 1 / 4294967088
mp.prec = BITS
chance = random.Random(20261122)
lines = []


def positive_series(ratio):
    total = term = mpf(1)
    n = 0
    limit = mpf(2) ** -(BITS - 20)
    while True:
        factor = ratio(n)
        term *= factor
        total += term
        n += 1
        if factor < 1 and term / (1 - factor) < limit * total:
            return total


def gamma_parts(a, x):
    a, x = mpf(a), mpf(x)
    lead = mp.exp(a * mp.log(x) - x - mp.loggamma(a + 1))
    lower = lead * positive_series(lambda n: x / (a + n + 1))
    return lower, 1 - lower, lead * a / x


def beta_parts(a, b, x):
    a, b, x = mpf(a), mpf(b), mpf(x)
    if x > 0.5:
        upper, lower, density = beta_parts_small(b, a, 1 - x)
        return lower, upper, density
    return beta_parts_small(a, b, x)


def beta_parts_small(a, b, x):
    lead = mp.exp(
        a * mp.log(x) + b * mp.log1p(-x) + mp.loggamma(a + b) - mp.loggamma(a) - mp.loggamma(b)
    )
    lower = lead / a * positive_series(lambda n: (a + b + n) / (a + 1 + n) * x)
    return lower, 1 - lower, lead / x / (1 - x)


def add(name, arguments, results):
    values = (list(arguments) + [0.0] * 3)[:3] + (list(results) + [0.0])[:2]
    lines.append(",".join([name] + [float(v).hex() for v in values]))


def log_uniform(low, high):
    return float(mp.exp(chance.uniform(float(mp.log(low)), float(mp.log(high)))))


def probability():
    kind = chance.random()
    if kind < 0.1:
        return TAIL, False
    if kind < 0.2:
        return TAIL, True
    if kind < 0.5:
        return log_uniform(1e-300, 0.5), chance.random() < 0.5
    return chance.uniform(0, 0.5), chance.random() < 0.5


def shape(index):
    return log_uniform(*[(1e-3, 1), (0.1, 50), (1, 3e3), (1e3, 1e6)][index % 4])


def gamma_points(count):
    for index in range(count):
        a = shape(index) if index % 9 else chance.choice([1e-3, 0.5, 1, 20, 1e6])
        p, is_upper = probability()
        x = float(special.gammainccinv(a, p) if is_upper else special.gammaincinv(a, p))
        if x == 0 or index % 5 == 0:
            x = a * log_uniform(0.2, 4) if a > 1 else log_uniform(1e-250, 30)
        if not 1e-300 < x < 1e300:
            continue
        lower, upper, density = gamma_parts(a, x)
        if min(lower, upper) < mpf(2) ** -1000:
            continue
        if index % 10 == 0 and a < 100:
            assert abs(mp.gammainc(a, 0, x, regularized=True) / lower - 1) < mpf(10) ** -100
        add("gamma", (a, x), (lower, upper))
        if index % 2 == 0:
            target = float(min(lower, upper))
            if lower <= upper:
                moved = mpf(x) + (mpf(target) - lower) / density
                add("inverseGammaLower", (a, target), (moved,))
            else:
                moved = mpf(x) - (mpf(target) - upper) / density
                add("inverseGammaUpper", (a, target), (moved,))
        add("gammaTerm", (a, x), (density * x / a,))


def beta_points(count):
    for index in range(count):
        a = shape(chance.randrange(4)) if index % 9 else chance.choice([1e-3, 0.5, 1, 20, 1e6])
        b = shape(chance.randrange(4)) if index % 7 else chance.choice([1e-3, 0.5, 1, 20, 1e6])
        p, is_upper = probability()
        x = float(special.betainccinv(a, b, p) if is_upper else special.betaincinv(a, b, p))
        if not 1e-300 < x < 1 or index % 5 == 0:
            x = chance.random() if max(a, b) < 1000 else a / (a + b) * log_uniform(0.98, 1.02)
        if not 1e-300 < x < 1:
            continue
        lower, upper, density = beta_parts(a, b, x)
        if min(lower, upper) < mpf(2) ** -1000:
            continue
        if index % 10 == 0 and max(a, b) < 50 and x < 0.9:
            assert abs(mp.betainc(a, b, 0, x, regularized=True) / lower - 1) < mpf(10) ** -100
        add("beta", (a, b, x), (lower, upper))
        add("betaTerm", (a, b, x), (density * x * (1 - mpf(x)),))
        add("logBeta", (a, b), (mp.log(mp.beta(a, b)),))
        if index % 2 == 0:
            target = float(min(lower, upper))
            if lower <= upper:
                moved = mpf(x) + (mpf(target) - lower) / density
                add("inverseBetaLower", (a, b, target), (moved, 1 - moved))
            else:
                moved = mpf(x) - (mpf(target) - upper) / density
                add("inverseBetaUpper", (a, b, target), (moved, 1 - moved))


def simple_points(count):
    for _ in range(count):
        x = chance.uniform(-6, 27)
        add("erfc", (x,), (mp.erfc(x),))
        z = chance.uniform(-37, 8)
        add("normalCumulative", (z,), (mp.ncdf(z),))
        x = log_uniform(1e-8, 1e8) if chance.random() < 0.7 else chance.uniform(0.5, 15)
        with mp.workprec(300):
            add("digamma", (x,), (mp.psi(0, x),))
            add("trigamma", (x,), (mp.psi(1, x),))


gamma_points(1500)
beta_points(1500)
simple_points(500)
with open(TARGET, "w") as file:
    file.write("\n".join(sorted(lines)) + "\n")
