// An M/M/1 queue as an event loop with callbacks on std::priority_queue: mm1 OBJECTS SEED
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <queue>
#include <vector>

#include "mrg32k3a.hpp"

class Queue;
using Callback = void (*)(Queue &);

struct Event {
  double time;
  std::uint64_t sequence;
  Callback callback;
};

struct Later {
  bool operator()(const Event &a, const Event &b) const {
    return a.time > b.time || (a.time == b.time && a.sequence > b.sequence);
  }
};

class Queue {
public:
  Queue(long goal, std::uint32_t seed) : goal_(goal), arrivals_(seed), services_(seed + 1) {
    schedule(arrivals_.exponential(1 / 0.9), arrive);
  }

  void run() {
    while (served_ < goal_ && !calendar_.empty()) {
      const Event next = calendar_.top();
      calendar_.pop();
      now_ = next.time;
      next.callback(*this);
    }
  }

  double mean_system_time() const { return total_system_time_ / static_cast<double>(served_); }

private:
  static void arrive(Queue &queue) {
    if (queue.objects_.empty()) queue.start_service();
    queue.objects_.push(queue.now_);
    queue.schedule(queue.arrivals_.exponential(1 / 0.9), arrive);
  }

  static void depart(Queue &queue) {
    queue.total_system_time_ += queue.now_ - queue.objects_.front();
    queue.objects_.pop();
    ++queue.served_;
    if (!queue.objects_.empty()) queue.start_service();
  }

  void start_service() { schedule(services_.exponential(1.0), depart); }

  void schedule(double delay, Callback callback) {
    calendar_.push({now_ + delay, sequence_++, callback});
  }

  std::priority_queue<Event, std::vector<Event>, Later> calendar_;
  std::queue<double> objects_;
  double now_ = 0, total_system_time_ = 0;
  long served_ = 0, goal_;
  std::uint64_t sequence_ = 0;
  Mrg32k3a arrivals_, services_;
};

int main(int argc, char **argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s OBJECTS SEED\n", argv[0]);
    return 2;
  }
  const long objects = std::atol(argv[1]);
  Queue queue(objects, static_cast<std::uint32_t>(std::atol(argv[2])) + 12345);
  const auto start = std::chrono::steady_clock::now();
  queue.run();
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  std::printf("{\"objects_per_second\": %.1f, \"mean_system_time\": %.6f, \"seconds\": %.6f}\n",
              static_cast<double>(objects) / taken.count(), queue.mean_system_time(),
              taken.count());
}
