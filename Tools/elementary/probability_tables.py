"""Tables of the error function, the normal quantile and the logarithm of gamma."""

import struct

from mpmath import mp, mpf

from emit import chebyshev_fit, horner, largest_error, split, table, write
from exact_values import lower_normal_quantile
from fixture_points import zeros_of_log_gamma

FIRST_CENTER = 1.6875
INTERVALS = 37


def make():
    make_erf()
    make_quantile()
    make_log_gamma()


def make_erf():
    mp.prec = 300
    rows = []
    for j in range(97):
        c = mpf(j) / 16
        rows += split(mp.erf(c)) + split(2 / mp.sqrt(mp.pi) * mp.exp(-c * c))
    write(
        "ErfTables",
        "Constants of the error function.",
        [
            table(
                "rows",
                "erf(c) rounded and the rest, 2/sqrt(pi) exp(-c^2) rounded and the rest, for c = j/16,\n"
                "j = 0 ... 96.",
                rows,
            ),
            table("inverses", "1/n for n from 1, after an unused 0.", [0.0] + [1 / n for n in range(1, 15)][:1]
                  + [float(mpf(1) / n) for n in range(2, 15)]),
        ],
    )


def make_quantile():
    mp.prec = 240

    def over_q(t):
        """(x(1/2 + q) / q - sqrt(2 pi)) / q^2 with t = q^2."""
        q = mp.sqrt(t)
        x = -lower_normal_quantile(mpf(1) / 2 - q)
        return (x / q - mp.sqrt(2 * mp.pi)) / t

    top = mpf(1) / 16
    central = [float(c) for c in chebyshev_fit(over_q, mpf(0), top, 15)]
    samples = [top * k / 97 for k in range(1, 98)]
    error = max(abs(over_q(t) - horner(central, t)) * t for t in samples) / mpf("2.5")
    assert error < mpf(2) ** -58, mp.log(error, 2)

    rows = []
    first = struct.unpack("<Q", struct.pack("<d", FIRST_CENTER))[0] >> 49
    for k in range(INTERVALS):
        low = mpf(struct.unpack("<d", struct.pack("<Q", (first + k) << 49))[0])
        high = mpf(struct.unpack("<d", struct.pack("<Q", (first + k + 1) << 49))[0])
        middle = (low + high) / 2

        def difference(d):
            s = middle + d
            return s + lower_normal_quantile(mp.exp(-s * s / 2))

        start = difference(mpf(0))

        def slope(d):
            return (difference(d) - start) / d

        half = (high - low) / 2
        coefficients = [float(c) for c in chebyshev_fit(slope, -half, half, 11)]
        tried = [half * (2 * mpf(n) / 41 - 1) for n in range(42)]
        error = max(abs(slope(d) - horner(coefficients, d)) * abs(d) for d in tried)
        error /= low - difference(-half)
        assert error < mpf(2) ** -59, (k, mp.log(error, 2))
        rows += split(start) + coefficients
    write(
        "QuantileTables",
        "Constants of the normal quantile.",
        [
            table("slope", "sqrt(2 pi) rounded and the rest.", split(mp.sqrt(2 * mp.pi))),
            table(
                "central",
                "(x(1/2 + q)/q - sqrt(2 pi)) / q^2 as a polynomial in q^2, |q| up to 1/4.",
                central,
            ),
            "  /// Upper 15 bits of the first interval of s = sqrt(-2 log p).\n"
            f"  static let firstInterval: UInt64 = 0x{first:04x}",
            "  /// Length of a row.\n  static let stride = 14",
            table(
                "rows",
                "For each interval of s with middle m: s - |x| at m in two parts, then the polynomial\n"
                "(s - |x| - its value at m) / (s - m) in s - m.",
                rows,
            ),
        ],
    )


def leading_pairs(coefficients, pairs):
    """The first coefficients in two parts each, the others rounded."""
    return [part for c in coefficients[:pairs] for part in split(c)] + [
        float(c) for c in coefficients[pairs:]
    ]


def make_log_gamma():
    mp.prec = 400

    def over_d(d):
        if d == 0:
            return -mp.euler
        return mp.loggamma(1 + d) / d

    quarter = mpf(1) / 4
    about_one = chebyshev_fit(over_d, -quarter, quarter, 23)
    error = largest_error(over_d, about_one, -quarter, quarter, 97)
    assert error < mpf(2) ** -69, mp.log(error, 2)

    def about_middle(d):
        return mp.loggamma(mpf(3) / 2 + d)

    middle = chebyshev_fit(about_middle, -quarter, quarter, 23)
    error = largest_error(about_middle, middle, -quarter, quarter, 97)
    assert error < mpf(2) ** -72, mp.log(error, 2)
    central = leading_pairs(about_one, 6) + leading_pairs(middle, 6)

    stirling = [mp.bernoulli(2 * k) / (2 * k * (2 * k - 1)) for k in range(1, 13)]
    at = mpf(12)
    exact = mp.loggamma(at) - ((at - 0.5) * mp.log(at) - at + mp.log(2 * mp.pi) / 2)
    error = abs(exact - horner(stirling, 1 / at**2) / at) / mp.loggamma(at)
    assert error < mpf(2) ** -72, mp.log(error, 2)

    write(
        "LogGammaTables",
        "Constants of the logarithm of the gamma function.",
        [
            "  /// Length of one polynomial of `central`.\n"
            f"  static let stride = {len(central) // 2}",
            table(
                "central",
                "log Gamma(1 + d) / d, then log Gamma(1.5 + d), as polynomials in d, |d| up to 1/4: six\n"
                "coefficients in two parts and the others.",
                central,
            ),
            table("stirling", "B(2k) / (2k (2k - 1)) for k = 1 ... 12.", [float(c) for c in stirling]),
            table(
                "logs",
                "log(2 pi)/2 and log pi, each rounded and the rest.",
                split(mp.log(2 * mp.pi) / 2) + split(mp.log(mp.pi)),
            ),
            "  /// Length of a row of `zeros`.\n  static let zeroStride = 14",
            table(
                "zeros",
                "Zeros of log |Gamma|, two in each unit interval from (-3, -2) to (-17, -16), the upper one\n"
                "first: the zero in three parts, how far from it the series serves, the slope in two parts\n"
                "and the other eight Taylor coefficients.",
                [v for n in range(-2, -17, -1) for z in reversed(zeros_of_log_gamma(n)) for v in zero_row(z)],
            ),
        ],
    )


def zero_row(zero):
    with mp.workprec(700):
        # The derivatives of log |Gamma| are the polygamma functions.
        series = [mp.psi(k - 1, zero) / mp.factorial(k) for k in range(1, 10)]
        reach = abs(zero - mp.nint(zero)) / 128
        return split(zero, 3) + [float(reach)] + split(series[0]) + [float(c) for c in series[1:]]
