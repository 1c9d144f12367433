"""Writes the reference values of the distributions on whole numbers for the kernel's tests.

Needs mpmath (1.4.1 made the committed file). Run from the top folder; takes about a minute:
    python3 Tools/statistics/make_count_references.py

Probabilities are summed one by one in 50 digits, from where they are below 1e-45, by the ratio of
one to the one before. So nothing here shares an incomplete gamma or beta function with what it
checks. Parameters are the doubles nearest to the decimals shown.
"""

import mpmath as mp

mp.mp.dps = 50
TARGET = "Tests/DiscreteEventsTests/Distributions/Discrete/CountReferences.swift"
LEVELS = [1e-9, 0.001, 0.1, 0.5, 0.9, 0.999, 1 - 1e-9]


def poisson(mean):
    mean = mp.mpf(mean)
    return dict(
        mean=mean,
        variance=mean,
        kurtosis=3 + 1 / mean,
        first=lambda k: mp.exp(k * mp.log(mean) - mean - mp.loggamma(k + 1)),
        ratio=lambda k: mean / k,
        last=None,
    )


def binomial(trials, probability):
    p = mp.mpf(probability)
    q, n = 1 - p, mp.mpf(trials)
    return dict(
        mean=n * p,
        variance=n * p * q,
        kurtosis=3 + (1 - 6 * p * q) / (n * p * q),
        first=lambda k: mp.exp(
            mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1)
            + k * mp.log(p) + (n - k) * mp.log(q)
        ),
        ratio=lambda k: (n - k + 1) * p / (k * q),
        last=trials,
    )


def negative_binomial(successes, probability):
    p, r = mp.mpf(probability), mp.mpf(successes)
    q = 1 - p
    return dict(
        mean=r * q / p,
        variance=r * q / p**2,
        kurtosis=3 + 6 / r + p**2 / (r * q),
        first=lambda k: mp.exp(
            mp.loggamma(k + r) - mp.loggamma(k + 1) - mp.loggamma(r)
            + r * mp.log(p) + k * mp.log(q)
        ),
        ratio=lambda k: (k + r - 1) * q / k,
        last=None,
    )


def rows(law):
    """(quantile, F, 1 - F, probability) at each level."""
    k = max(0, int(law["mean"] - 15 * mp.sqrt(law["variance"])))
    assert k == 0 or law["mean"] > 400
    term = law["first"](mp.mpf(k))
    below = mp.mpf(0)
    found = []
    for level in map(mp.mpf, LEVELS):
        while below + term < level:
            below += term
            k += 1
            term *= law["ratio"](k)
        # No level lies so close to a jump that the function in doubles could not tell.
        assert min(below + term - level, level - below) > 1e-14 * level
        found.append((k, below + term, term))
    above = mp.mpf(0)
    while (law["last"] is None or k < law["last"]) and term > mp.mpf(10) ** -35:
        k += 1
        term *= law["ratio"](k)
        above += term
    # Survivals by sums from the top, so that small ones keep their digits.
    top = found[-1][1]
    return [(k, f, above + (top - f), p) for k, f, p in found]


def literal(value):
    return repr(float(value))


def case(name, maker, law):
    table = rows(law)
    lines = [f'    CountReference(', f'      testDescription: "{name}",', f"      distribution: {maker},"]
    lines.append(f"      mean: {literal(law['mean'])},")
    lines.append(f"      variance: {literal(law['variance'])},")
    lines.append(f"      kurtosis: {literal(law['kurtosis'])},")
    lines.append("      rows: [")
    for k, lower, upper, p in table:
        count = f"{k:_}" if k >= 1_000_000 else f"{k}"
        lines.append(f"        .init({count}, {literal(lower)}, {literal(upper)}, {literal(p)}),")
    lines += ["      ]", "    ),"]
    return "\n".join(lines)


def main():
    cases = []
    for mean in ["1e-6", "0.5", "3.7", "50.0", "1234.5", "1e6", "1e9"]:
        cases.append(
            case(f"Poisson {mean}", f"PoissonDistribution(mean: {mean})", poisson(float(mean)))
        )
    for trials, p in [
        (1, "0.3"), (12, "0.37"), (100, "0.02"), (1_000, "0.5"), (1_000_000, "0.999"),
        (1_000_000_000, "1e-8"), (1_000_000_000, "0.5"),
    ]:
        maker = f"BinomialDistribution(trials: {trials:_}, probability: {p})"
        cases.append(case(f"binomial {trials}, {p}", maker, binomial(trials, float(p))))
    for p in ["0.3", "0.95", "1e-4"]:
        maker = f"GeometricDistribution(probability: {p})"
        cases.append(case(f"geometric {p}", maker, negative_binomial(1, float(p))))
    for r, p in [("1.0", "0.3"), ("2.5", "0.3"), ("0.01", "0.5"), ("1000.5", "0.9"), ("50.0", "1e-3")]:
        maker = f"NegativeBinomialDistribution(successes: {r}, probability: {p})"
        law = negative_binomial(float(r), float(p))
        cases.append(case(f"negative binomial {r}, {p}", maker, law))
    with open(TARGET, "w") as file:
        file.write(
            "// Made by Tools/statistics/make_count_references.py with mpmath "
            + mp.__version__ + "; not edited by hand.\n"
            "import DiscreteEvents\n\n"
            "extension CountReference {\n"
            "  /// Quantile, cumulative probability, survival and probability of it, for each level.\n"
            f"  static let levels = {LEVELS}\n\n"
            "  static let all: [CountReference] = [\n" + "\n".join(cases) + "\n  ]\n}\n"
        )


main()
