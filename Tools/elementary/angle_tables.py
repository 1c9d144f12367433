"""Tables of sine, cosine and arc tangent."""

from mpmath import mp, mpf

from emit import chebyshev_fit, largest_error, on_grid, split, table, words, write


def taylor(start, sign_of, factorial):
    """Function of t = r^2: sum over n >= start of (-1)^n t^(n-start) / (factorial(n))!."""

    def value(t):
        return sum(
            sign_of(n) * t ** (n - start) / mp.factorial(factorial(n)) for n in range(start, start + 25)
        )

    return value


def checked_fit(function, low, high, degree, scale, bits):
    coefficients = [float(c) for c in chebyshev_fit(function, low, high, degree)]
    error = largest_error(function, coefficients, low, high) * scale
    assert error < mpf(2) ** -bits, mp.log(error, 2)
    return coefficients


def half_pi_parts():
    parts, rest = [], mp.pi / 2
    for exponent in (-32, -65, -98):
        # Truncated, so that each part has at most 33 bits.
        part = mp.floor(rest * mpf(2) ** -exponent) * mpf(2) ** exponent
        parts.append(float(part))
        rest -= part
    return parts + [float(rest), float(2 / mp.pi)]


def two_over_pi_words(count):
    """64 zero bits, then the binary fraction of 2/pi."""
    scaled = int(mp.floor(2 / mp.pi * mpf(2) ** (64 * (count - 1))))
    return [(scaled >> (64 * (count - 1 - k))) & (2**64 - 1) for k in range(count)]


def make():
    mp.prec = 1600
    top = (mp.pi / 4 + mpf(2) ** -20) ** 2
    sine = taylor(2, lambda n: (-1) ** n, lambda n: 2 * n + 1)
    cosine = taylor(2, lambda n: (-1) ** n, lambda n: 2 * n)
    write(
        "SinCosTables",
        "Constants of sine and cosine.",
        [
            table(
                "sine",
                "(sin(r) - r + r^3/6) / r^5 as a polynomial in r^2, |r| up to pi/4.",
                checked_fit(sine, mpf(0), top, 5, top**2, 59),
            ),
            table(
                "cosine",
                "(cos(r) - 1 + r^2/2) / r^4 as a polynomial in r^2, |r| up to pi/4.",
                checked_fit(cosine, mpf(0), top, 6, top**2, 59),
            ),
            table("halfPi", "pi/2 in three parts of 33 bits and the rest, and 2/pi.", half_pi_parts()),
            table("piOver2", "pi/2 rounded and the rest.", split(mp.pi / 2)),
            words("twoOverPi", "64 zero bits, then the first 1,344 bits of 2/pi.", two_over_pi_words(22)),
        ],
    )

    mp.prec = 300
    rows = [part for j in range(65) for part in split(mp.atan(mpf(j) / 64))]
    bound = (mpf(1) / 128 * (1 + mpf(2) ** -10)) ** 2

    def atan_tail(t):
        return sum((-1) ** (n + 1) * t**n / (2 * n + 3) for n in range(30))

    write(
        "AtanTables",
        "Constants of the arc tangent.",
        [
            table("rows", "atan(j/64) rounded and the rest, for j = 0 ... 64.", rows),
            table(
                "tail",
                "(atan(t) - t) / t^3 as a polynomial in t^2, |t| up to 1/128.",
                checked_fit(atan_tail, mpf(0), bound, 3, bound, 69),
            ),
            table("pi", "pi rounded and the rest.", split(mp.pi)),
        ],
    )
