"""Where the functions are tried: ranges of random arguments, and hard arguments one by one."""

import math
import struct

from mpmath import mp, mpf

MAX = 1.7976931348623157e308
TINY = 5e-324


def bits(x):
    return struct.unpack("<Q", struct.pack("<d", x))[0]


def double(b):
    return struct.unpack("<d", struct.pack("<Q", b))[0]


def uniform(low, high):
    return (0, low, high)


def log_uniform(low, high):
    """Even over the bit patterns from low to high, which have one sign."""
    return (1, low, high)


# Each entry: the range of every argument, each used for an equal share of the random points.
ANY = log_uniform(TINY, MAX)
MINUS = log_uniform(-TINY, -MAX)
RANGES = {
    "log": [[uniform(0.5, 2)], [uniform(0, 1)], [ANY], [uniform(0.98, 1.02)]],
    "log1p": [[uniform(-1, 1)], [uniform(-0.02, 0.02)], [ANY], [log_uniform(-TINY, -0.9999999)]],
    "exp": [[uniform(-1, 1)], [uniform(-20, 20)], [uniform(-745.2, 709.8)], [uniform(-0.01, 0.01)]],
    "expm1": [[uniform(-1, 1)], [uniform(-40, 40)], [log_uniform(1e-310, 709.7)],
              [log_uniform(-1e-310, -60)], [uniform(-0.01, 0.01)]],
    "pow": [[uniform(0, 10), uniform(-10, 10)], [ANY, uniform(-1, 1)],
            [uniform(0.99, 1.01), uniform(-70000, 70000)], [uniform(0, 2), uniform(-1000, 1000)]],
    "sin": [[uniform(-6.3, 6.3)], [uniform(-0.8, 0.8)], [uniform(-1e6, 1e6)], [ANY], [uniform(0, 1e9)]],
    "cos": [[uniform(-6.3, 6.3)], [uniform(-0.8, 0.8)], [uniform(-1e6, 1e6)], [ANY], [uniform(0, 1e9)]],
    "atan2": [[uniform(-1, 1), uniform(-1, 1)], [ANY, ANY], [MINUS, MINUS],
              [uniform(-1, 1), uniform(-0.01, 0.01)], [log_uniform(1e-5, 1e5), log_uniform(-1e-5, -1e5)]],
    "hypot": [[uniform(-1, 1), uniform(-1, 1)], [ANY, ANY], [uniform(1, 2), uniform(0, 0.01)],
              [log_uniform(TINY, 1e-300), log_uniform(TINY, 1e-300)],
              [log_uniform(1e-5, 1e5), log_uniform(1e-5, 1e5)]],
    "erf": [[uniform(-6, 6)], [uniform(-1, 1)], [log_uniform(TINY, 6.5)], [uniform(0.8, 3)]],
    "normalQuantile": [[uniform(0, 1)], [uniform(0.45, 0.55)], [log_uniform(TINY, 0.5)],
                       [uniform(0.95, 1)], [uniform(0, 0.02)]],
    "logGamma": [[uniform(0.5, 3)], [uniform(0, 20)], [uniform(-20, 0)], [log_uniform(TINY, 2.5e305)],
                 [uniform(-180, 180)], [log_uniform(-1e-300, -1e4)]],
}


def around(x, reach):
    """The double and its neighbours on both sides."""
    b = bits(abs(x))
    sign = -1.0 if x < 0 else 1.0
    return [sign * double(c) for c in range(max(b - reach, 0), min(b + reach, bits(MAX)) + 1)]


def growing(x):
    """Neighbours at distances that double, to 2^51 units in the last place."""
    b = bits(abs(x))
    sign = -1.0 if x < 0 else 1.0
    result = []
    for k in range(52):
        for c in (b - (1 << k), b + (1 << k)):
            if 0 < c < bits(MAX):
                result.append(sign * double(c))
    return result


def both(values):
    return [v for x in values for v in (x, -x)]


EDGES = [2.0**-1022, 2.0**-1021, MAX, TINY, 2.0**-1074 * 3, 2.0**1023]


def near_edges():
    return [v for e in EDGES for v in around(e, 8)]


def log_points():
    points = around(1.0, 300) + growing(1.0) + near_edges()
    for j in range(129):
        for k in (-1, 0, 1, 40):
            points += [v * 2.0**k for v in around(double(0x3FE6000000000000 + (j << 45)), 1)]
    return [v for v in points if v > 0]


def log1p_points():
    points = both(near_edges()) + growing(-1.0) + around(-1.0, 300) + both(growing(2.0**-30))
    for j in range(129):
        for v in around(double(0x3FE6000000000000 + (j << 45)), 1):
            points += [v - 1, 2 * v - 1, v * 2.0**60]
    return [v for v in points if v > -1 and v != 0]


def exp_points():
    points = both(growing(2.0**-20)) + both(near_edges()[:80]) + around(709.782712893384, 40)
    for edge in (-745.1332191019411, -708.3964185322641, -744.4400719213812, 700.0, -700.0):
        points += around(edge, 40)
    for n in range(-1200, 1200, 2):
        points += around(float((mpf(n) + 0.5) * mp.log(2) / 128), 1)
    return [v for v in points if v < 709.9 and v > -746]


