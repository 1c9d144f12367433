"""Writes Tests/DiscreteEventsTests/Distributions/ContinuousReferences.swift.

mpmath 1.4.1 at 60 digits, started from the doubles of scipy 1.17.1: quantiles by bisection of the
distribution function, which is integrated or given in closed form here and not taken from the Swift
code. Every probability is the exact value of its double.
"""

import os

from mpmath import mp, mpf

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = os.path.join(
    HERE, "..", "..", "Tests", "DiscreteEventsTests", "Distributions", "ContinuousReferences.swift"
)
# 1/4294967088 is the smallest uniform number of the generator.
PROBABILITIES = [1 / 4294967088, 1e-3, 0.1, 0.5, 0.9, 0.999, 1 - 1e-6]
mp.dps = 60
INF = mp.inf


class Law:
    """A law by distribution function and density on an interval."""

    def __init__(self, name, code, cdf, sf, pdf, low, high, moments):
        self.name, self.code, self.cdf, self.sf, self.pdf = name, code, cdf, sf, pdf
        self.low, self.high, self.moments = low, high, moments

    def quantile(self, p):
        p = mpf(p)
        low = self.low if self.low != -INF else -mpf(10) ** 6
        high = self.high if self.high != INF else mpf(10) ** 40
        # Bisection in powers of the distance from a finite end reaches small quantiles.
        finite = self.low != -INF

        def at(t):
            return low + mp.exp(t) if finite else t

        a, b = (mp.log(mpf(10) ** -400), mp.log(high - low)) if finite else (low, mpf(10) ** 6)
        for _ in range(210):
            middle = (a + b) / 2
            below = self.cdf(at(middle)) < p if p < 0.5 else self.sf(at(middle)) > 1 - p
            a, b = (middle, b) if below else (a, middle)
        return at((a + b) / 2)


def ncdf(x):
    return mp.erfc(-x / mp.sqrt(2)) / 2


def beta_law(name, code, a, b, low, high):
    a, b, low, high = mpf(a), mpf(b), mpf(low), mpf(high)
    width = high - low

    def share(x):
        return (x - low) / width

    return Law(
        name, code,
        lambda x: mp.betainc(a, b, 0, share(x), regularized=True),
        lambda x: mp.betainc(b, a, 0, 1 - share(x), regularized=True),
        lambda x: share(x) ** (a - 1) * (1 - share(x)) ** (b - 1) / mp.beta(a, b) / width,
        low, high,
        beta_moments(a, b, low, width),
    )


def beta_moments(a, b, low, width):
    raw = [mp.rf(a, k) / mp.rf(a + b, k) for k in range(5)]
    return central(raw, low, width)


def central(raw, low=mpf(0), width=mpf(1)):
    """Mean, variance and kurtosis from raw moments of a variable that is then stretched."""
    m = raw[1]
    variance = raw[2] - m**2
    fourth = raw[4] - 4 * m * raw[3] + 6 * m**2 * raw[2] - 3 * m**4
    return low + width * m, width**2 * variance, fourth / variance**2


def gamma_law(name, code, shape, scale):
    shape, scale = mpf(shape), mpf(scale)
    return Law(
        name, code,
        lambda x: mp.gammainc(shape, 0, x / scale, regularized=True),
        lambda x: mp.gammainc(shape, x / scale, INF, regularized=True),
        lambda x: (x / scale) ** (shape - 1) * mp.exp(-x / scale) / mp.gamma(shape) / scale,
        mpf(0), INF,
        central([mp.rf(shape, k) * scale**k for k in range(5)]),
    )


def truncated(name, code, mu, sigma, low, high):
    mu, sigma = mpf(mu), mpf(sigma)
    l, h = (low - mu) / sigma, (high - mu) / sigma

    def between(u, v):
        return ncdf(-u) - ncdf(-v) if u > 0 else ncdf(v) - ncdf(u)

    mass = between(l, h)
    top = min(h, mpf(40))
    raw = [
        mp.quad(lambda z: (mu + sigma * z) ** k * mp.npdf(z), mp.linspace(l, top, 30)) / mass
        for k in range(5)
    ]
    return Law(
        name, code,
        lambda x: between(l, (x - mu) / sigma) / mass,
        lambda x: between((x - mu) / sigma, h) / mass,
        lambda x: mp.npdf((x - mu) / sigma) / sigma / mass,
        mpf(low), mpf(high), central(raw),
    )


def pareto(shape, low):
    shape, low = mpf(shape), mpf(low)
    moments = [shape * low**k / (shape - k) if shape > k else INF for k in range(5)]
    return Law(
        f"Pareto {shape}", f"ParetoDistribution(shape: {shape}, minimum: {low})",
        lambda x: -mp.expm1(shape * mp.log(low / x)),
        lambda x: (low / x) ** shape,
        lambda x: shape / x * (low / x) ** shape,
        low, INF, heavy(moments),
    )


def heavy(raw):
    if raw[4] != INF:
        return central(raw)
    return raw[1], raw[2] if raw[2] == INF else raw[2] - raw[1] ** 2, None


