"""Tables of the logarithm and the exponential (table-driven reduction after Tang, 1990)."""

import struct

from mpmath import mp, mpf

from emit import chebyshev_fit, largest_error, on_grid, split, table, write

OFFSET = 0x3FE6_0000_0000_0000


def double(bits):
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def log_table():
    rows, low, high = [], mpf(0), mpf(0)
    for j in range(128):
        start, end = mpf(double(OFFSET + (j << 45))), mpf(double(OFFSET + ((j + 1) << 45)))
        inverse = on_grid(2 / (start + end), -10)
        if start == 1 or end == 1:
            inverse = 1.0
        value = -mp.log(mpf(inverse))
        head = on_grid(value, -42)
        rows += [inverse, head, float(value - mpf(head)), 0.0]
        low, high = min(low, start * inverse - 1), max(high, end * inverse - 1)
    return rows, low, high


def log1p_tail(order):
    """(log1p(r) - its Taylor polynomial up to r**(order-1)) / r**order."""

    def tail(r):
        if abs(r) < mpf(2) ** -20:
            return sum((-1) ** (n + 1) * r ** (n - order) / n for n in range(order, order + 12))
        known = sum((-1) ** (n + 1) * r**n / n for n in range(1, order))
        return (mp.log1p(r) - known) / r**order

    return tail


def make():
    mp.prec = 400
    rows, low, high = log_table()
    fast = chebyshev_fit(log1p_tail(3), low, high, 5)
    error = largest_error(log1p_tail(3), fast, low, high) * high**2
    assert error < mpf(2) ** -63, mp.log(error, 2)
    fine = chebyshev_fit(log1p_tail(4), low, high, 7)
    error = largest_error(log1p_tail(4), fine, low, high) * high**3
    assert error < mpf(2) ** -79, mp.log(error, 2)
    ln2_head = on_grid(mp.log(2), -42)
    write(
        "LogTables",
        "Constants of the logarithm: x = 2^k z, z in [0.6875, 1.375), log z = log1p(z w - 1) - log w.",
        [
            "  /// The bits of 0.6875, where the intervals of z start.\n"
            f"  static let offset: UInt64 = 0x{OFFSET:016x}",
            table(
                "rows",
                "For each of the 128 intervals of z: w = 1/z to 2^-10 (1 beside z = 1), then -log w\n"
                "as a multiple of 2^-42 and the rest, and a zero that makes the row 32 bytes.",
                rows,
            ),
            table(
                "tail",
                "Coefficients 0, 1, 2, 4, 3 and 5, so that two sums can be computed side by side, of\n"
                f"(log1p(r) - r + r^2/2) / r^3 on [{mp.nstr(low, 4)}, {mp.nstr(high, 4)}].",
                [fast[index] for index in (0, 1, 2, 4, 3, 5)],
            ),
            table("fineTail", "(log1p(r) - r + r^2/2 - r^3/3) / r^4 on the same interval.", fine),
            table(
                "ln2",
                "log 2 as a multiple of 2^-42 and the rest.",
                [ln2_head, float(mp.log(2) - mpf(ln2_head))],
            ),
        ],
    )

    rows = []
    for j in range(128):
        power = mpf(2) ** (mpf(j) / 128)
        head = float(power)
        rows += [head, float((power - mpf(head)) / mpf(head))]
    bound = mp.log(2) / 256 * (1 + mpf(2) ** -20)

    def exp_tail(order):
        def tail(r):
            return sum(r ** (n - order) / mp.factorial(n) for n in range(order, order + 20))

        return tail

    fast = chebyshev_fit(exp_tail(3), -bound, bound, 2)
    error = largest_error(exp_tail(3), fast, -bound, bound) * bound**3
    assert error < mpf(2) ** -62, mp.log(error, 2)
    fine = chebyshev_fit(exp_tail(3), -bound, bound, 4)
    error = largest_error(exp_tail(3), fine, -bound, bound) * bound**3
    assert error < mpf(2) ** -75, mp.log(error, 2)
    step = mp.log(2) / 128
    head = on_grid(step, -42)
    write(
        "ExpTables",
        "Constants of the exponential: x = (128 k + j) log(2)/128 + r, exp x = 2^k 2^(j/128) exp r.",
        [
            table("rows", "2^(j/128) rounded, and the relative rest, for j = 0 ..< 128.", rows),
            table("tail", "(exp(r) - 1 - r - r^2/2) / r^3 on +-log(2)/256.", fast),
            table("fineTail", "The same with two more coefficients.", fine),
            table(
                "step",
                "log(2)/128 as a multiple of 2^-42 and the rest, and 128/log(2).",
                [head] + split(step - mpf(head), 1) + [float(1 / step)],
            ),
        ],
    )
