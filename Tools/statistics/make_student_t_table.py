"""Writes Tests/OutputStatisticsTests/Fixtures/student_t_quantiles.csv.

mpmath 1.4.1 at 60 digits: Newton's method on the regularized incomplete beta function, from the
double result of scipy 1.17.1. Every probability is the exact value of its double.
"""

import os

from mpmath import mp, mpf
from scipy import stats

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(
    HERE, "..", "..", "Tests", "OutputStatisticsTests", "Fixtures", "student_t_quantiles.csv"
)
DEGREES = [1, 1.5, 2, 3, 4, 5, 7, 9, 10, 15, 20, 29, 30.5, 50, 99, 100, 365, 1e3, 1e4, 1e5, 1e6]
PROBABILITIES = [1e-9, 1e-6, 1e-4, 1e-3, 0.005, 0.025, 0.05, 0.1, 0.2, 0.25, 0.3, 0.4, 0.49, 0.499999,
                 0.5000001, 0.51, 0.6, 0.75, 0.8, 0.9, 0.95, 0.975, 0.99, 0.995, 0.9995, 0.999999, 1 - 1e-9]


def quantile(p, degrees):
    half = mpf(degrees) / 2
    t = mpf(float(stats.t.ppf(p, degrees)))
    scale = mp.gamma(half + 0.5) / mp.gamma(half) if degrees < 1000 else mp.exp(
        mp.loggamma(half + 0.5) - mp.loggamma(half))
    for _ in range(12):
        square = t * t
        if square > degrees:
            beyond = mp.betainc(half, mpf(1) / 2, 0, degrees / (degrees + square), regularized=True) / 2
        else:
            inside = mp.betainc(mpf(1) / 2, half, 0, square / (degrees + square), regularized=True) / 2
            beyond = mpf(1) / 2 - inside
        value = beyond if t < 0 else 1 - beyond
        density = scale / mp.sqrt(mp.pi * degrees) * (1 + square / degrees) ** (-(half + 0.5))
        step = (value - mpf(p)) / density
        t -= step
        if abs(step) < abs(t) * mpf(10) ** -30:
            return t
    raise ArithmeticError((p, degrees))


mp.dps = 60
with open(TARGET, "w") as file:
    file.write("# Student t quantiles by Tools/statistics/make_student_t_table.py (mpmath 1.4.1)\n")
    file.write("probability,degrees_of_freedom,quantile\n")
    for degrees in DEGREES:
        for p in PROBABILITIES:
            file.write(f"{p!r},{degrees!r},{mp.nstr(quantile(p, degrees), 25)}\n")