def logistic(mu, s):
    mu, s = mpf(mu), mpf(s)
    return Law(
        "logistic", f"LogisticDistribution(mean: {mu}, scale: {s})",
        lambda x: 1 / (1 + mp.exp((mu - x) / s)),
        lambda x: 1 / (1 + mp.exp((x - mu) / s)),
        lambda x: mp.sech((x - mu) / s / 2) ** 2 / 4 / s,
        -INF, INF, (mu, (mp.pi * s) ** 2 / 3, mpf(21) / 5),
    )


def log_logistic(shape, scale):
    shape, scale = mpf(shape), mpf(scale)
    raw = [
        mpf(1) if k == 0 else (scale**k * mp.beta(1 + k / shape, 1 - k / shape) if shape > k else INF)
        for k in range(5)
    ]
    return Law(
        f"log-logistic {shape}", f"LogLogisticDistribution(shape: {shape}, scale: {scale})",
        lambda x: 1 / (1 + (scale / x) ** shape),
        lambda x: 1 / (1 + (x / scale) ** shape),
        lambda x: shape / scale * (x / scale) ** (shape - 1) / (1 + (x / scale) ** shape) ** 2,
        mpf(0), INF, heavy(raw),
    )


def hyperexponential(name, code, branches):
    branches = [(mpf(p), mpf(m)) for p, m in branches]
    raw = [sum(p * mp.factorial(k) * m**k for p, m in branches) for k in range(5)]
    return Law(
        name, code,
        lambda x: sum(-p * mp.expm1(-x / m) for p, m in branches),
        lambda x: sum(p * mp.exp(-x / m) for p, m in branches),
        lambda x: sum(p / m * mp.exp(-x / m) for p, m in branches),
        mpf(0), INF, central(raw),
    )


def piecewise(name, code, points):
    points = [(mpf(x), mpf(f)) for x, f in points]

    def find(x):
        return next(i for i in range(1, len(points)) if x <= points[i][0] or i == len(points) - 1)

    def cdf(x):
        (x0, f0), (x1, f1) = points[find(x) - 1 : find(x) + 1]
        return f0 + (f1 - f0) * (x - x0) / (x1 - x0)

    def pdf(x):
        (x0, f0), (x1, f1) = points[find(x) - 1 : find(x) + 1]
        return (f1 - f0) / (x1 - x0)

    raw = [
        sum(
            (f1 - f0) / (x1 - x0) * (x1 ** (k + 1) - x0 ** (k + 1)) / (k + 1)
            for (x0, f0), (x1, f1) in zip(points, points[1:])
        )
        for k in range(5)
    ]
    return Law(name, code, cdf, lambda x: 1 - cdf(x), pdf, points[0][0], points[-1][0], central(raw))


def weibull(shape, scale):
    shape, scale = mpf(shape), mpf(scale)
    return Law(
        f"Weibull {shape}", f"WeibullDistribution(shape: {shape}, scale: {scale})",
        lambda x: -mp.expm1(-((x / scale) ** shape)),
        lambda x: mp.exp(-((x / scale) ** shape)),
        lambda x: shape / scale * (x / scale) ** (shape - 1) * mp.exp(-((x / scale) ** shape)),
        mpf(0), INF, central([scale**k * mp.gamma(1 + k / shape) for k in range(5)]),
    )


def simple_laws():
    s2 = mp.log1p(mpf(4) / 25)
    m, s = mp.log(mpf(5)) - s2 / 2, mp.sqrt(s2)
    tri = [(mpf(1), mpf(2), mpf(6))][0]
    a, c, b = tri
    return [
        Law("exponential", "ExponentialDistribution(mean: 2.5)",
            lambda x: -mp.expm1(-x / 2.5), lambda x: mp.exp(-x / 2.5), lambda x: mp.exp(-x / 2.5) / 2.5,
            mpf(0), INF, (mpf(5) / 2, mpf(25) / 4, mpf(9))),
        Law("uniform", "UniformDistribution(from: -2, to: 6)",
            lambda x: (x + 2) / 8, lambda x: (6 - x) / 8, lambda x: mpf(1) / 8,
            mpf(-2), mpf(6), (mpf(2), mpf(16) / 3, mpf(9) / 5)),
        Law("triangular", "TriangularDistribution(from: 1, mode: 2, to: 6)",
            lambda x: (x - a) ** 2 / (b - a) / (c - a) if x < c else 1 - (b - x) ** 2 / (b - a) / (b - c),
            lambda x: 1 - (x - a) ** 2 / (b - a) / (c - a) if x < c else (b - x) ** 2 / (b - a) / (b - c),
            lambda x: 2 * (x - a) / (b - a) / (c - a) if x < c else 2 * (b - x) / (b - a) / (b - c),
            a, b, (mpf(3), mpf(7) / 6, mpf(12) / 5)),
        Law("normal", "NormalDistribution(mean: 10, standardDeviation: 3)",
            lambda x: ncdf((x - 10) / 3), lambda x: ncdf((10 - x) / 3), lambda x: mp.npdf((x - 10) / 3) / 3,
            -INF, INF, (mpf(10), mpf(9), mpf(3))),
        Law("lognormal", "LognormalDistribution(mean: 5, standardDeviation: 2)",
            lambda x: ncdf((mp.log(x) - m) / s), lambda x: ncdf((m - mp.log(x)) / s),
            lambda x: mp.npdf((mp.log(x) - m) / s) / x / s,
            mpf(0), INF, central([mp.exp(k * m + k * k * s2 / 2) for k in range(5)])),
        weibull(2, 8), weibull(0.75, 3),
    ]


