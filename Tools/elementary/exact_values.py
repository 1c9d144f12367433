"""Reference values of the twelve functions at a chosen working precision."""

import statistics

from mpmath import mp, mpf

_normal = statistics.NormalDist()


def normal_quantile(p):
    """The root of Phi(x) = p by Halley steps from a double or asymptotic start."""
    if p > 0.5:
        return -lower_normal_quantile(1 - mpf(p))
    return lower_normal_quantile(mpf(p))


def lower_normal_quantile(p):
    if p == mpf(1) / 2:
        return mpf(0)
    central = p > mpf(1) / 4
    if central and mpf(1) / 2 - p < mpf(2) ** -20:
        x = -mp.sqrt(2 * mp.pi) * (mpf(1) / 2 - p)
    elif p > 1e-300:
        x = mpf(_normal.inv_cdf(float(p)))
    else:
        s = mp.sqrt(-2 * mp.log(p))
        x = mp.log(s * mp.sqrt(2 * mp.pi)) / s - s
    for _ in range(8):
        if central:
            error = mp.erf(x / mp.sqrt(2)) / 2 + (mpf(1) / 2 - p)
        else:
            error = mp.erfc(-x / mp.sqrt(2)) / 2 - p
        step = error * mp.sqrt(2 * mp.pi) * mp.exp(x * x / 2)
        step /= 1 + x * step / 2
        x -= step
        if abs(step) < abs(x) * mpf(2) ** (-mp.prec // 3 - 8):
            return x
    raise ArithmeticError(f"no convergence at {p}")


def log_gamma(x):
    """log |Gamma(x)|, with more digits where the terms cancel."""
    with mp.workprec(mp.prec + 120):
        x = mpf(x)
        if x > 1e15:
            return mp.loggamma(x).real
        if x > 0:
            return mp.loggamma(x)
        if x > -30:
            return mp.log(abs(mp.gamma(x)))
        return mp.log(mp.pi / abs(mp.sinpi(x))) - mp.loggamma(1 - x)


def power(x, y):
    with mp.workprec(mp.prec + 80):
        return mp.exp(mpf(y) * mp.log(mpf(x)))


def hypotenuse(x, y):
    with mp.workprec(max(mp.prec, 2200) if x and y and abs(mp.mag(x) - mp.mag(y)) < 120 else 400):
        return mp.sqrt(mpf(x) ** 2 + mpf(y) ** 2)


def arc_tangent(y, x):
    with mp.workprec(mp.prec + 80):
        return mp.atan2(mpf(y), mpf(x))


FUNCTIONS = {
    "log": (1, lambda x: mp.log(mpf(x))),
    "log1p": (1, lambda x: mp.log1p(mpf(x))),
    "exp": (1, lambda x: mp.exp(mpf(x))),
    "expm1": (1, lambda x: mp.expm1(mpf(x))),
    "pow": (2, power),
    "sin": (1, lambda x: mp.sin(mpf(x))),
    "cos": (1, lambda x: mp.cos(mpf(x))),
    "atan2": (2, arc_tangent),
    "hypot": (2, hypotenuse),
    "erf": (1, lambda x: mp.erf(mpf(x))),
    "normalQuantile": (1, normal_quantile),
    "logGamma": (1, log_gamma),
}
