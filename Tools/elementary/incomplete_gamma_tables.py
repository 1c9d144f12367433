"""Coefficients of Temme's uniform expansion of the incomplete gamma function.

N. M. Temme, "The asymptotic expansion of the incomplete gamma functions", SIAM Journal on
Mathematical Analysis 10, 1979, doi:10.1137/0510071; DLMF 8.12.7 to 8.12.11: with
eta^2/2 = x/a - 1 - log(x/a), c_0 = 1/(x/a - 1) - 1/eta and
c_k = (1/eta) dc_{k-1}/deta + (-1)^k g_k/(x/a - 1), where g_k are the coefficients of Gamma* in 1/a.
"""

from fractions import Fraction

from emit import table, write

ORDERS = 10
DEGREE = 19


def make():
    rows = coefficients()
    write(
        "IncompleteGammaTables",
        "Constants of the incomplete gamma function.",
        [
            "  /// Number of powers of eta in a row.\n" f"  static let stride = {DEGREE + 1}",
            "  /// Number of rows, the powers of 1/a.\n" f"  static let orders = {ORDERS}",
            table(
                "temme",
                "Row k: c_k(eta) of DLMF 8.12.7 as a polynomial in eta.",
                [float(c) for row in rows for c in row],
            ),
        ],
    )


def coefficients():
    length = DEGREE + 2 * ORDERS + 4
    # mu = x/a - 1 = sum of alpha_n eta^n with mu' mu = eta (1 + mu).
    alpha = [Fraction(0), Fraction(1)]
    for n in range(2, length + 2):
        inner = sum(k * alpha[k] * alpha[n + 1 - k] for k in range(2, n))
        alpha.append((alpha[n - 1] - inner) / (n + 1))
    # eta/mu is the reciprocal of the series mu/eta.
    inverse = [Fraction(1)]
    for n in range(1, length + 1):
        inverse.append(-sum(alpha[k + 1] * inverse[n - k] for k in range(1, n + 1)))
    gammas = gamma_star(ORDERS)
    # Each row starts at the power -1; what is left there cancels.
    row = inverse[:]
    row[0] -= 1
    rows = []
    for k in range(ORDERS):
        assert row[0] == 0
        rows.append(row[1 : DEGREE + 2])
        powers = row[1:]
        # (1/eta) d/deta lowers the power by 2: powers[n] eta^n gives n powers[n] eta^(n-2).
        slope = [n * powers[n] for n in range(1, len(powers))]
        row = [s + (-1) ** (k + 1) * gammas[k + 1] * i for s, i in zip(slope, inverse)]
    return rows


def gamma_star(count):
    """Coefficients of Gamma*(a) in 1/a, the exponential of Stirling's series."""
    from mpmath import bernfrac

    log = [Fraction(0)] * (count + 1)
    for k in range(1, count // 2 + 2):
        if 2 * k - 1 <= count:
            numerator, denominator = bernfrac(2 * k)
            log[2 * k - 1] = Fraction(numerator, denominator) / (2 * k * (2 * k - 1))
    result = [Fraction(1)]
    for n in range(1, count + 1):
        result.append(sum(k * log[k] * result[n - k] for k in range(1, n + 1)) / n)
    return result
