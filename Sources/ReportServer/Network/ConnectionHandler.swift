#if Server
import NIOCore
import NIOHTTP1

/// One connection: takes requests one after the other, has them answered, and ends when a client takes too
/// long for anything.
///
/// Used on the thread of its connection alone.
final class ConnectionHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  /// What all connections share.
  struct Service: Sendable {
    /// The pages.
    let site: Site
    /// What is refused.
    let check: RequestCheck
    /// Where answers are found.
    let threads: JobThreads

    /// Limits of the reader of requests, beyond which it stops to take in a request; a bit more than those
    /// that are told apart.
    var decoderLimits: NIOHTTPDecoderLimitConfiguration {
      var limits = NIOHTTPDecoderLimitConfiguration()
      limits.maxHeaderFieldSize = 2 * check.limits.fieldBytes
      limits.maxHeaderListSize = 2 * check.limits.fieldBytes
      limits.maxHeaderFieldCount = 2 * check.limits.fields
      return limits
    }
  }

  private enum State {
    /// For a request.
    case waiting
    /// The head of a good request has come.
    case receiving(RequestHead, isKeptAlive: Bool)
    /// An answer is looked for.
    case answering(RequestHead, isKeptAlive: Bool)
    /// An answer is on its way.
    case sending
    /// All has been said; what still comes is not read any more.
    case parting
  }

  private let service: Service
  private let refusal: Refusal?
  private var state = State.waiting
  private var task: Task<Void, Never>?
  private var deadline: Scheduled<Void>?

  private var limits: RequestLimits { service.check.limits }

  /// Makes it.
  ///
  /// - Parameters:
  ///   - service: What all connections share.
  ///   - refusal: Why the connection is refused; nil if it is not.
  init(_ service: Service, refusing refusal: Refusal?) {
    self.service = service
    self.refusal = refusal
  }

  func channelActive(context: ChannelHandlerContext) {
    context.fireChannelActive()
    if let refusal { return refuse(refusal, nil, context) }
    limitRequest(context)
  }

  func channelInactive(context: ChannelHandlerContext) {
    deadline?.cancel()
    task?.cancel()
    context.fireChannelInactive()
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch (unwrapInboundIn(data), state) {
    case (.head(let head), .waiting):
      let request = RequestHead(
        head.method.rawValue,
        head.uri,
        fields: head.headers.map { (name: $0.name, value: $0.value) }
      )
      if let refusal = service.check.refusal(of: request) {
        return refuse(refusal, request, context)
      }
      state = .receiving(request, isKeptAlive: head.isKeepAlive)
    case (.end, .receiving(let request, let isKeptAlive)):
      state = .answering(request, isKeptAlive: isKeptAlive)
      findAnswer(to: request, context)
    default:
      // A body is refused with its head, and after a refusal nothing is read.
      break
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    switch (error as? HTTPParserError, state) {
    case (_, .parting), (_, .sending): break
    case (.headerOverflow, .waiting): refuse(.fieldsTooLarge, nil, context)
    case (_?, .waiting), (_?, .receiving): refuse(.malformed, nil, context)
    default: context.close(promise: nil)
    }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case .inputClosed? = event as? ChannelEvent {
      // The client has said all; it still gets the answer to what it asked.
      switch state {
      case .waiting, .receiving, .parting: context.close(promise: nil)
      case .answering(let request, _): state = .answering(request, isKeptAlive: false)
      case .sending: break
      }
    }
    context.fireUserInboundEventTriggered(event)
  }

  private func limitRequest(_ context: ChannelHandlerContext) {
    limit(limits.requestSeconds, context) { _, context in context.close(promise: nil) }
  }

  private func findAnswer(to request: RequestHead, _ context: ChannelHandlerContext) {
    limit(limits.answerSeconds, context) { handler, context in
      handler.task?.cancel()
      handler.refuse(.tookTooLong, request, context)
    }
    let loop = context.eventLoop
    let bound = NIOLoopBound((handler: self, context: context), eventLoop: loop)
    task = Task(executorPreference: service.threads) { [site = service.site] in
      let answer = await site.answer(to: request)
      loop.execute {
        let (handler, context) = bound.value
        guard case .answering(_, let isKeptAlive) = handler.state else { return }
        var answer = answer
        answer.ends = !isKeptAlive
        handler.send(answer, withBody: request.method != "HEAD", context)
      }
    }
  }

  private func refuse(_ refusal: Refusal, _ request: RequestHead?, _ context: ChannelHandlerContext)
  {
    var answer = Site.answer(refusal, to: request)
    answer.ends = true
    send(answer, withBody: request?.method != "HEAD", context)
  }

  private func send(_ answer: Answer, withBody: Bool, _ context: ChannelHandlerContext) {
    state = .sending
    var fields = HTTPHeaders(answer.fields.map { ($0.name, $0.value) })
    fields.add(name: "Connection", value: answer.ends ? "close" : "keep-alive")
    let head = HTTPResponseHead(
      version: .http1_1,
      status: HTTPResponseStatus(statusCode: answer.status),
      headers: fields
    )
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if withBody {
      let body = context.channel.allocator.buffer(bytes: answer.body)
      context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
    }
    limit(limits.takingSeconds, context) { _, context in context.close(promise: nil) }
    let sent = context.eventLoop.makePromise(of: Void.self)
    sent.futureResult.assumeIsolated().whenComplete { [self] result in
      guard case .success = result else { return context.close(promise: nil) }
      if answer.ends { return part(context) }
      switch state {
      case .waiting, .receiving: limitRequest(context)
      case .answering, .sending, .parting: break
      }
    }
    // Before the write, whose end lets the next request in that may have come already.
    if !answer.ends { state = .waiting }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: sent)
  }

  /// Ends the connection so that the client still gets what was said: one that is closed while something
  /// comes in loses what is on its way out (RFC 9112, 9.6).
  private func part(_ context: ChannelHandlerContext) {
    state = .parting
    limit(limits.partingSeconds, context) { _, context in context.close(promise: nil) }
    context.close(mode: .output, promise: nil)
  }

  /// Acts if nothing else has happened after a time.
  private func limit(
    _ seconds: Int,
    _ context: ChannelHandlerContext,
    _ act: @escaping (ConnectionHandler, ChannelHandlerContext) -> Void
  ) {
    deadline?.cancel()
    deadline = context.eventLoop.assumeIsolated().scheduleTask(in: .seconds(Int64(seconds))) {
      [self] in
      act(self, context)
    }
  }
}
#endif