def laws():
    pert = (mpf(2), mpf(3), mpf(10))
    heavy_points = "[.init(0, 0), .init(1, 0.5), .init(4, 0.5), .init(5, 0.75), .init(9, 1)]"
    p = (1 + mp.sqrt(mpf(3) / 5)) / 2
    return simple_laws() + [
        beta_law("PERT", "PERTDistribution(from: 2, mode: 3, to: 10)",
                 1 + 4 * (pert[1] - pert[0]) / (pert[2] - pert[0]),
                 1 + 4 * (pert[2] - pert[1]) / (pert[2] - pert[0]), pert[0], pert[2]),
        beta_law("beta 2.5 4", "BetaDistribution(alpha: 2.5, beta: 4)", 2.5, 4, 0, 1),
        beta_law("beta 0.5 0.25", "BetaDistribution(alpha: 0.5, beta: 0.25, from: 1, to: 3)", 0.5, 0.25, 1, 3),
        beta_law("beta 300 200", "BetaDistribution(alpha: 300, beta: 200)", 300, 200, 0, 1),
        gamma_law("gamma 0.3", "GammaDistribution(shape: 0.3, scale: 2)", 0.3, 2),
        gamma_law("gamma 2.5", "GammaDistribution(shape: 2.5, scale: 1.5)", 2.5, 1.5),
        gamma_law("gamma 400", "GammaDistribution(mean: 50, standardDeviation: 2.5)", 400, 0.125),
        gamma_law("Erlang", "ErlangDistribution(phases: 4, mean: 6)", 4, 1.5),
        truncated("truncated normal", "TruncatedNormalDistribution(normalMean: 1, normalStandardDeviation: 2, from: 0, to: 5)", 1, 2, 0, 5),
        truncated("tail of a normal", "TruncatedNormalDistribution(normalMean: 0, normalStandardDeviation: 1, from: 6, to: .infinity)", 0, 1, 6, INF),
        pareto(mpf(9) / 2, 2), pareto(mpf(3) / 2, 1), pareto(mpf(3) / 4, 1),
        logistic(3, 2),
        log_logistic(5, 3), log_logistic(mpf(3) / 2, 1),
        hyperexponential("hyperexponential", "HyperexponentialDistribution(probabilities: [0.5, 0.375, 0.125], means: [1, 4, 20])",
                         [(0.5, 1), (0.375, 4), (0.125, 20)]),
        hyperexponential("balanced means", "HyperexponentialDistribution(mean: 3, squaredCoefficientOfVariation: 4)",
                         [(p, 3 / p / 2), (1 - p, 3 / (1 - p) / 2)]),
        piecewise("piecewise linear", f"PiecewiseLinearDistribution(points: {heavy_points})",
                  [(0, 0), (1, 0.5), (4, 0.5), (5, 0.75), (9, 1)]),
    ]


def text(value):
    if value is None:
        return "nil"
    return ".infinity" if value == INF else repr(float(value))


def block(law):
    rows = []
    for p in PROBABILITIES:
        if law.name == "piecewise linear" and p == 0.5:
            # Any value of the gap has this probability; ours is the lowest.
            p = 0.375
        x = law.quantile(p)
        # Distribution function and density at the rounded quantile, as a caller has it.
        at = mpf(float(x))
        if not law.low < at < law.high:
            at = x
        rows.append(
            f"        .init({p!r}, {text(x)}, {text(law.cdf(at))}, {text(law.sf(at))}, {text(law.pdf(at))}),"
        )
    mean, variance, kurtosis = law.moments
    return "\n".join(
        [f"    ContinuousCase(", f'      testDescription: "{law.name}",', f"      distribution: {law.code},",
         "      points: ["] + rows
        + ["      ],", f"      mean: {text(mean)},", f"      variance: {text(variance)},",
           f"      kurtosis: {text(kurtosis)}", "    ),"]
    )


HEAD = """// Written by Tools/statistics/make_distribution_references.py; do not edit.

import DiscreteEvents

// swift-format-ignore
extension ContinuousCase {
  /// Probability, quantile, then distribution function, upper tail and density at the quantile.
  static let all: [ContinuousCase] = [
"""

with open(TARGET, "w") as file:
    file.write(HEAD + "\n".join(block(law) for law in laws()) + "\n  ]\n}\n")
