/// Elementary functions from IEEE 754 basic operations only, the same bits on every machine.
///
/// The C library's functions differ in the last bit between processors and versions; a simulation
/// that must repeat exactly cannot call them. These use only addition, subtraction,
/// multiplication, division, square root, comparison and integer operations, in a fixed order and
/// without fused operations, so debug and release builds on any processor agree bit for bit.
///
/// Every function is faithful (the error is below one unit in the last place) for every argument
/// that the tests try, and most stay below 0.6 units. Special values follow C99 Annex F.
public enum Elementary {}