def pow_points():
    points = []
    for x in around(1.0, 60) + growing(1.0)[:90]:
        for y in (0.5, 3.0, -7.25, 1e10, -1e15, 4e18):
            points.append((x, y))
    for k in range(1, 40):
        for n in range(2, 12):
            points += [(k * 1.0, n * 1.0), (k / 8, -n * 1.0), (k * 1.0, n / 2)]
    for y in (1023.5, -1022.5, -1060.25, -1074.9, 1024.0, -1074.0, -1075.0):
        for x in (2.0, 2.0000000001, 1.9999999999, 3.0, 0.5, 0.7):
            points += [(x, v * math.log(2) / abs(math.log(x))) for v in around(y, 4)]
    points += [(-3.0, 3.0), (-1.5, -7.0), (-2.5, 200.0), (TINY, 0.25), (TINY, 0.99), (MAX, 0.999)]
    points += [(v, w) for v in around(2.0**-1022, 8) for w in (0.1, -0.5, 1.0, 1.0000001)]
    return points


def trigonometric_points():
    points = both(near_edges()) + [6381956970095103.0 * 2.0**797, 1e22, 2.0**1000, MAX]
    for n in list(range(1, 400)) + [10**k + d for k in range(3, 18) for d in range(4)]:
        points += around(float(mpf(n) * mp.pi / 4), 1)
    for k in range(20, 1020, 5):
        n = mp.nint(mpf(2) ** k * 4 / 3)
        points += around(float(n * mp.pi / 2), 1)
    for worst in (5319372648326541.0 * 2.0**416, 6411027962775774.0 * 2.0**-53, 1647099.0 * 2**20):
        points += around(worst, 2)
    return points + both(growing(0.78539816339744828)) + closest_to_multiples()


def closest_to_multiples():
    """For each exponent, the 53-bit integers m with m 2^e nearest to a multiple of pi/2.

    They are denominators of the continued fraction of 2^(e+1)/pi (Kahan 1983).
    """
    points = []
    for e in range(-40, 971, 3):
        rest = mpf(2) ** (e + 1) / mp.pi
        before, now = 0, 1
        for _ in range(60):
            fraction = rest - mp.floor(rest)
            if fraction == 0:
                break
            rest = 1 / fraction
            before, now = now, int(mp.floor(rest)) * now + before
            if now >= 2**53:
                break
            if now >= 2**44:
                points.append(float(now) * 2.0**e)
    return points


def atan2_points():
    points = []
    for j in range(65):
        for y in around(j / 64.0, 1) + around((j + 0.5) / 64, 1):
            points += [(y, 1.0), (1.0, y), (-y, 1.0), (y, -1.0), (-1.0, -y)]
    for x in near_edges():
        points += [(x, 1.0), (1.0, x), (x, x), (-x, 3.0), (x, 1e300), (1e300, -x), (x, 1e-300)]
    for k in range(0, 1074, 9):
        points += [(1.1 * 2.0**-k, 1.7), (1.1, -1.7 * 2.0**-k), (2.0**-1060, 1.3 * 2.0 ** (k - 1060))]
    return [(y, x) for y, x in points if y != 0 or x > 0]


def hypot_points():
    points = []
    for x in near_edges():
        points += [(x, 1.0), (x, x), (x, 3e-308), (-x, 1e-300), (x, 1e300)]
    for k in range(-60, 61):
        points += [(1.0, v * 2.0**k) for v in around(1.3, 2)]
    for m in range(2, 40):
        points += [(1.0 * (m * m - n * n), 2.0 * m * n) for n in range(1, m)]
    return points


def erf_points():
    points = both(near_edges()) + around(5.92, 20) + both(growing(0.03125)) + both(growing(1.0))
    for j in range(0, 100):
        points += around((j + 0.5) / 16, 4) + around(-j / 16.0, 2)
    return points


def normal_quantile_points():
    points = around(0.5, 300) + growing(0.5) + around(0.25, 20) + around(0.75, 20) + around(TINY, 60)
    points += [v for e in (2.0**-1022, 2.0**-1021) for v in around(e, 30)]
    points += [1 - k * 2.0**-53 for k in range(1, 300)] + growing(0.25) + growing(0.75)
    for s in range(26, 640):
        p = float(mp.exp(-mpf(s) ** 2 / 512))
        points += [v for v in around(p, 1) if v > 0]
    return [p for p in points if 0 < p < 1]


def log_gamma_points():
    points = around(1.0, 200) + growing(1.0) + around(2.0, 200) + growing(2.0) + near_edges()
    for x in (0.25, 0.75, 1.25, 1.75, 2.25, 8.0, 10.0, 12.0, 16.0, 20.0, -19.0, 2.5e305, 2.0**70):
        points += around(x, 5)
    for n in range(3, 60):
        points += around(-float(n - 2), 4) + growing(-float(n))[:60]
    for low in range(-18, -1):
        for zero in zeros_of_log_gamma(low):
            points += around(float(zero), 12) + growing(float(zero))[:90]
    return [x for x in points if x < 2.5e305 and (x > 0 or x != math.floor(x))]


def zeros_of_log_gamma(n):
    """The zeros of log |Gamma| in (n - 1, n) for n <= -2, by bisection; two or none in each."""
    with mp.workprec(700):
        low, high = mpf(n) - 1, mpf(n)
        value = lambda x: mp.log(abs(mp.gamma(x)))
        middle = min((low + (high - low) * k / 64 for k in range(1, 64)), key=value)
        result = []
        for end in (low, high):
            a, b = end, middle
            for _ in range(600):
                c = (a + b) / 2
                if value(c) > 0:
                    a = c
                else:
                    b = c
            result.append((a + b) / 2)
        return result


POINTS = {
    "log": log_points,
    "log1p": log1p_points,
    "exp": exp_points,
    "expm1": exp_points,
    "pow": pow_points,
    "sin": trigonometric_points,
    "cos": trigonometric_points,
    "atan2": atan2_points,
    "hypot": hypot_points,
    "erf": erf_points,
    "normalQuantile": normal_quantile_points,
    "logGamma": log_gamma_points,
}
