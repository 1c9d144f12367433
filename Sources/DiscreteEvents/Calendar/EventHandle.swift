/// Names one scheduled event, so that it can be cancelled or moved.
///
/// A handle is valid from the scheduling of its event until that event is popped or cancelled;
/// after that it is refused for ever, also when its place in the calendar is used again. It is
/// valid in every copy made of the calendar while the event was pending.
public struct EventHandle: Hashable, Sendable, BitwiseCopyable, Codable {
  @usableFromInline let slot: UInt32
  @usableFromInline let generation: UInt32

  @inlinable
  init(slot: UInt32, generation: UInt32) {
    self.slot = slot
    self.generation = generation
  }

  /// A handle that names no event.
  @inlinable public static var none: Self { Self(slot: 0, generation: 0) }
}
