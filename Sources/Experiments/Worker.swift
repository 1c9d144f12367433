import Foundation

/// A thread that can be waited for.
///
/// A run computes for its whole life, so it gets a thread of its own and not a place in Swift's
/// cooperative pool, whose width is the number of cores.
final class Worker: Sendable {
  private let work: @Sendable () -> Void
  private let done = DispatchSemaphore(value: 0)

  init(_ work: @escaping @Sendable () -> Void) {
    self.work = work
  }

  func start() {
    let thread = Thread { [self] in
      work()
      done.signal()
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  func join() {
    done.wait()
  }
}
