"""Writes Tests/OutputStatisticsTests/Fixtures/output_statistics.json.

numpy 2.4.6, scipy 1.17.1, statsmodels 0.15.0. Ranks and coverages of order statistics are exact, by
fractions of whole numbers; a probability is the exact value of its double.
"""

import json
import os
import textwrap
from fractions import Fraction
from math import comb

import numpy as np
from scipy import stats
from statsmodels.stats.weightstats import DescrStatsW
from statsmodels.tsa.stattools import acf

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(
    HERE, "..", "..", "Tests", "OutputStatisticsTests", "Fixtures", "output_statistics.json"
)
LAGS = 20
BATCHES = 20
OVERLAPPING = 15


def series():
    generator = np.random.default_rng(20240607)
    yield "gamma", np.round(generator.gamma(2.0, 1.5, 200), 6)
    noise = generator.normal(size=307)
    values = [noise[0]]
    for step in noise[1:]:
        values.append(0.7 * values[-1] + step)
    yield "autoregressive", np.round(np.array(values) + 10, 6)
    yield "uniform", np.round(generator.uniform(-1, 1, 64), 6)


def batch_means(x):
    size = len(x) // BATCHES
    means = x[len(x) - size * BATCHES:].reshape(BATCHES, size).mean(axis=1)
    deviations = means - means.mean()
    half = stats.t.ppf(0.95, BATCHES - 1) * means.std(ddof=1) / np.sqrt(BATCHES)
    return {
        "mean": means.mean(),
        "half_width_90": half,
        "lag_one": (deviations[1:] * deviations[:-1]).sum() / (deviations**2).sum(),
        "von_neumann": 1 - (np.diff(means) ** 2).sum() / (2 * (deviations**2).sum()),
    }


def overlapping(x):
    n, m = len(x), OVERLAPPING
    means = np.array([x[j:j + m].mean() for j in range(n - m + 1)])
    variance = m / ((n - m + 1) * (n - m)) * ((means - x.mean()) ** 2).sum()
    return stats.t.ppf(0.95, 1.5 * (n / m - 1)) * np.sqrt(variance)


def case(name, x):
    counts, edges = np.histogram(x, bins="fd")
    r, bounds = acf(x, nlags=LAGS, alpha=0.05, fft=False, bartlett_confint=True)
    weights = np.round(np.linspace(0.5, 3, len(x)), 6)
    weighted = DescrStatsW(x, weights=weights)
    return {
        "name": name,
        "x": list(x),
        "skewness": stats.skew(x),
        "excess_kurtosis": stats.kurtosis(x),
        "histogram_edges": list(edges),
        "histogram_counts": [int(c) for c in counts],
        "autocorrelation": list(r),
        "bartlett_95": list(bounds[:, 1] - r),
        "weights": list(weights),
        "weighted_mean": weighted.mean,
        "weighted_variance": weighted.var,
        "batch_means": batch_means(x),
        "overlapping_half_width_90": overlapping(x),
    }


def order_statistics(n, p, level):
    """Largest l and smallest u with at most (1 - level)/2 beyond, and the coverage."""
    share = Fraction(p)
    tail = (1 - Fraction(level)) / 2
    weights = [comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)]
    lower, below = 0, Fraction(0)
    while below + weights[lower] <= tail:
        below += weights[lower]
        lower += 1
    upper, above = n + 1, Fraction(0)
    while above + weights[upper - 1] <= tail:
        above += weights[upper - 1]
        upper -= 1
    return {
        "n": n,
        "p": p,
        "level": level,
        "lower": lower if lower > 0 else None,
        "upper": upper if upper <= n else None,
        "coverage": float(1 - below - above),
    }


def row(value):
    text = json.dumps(value)
    if isinstance(value, list):
        return textwrap.fill(text, 98, subsequent_indent="      ", break_on_hyphens=False)
    return text


cases = [case(name, x) for name, x in series()]
ranks = [
    order_statistics(n, p, level)
    for n in [1, 2, 5, 7, 10, 20, 50, 59, 71, 72, 100, 300, 1000]
    for p in [0.01, 0.25, 0.5, 0.9, 0.95, 0.99]
    for level in [0.5, 0.9, 0.95, 0.99]
]
with open(TARGET, "w") as file:
    file.write('{\n  "source": "Tools/statistics/make_output_statistics_cases.py: numpy 2.4.6, ')
    file.write('scipy 1.17.1, statsmodels 0.15.0",\n')
    file.write(f'  "lags": {LAGS}, "batches": {BATCHES}, "overlapping": {OVERLAPPING},\n')
    file.write('  "series": [\n')
    bodies = []
    for item in cases:
        lines = [f'      "{key}": {row(value)}' for key, value in item.items()]
        bodies.append("    {\n" + ",\n".join(lines) + "\n    }")
    file.write(",\n".join(bodies) + '\n  ],\n  "ranks": [\n')
    file.write(",\n".join("    " + json.dumps(item) for item in ranks) + "\n  ]\n}\n")
