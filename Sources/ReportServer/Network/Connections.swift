#if Server
import Foundation
import NIOCore

/// The connections that there are.
final class Connections: Sendable {
  private let most: Int
  private let condition = NSCondition()
  private nonisolated(unsafe) var open: [ObjectIdentifier: any Channel] = [:]

  /// The connection is not even refused in words, since that would hold it for a moment.
  struct FarTooMany: Error {}

  /// Makes it.
  ///
  /// - Parameter most: How many there may be at a time.
  init(most: Int) {
    self.most = most
  }

  /// Takes a connection in, until it is closed.
  ///
  /// - Returns: Why it is refused; nil if there is room for it.
  /// - Throws: ``FarTooMany`` if it is to be closed at once.
  func enter(_ channel: any Channel) throws -> Refusal? {
    condition.lock()
    defer { condition.unlock() }
    guard open.count < 2 * most else { throw FarTooMany() }
    open[ObjectIdentifier(channel)] = channel
    channel.closeFuture.whenComplete { [self] _ in leave(channel) }
    return open.count > most ? .tooManyConnections : nil
  }

  /// Closes all: those that wait for a request at once, the others after their answers.
  ///
  /// - Parameter seconds: When those are closed too that are not done.
  func end(within seconds: Int) {
    condition.lock()
    defer { condition.unlock() }
    for channel in open.values {
      channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
    }
    let end = Date(timeIntervalSinceNow: TimeInterval(seconds))
    while !open.isEmpty, condition.wait(until: end) {}
    for channel in open.values { channel.close(promise: nil) }
  }

  private func leave(_ channel: any Channel) {
    condition.lock()
    defer { condition.unlock() }
    open[ObjectIdentifier(channel)] = nil
    condition.broadcast()
  }
}
#endif
