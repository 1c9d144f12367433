/// How much a client may ask for, and for how long it may take.
package struct RequestLimits: Sendable {
  /// Longest path with its query [bytes].
  package var targetBytes = 8_000
  /// All names and values of header fields together [bytes].
  package var fieldBytes = 16_000
  /// Header fields.
  package var fields = 100
  /// Connections at a time.
  package var connections = 256
  /// Time for a request to come in whole, from the first instant of the connection or the end of the
  /// answer before it [s].
  package var requestSeconds = 15
  /// Time to find an answer [s].
  package var answerSeconds = 120
  /// Time for a client to take an answer [s].
  package var takingSeconds = 60
  /// Time for what a client still sends after it was refused [s]; else the refusal would not reach it.
  package var partingSeconds = 2
  /// Time for answers under way when the server ends [s].
  package var endSeconds = 5

  /// The usual limits.
  package init() {}
}
