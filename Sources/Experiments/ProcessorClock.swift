import Foundation

/// Processor time of the calling thread, for provenance only.
struct ProcessorClock {
  private let start = Self.now()

  /// Seconds of processor time since the clock was made, on the same thread.
  var seconds: Double { Self.now() - start }

  private static func now() -> Double {
    var time = timespec()
    guard clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time) == 0 else { return 0 }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
