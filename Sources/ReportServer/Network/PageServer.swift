#if Server
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix

/// A site on the network.
package final class PageServer: Sendable {
  /// The port at which it listens.
  package let port: Int
  private let group: MultiThreadedEventLoopGroup
  private let listening: [any Channel]
  private let threads: JobThreads
  private let connections: Connections
  private let limits: RequestLimits

  /// Begins to listen.
  ///
  /// - Parameters:
  ///   - site: The pages.
  ///   - place: Where.
  ///   - limits: How much a client may ask for.
  /// - Throws: `ListeningError`.
  package init(
    _ site: Site,
    at place: ListeningPlace,
    limits: RequestLimits = RequestLimits()
  ) throws {
    self.limits = limits
    group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    threads = JobThreads()
    connections = Connections(most: limits.connections)
    do {
      (listening, port) = try Self.listen(at: place, group, connections) { [threads] port in
        ConnectionHandler.Service(
          site: site,
          check: RequestCheck(
            limits: limits,
            hosts: place.hosts(port: port, machine: ProcessInfo.processInfo.hostName)
          ),
          threads: threads
        )
      }
    } catch {
      threads.end()
      try? group.syncShutdownGracefully()
      throw error
    }
  }

  /// Ends: nobody new is let in, answers under way are given a few seconds.
  package func end() {
    for channel in listening { try? channel.close().wait() }
    connections.end(within: limits.endSeconds)
    threads.end()
    // All that is lost by a failure is the wait for threads that end with the process anyway.
    try? group.syncShutdownGracefully()
  }

  private typealias Services = @Sendable (Int) -> ConnectionHandler.Service

  /// Listens at all addresses of a place; a free port of the first may be taken at the second.
  private static func listen(
    at place: ListeningPlace,
    _ group: MultiThreadedEventLoopGroup,
    _ connections: Connections,
    _ service: @escaping Services
  ) throws -> (channels: [any Channel], port: Int) {
    for _ in 0..<(place.port == 0 ? 20 : 0) {
      if let found = try? listenOnce(at: place, group, connections, service) { return found }
    }
    return try listenOnce(at: place, group, connections, service)
  }

  private static func listenOnce(
    at place: ListeningPlace,
    _ group: MultiThreadedEventLoopGroup,
    _ connections: Connections,
    _ service: @escaping Services
  ) throws -> (channels: [any Channel], port: Int) {
    var channels: [any Channel] = []
    var port = place.port
    for address in place.addresses {
      do {
        let channel = try bind(address, port, group, connections, service)
        channels.append(channel)
        // The second address gets the port that the first one was given.
        port = channel.localAddress?.port ?? port
      } catch let error as IOError where !channels.isEmpty && isMissing(error) {
        // A machine without the second version of the protocol.
        continue
      } catch {
        for channel in channels { try? channel.close().wait() }
        throw Self.error(error, address, port)
      }
    }
    return (channels, port)
  }

  private static func bind(
    _ address: String,
    _ port: Int,
    _ group: MultiThreadedEventLoopGroup,
    _ connections: Connections,
    _ service: @escaping Services
  ) throws -> any Channel {
    try ServerBootstrap(group: group)
      .serverChannelOption(.backlog, value: 256)
      .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          let refusal = try connections.enter(channel)
          let service = service(channel.localAddress?.port ?? port)
          try channel.pipeline.syncOperations.addHandlers(
            HTTPResponseEncoder(),
            ByteToMessageHandler(HTTPRequestDecoder(limitConfiguration: service.decoderLimits)),
            HTTPServerPipelineHandler(),
            ConnectionHandler(service, refusing: refusal)
          )
        }
      }
      .bind(host: address, port: port).wait()
  }

  private static func isMissing(_ error: IOError) -> Bool {
    error.errnoCode == EADDRNOTAVAIL || error.errnoCode == EAFNOSUPPORT
  }

  private static func error(_ error: any Error, _ address: String, _ port: Int) -> ListeningError {
    guard let error = error as? IOError else { return .noSuchHost(address) }
    switch error.errnoCode {
    case EADDRINUSE: return .taken(port: port)
    case EACCES, EPERM: return .forbidden(port: port)
    case EADDRNOTAVAIL: return .noSuchHost(address)
    default: return .failed("\(error)")
    }
  }
}
#endif
