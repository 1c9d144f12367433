"""Writes Tests/ElementaryFunctionsTests/Fixtures/<function>.bin; see the README there.

Usage: make_fixture.py [function ...]     (no argument: all twelve)
"""

import math
import os
import struct
import sys

from mpmath import mp, mpf

from exact_values import FUNCTIONS
from fixture_points import POINTS, RANGES, bits, double

HERE = os.path.dirname(os.path.abspath(__file__))
FIXTURES = os.path.join(HERE, "..", "..", "Tests", "ElementaryFunctionsTests", "Fixtures")
RANDOM_POINTS = 99_000
SEARCHED = 24_000
MASK = (1 << 64) - 1


def splitmix(seed):
    """Steele, Lea and Flood (2014): one 64-bit word after another."""
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        yield z ^ (z >> 31)


def draw(words, bounds):
    kind, low, high = bounds
    word = next(words)
    if kind == 0:
        return low + (high - low) * ((word >> 11) * 2.0**-53)
    return double(bits(low) + word % (bits(high) - bits(low)))


def rounded(exact):
    """The nearest double, and the exact value minus it in 1/254 of a unit in the last place."""
    if exact == 0:
        return 0.0, 0
    exponent = max(mp.mag(exact) - 53, -1074)
    scaled = mp.ldexp(exact, -exponent)
    whole = int(mp.nint(scaled))
    try:
        value = math.ldexp(whole, exponent)
    except OverflowError:
        return math.copysign(math.inf, whole), 0
    unit = math.ulp(value)
    residual = (exact - mpf(value)) / mpf(unit)
    return value, max(-127, min(127, int(mp.nint(residual * 254))))


def evaluate(name, arguments, check):
    function = FUNCTIONS[name][1]
    with mp.workprec(160):
        result = rounded(function(*arguments))
    if check:
        with mp.workprec(400):
            again = rounded(function(*arguments))
        # An exact midpoint may round either way; the place that it names is the same.
        apart = 0 if result[0] == again[0] else (again[0] - result[0]) / math.ulp(result[0]) * 254
        assert abs(result[1] - again[1] - apart) <= 1, (name, arguments)
    return result


def record(result):
    return struct.pack("<db", *result)


def is_defined(name, arguments):
    if name in ("log", "log1p", "pow"):
        return arguments[0] > (-1 if name == "log1p" else 0)
    if name == "logGamma":
        return arguments[0] > 0 or arguments[0] != math.floor(arguments[0])
    return name != "normalQuantile" or 0 < arguments[0] < 1


def searched_points(name, seed):
    """Arguments whose exact result lies nearest to a midpoint of two doubles."""
    words, found = splitmix(seed), []
    for n in range(SEARCHED):
        ranges = RANGES[name][n % len(RANGES[name])]
        arguments = tuple(draw(words, bounds) for bounds in ranges)
        if is_defined(name, arguments) and abs(evaluate(name, arguments, False)[1]) >= 126:
            found.append(arguments)
    return found


def power_of_negative(arguments):
    x, y = arguments
    value, residual = evaluate("pow", (-x, y), True)
    return (-value, -residual) if y % 2 == 1 else (value, residual)


def make(name):
    arity = FUNCTIONS[name][0]
    ranges = RANGES[name]
    with mp.workprec(1200):
        hard = [p if isinstance(p, tuple) else (p,) for p in POINTS[name]()]
    seed = sum(ord(c) << (8 * (i % 8)) for i, c in enumerate(name)) & MASK
    hard += searched_points(name, seed ^ MASK)
    share = RANDOM_POINTS // len(ranges)
    blob = struct.pack("<4sIIIIQ", b"ELEM", arity, len(ranges), share, len(hard), seed)
    for bounds in (b for arguments in ranges for b in arguments):
        blob += struct.pack("<Idd", *bounds)
    parts = [blob]
    words = splitmix(seed)
    for arguments_ranges in ranges:
        for n in range(share):
            arguments = tuple(draw(words, bounds) for bounds in arguments_ranges)
            if is_defined(name, arguments):
                parts.append(record(evaluate(name, arguments, n % 64 == 0)))
            else:
                # logGamma has poles; the other functions have no value there.
                parts.append(record((math.inf if name == "logGamma" else math.nan, 0)))
    for arguments in hard:
        if name == "pow" and arguments[0] < 0:
            result = power_of_negative(arguments)
        else:
            result = evaluate(name, arguments, True)
        parts.append(struct.pack(f"<{arity}d", *arguments) + record(result))
    with open(os.path.join(FIXTURES, name + ".bin"), "wb") as file:
        file.write(b"".join(parts))
    print(name, share * len(ranges), "random,", len(hard), "hard", flush=True)


if __name__ == "__main__":
    for function in sys.argv[1:] or list(FUNCTIONS):
        make(function)
