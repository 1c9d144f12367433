// MRG32k3a (L'Ecuyer 1999) with remainders by folding, and exponential variates by inversion:
// the same arithmetic as the Swift kernel, with the logarithm of the C++ library.
#pragma once

#include <cmath>
#include <cstdint>

class Mrg32k3a {
public:
  explicit Mrg32k3a(std::uint32_t seed) {
    for (auto &value : first_) value = seed;
    for (auto &value : second_) value = seed;
  }

  double uniform() {
    const std::uint64_t one = fold_first(1403580 * first_[1] + 810728 * (m1 - first_[0]));
    first_[0] = first_[1];
    first_[1] = first_[2];
    first_[2] = one;
    const std::uint64_t two = fold_second(527612 * second_[2] + 1370589 * (m2 - second_[0]));
    second_[0] = second_[1];
    second_[1] = second_[2];
    second_[2] = two;
    const std::uint64_t difference = one > two ? one - two : one + m1 - two;
    return static_cast<double>(static_cast<std::int64_t>(difference)) * 2.328306549295727688e-10;
  }

  double exponential(double mean) { return -mean * std::log(1.0 - uniform()); }

private:
  static constexpr std::uint64_t m1 = 4294967087, m2 = 4294944443;

  static std::uint64_t fold_first(std::uint64_t value) {
    value = (value & 0xffffffff) + (value >> 32) * 209;
    return value >= m1 ? value - m1 : value;
  }

  static std::uint64_t fold_second(std::uint64_t value) {
    value = (value & 0xffffffff) + (value >> 32) * 22853;
    value = (value & 0xffffffff) + (value >> 32) * 22853;
    return value >= m2 ? value - m2 : value;
  }

  std::uint64_t first_[3], second_[3];
};
