// The hold model on std::priority_queue: hold PENDING HOLDS SEED
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <queue>
#include <vector>

#include "mrg32k3a.hpp"

struct Entry {
  double time;
  std::uint64_t sequence;
  std::int32_t payload;
};

struct Later {
  bool operator()(const Entry &a, const Entry &b) const {
    return a.time > b.time || (a.time == b.time && a.sequence > b.sequence);
  }
};

class HoldModel {
public:
  HoldModel(int pending, std::uint32_t seed) : random_(seed) {
    for (int index = 0; index < pending; ++index) {
      calendar_.push({random_.exponential(1.0), sequence_++, index});
    }
  }

  void hold(long times) {
    for (long count = 0; count < times; ++count) {
      const Entry next = calendar_.top();
      calendar_.pop();
      calendar_.push({next.time + random_.exponential(1.0), sequence_++, next.payload});
    }
  }

  double now() const { return calendar_.top().time; }

private:
  std::priority_queue<Entry, std::vector<Entry>, Later> calendar_;
  Mrg32k3a random_;
  std::uint64_t sequence_ = 0;
};

int main(int argc, char **argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: %s PENDING HOLDS SEED\n", argv[0]);
    return 2;
  }
  const int pending = std::atoi(argv[1]);
  const long holds = std::atol(argv[2]);
  HoldModel model(pending, static_cast<std::uint32_t>(std::atol(argv[3])));
  model.hold(pending);
  const auto start = std::chrono::steady_clock::now();
  model.hold(holds);
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  std::printf("{\"nanoseconds_per_hold\": %.3f, \"seconds\": %.6f, \"end\": %.6f}\n",
              taken.count() / static_cast<double>(holds) * 1e9, taken.count(), model.now());
}
