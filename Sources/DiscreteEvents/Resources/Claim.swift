/// Names one request for a resource, a store or a level, from the asking to the end.
///
/// A claim is first waiting, then granted, then gone, or goes at once if it is withdrawn. That one
/// state settles ties: if a grant, a timeout and an interruption of a claim fall on one instant, the
/// first to be handled changes the state and the others find it changed. A claim that is gone is
/// refused for ever, also when its place is used again. Claims stay valid in copies.
public struct Claim: Hashable, Sendable, BitwiseCopyable, Codable {
  @usableFromInline let slot: UInt32
  @usableFromInline let generation: UInt32

  @inlinable
  init(slot: UInt32, generation: UInt32) {
    self.slot = slot
    self.generation = generation
  }

  /// A claim that names no request.
  @inlinable public static var none: Self { Self(slot: 0, generation: 0) }
}

/// How far a claim has come.
public enum ClaimState: Sendable, Hashable {
  /// It stands in the line.
  case waiting
  /// It holds what it asked for.
  case granted
  /// It has ended: released, withdrawn, or taken away.
  case gone
}
