public import DequeModule

/// A place for items, with room for some number of them, that are put in and taken out.
///
/// Items leave in the order in which they came in, but for those that a taker's filter passes over.
/// Who can not put or take at once waits, in order of priority and arrival; a taker whose filter
/// accepts nothing that is there does not hold up those behind it. A store is a value and returns
/// what changes, like `Resource`.
public struct FilteredStore<Item: Sendable, Filter: ItemFilter<Item>>: Sendable {
  /// Items that there is room for.
  public let capacity: Int
  // The items that are there, the oldest first.
  @usableFromInline var storage: Deque<Item>
  @usableFromInline var slots: ClaimSlots<Wish>
  @usableFromInline var takerLine: WaitingLine
  @usableFromInline var putterLine: WaitingLine

  /// What a waiting claim is waiting for; nothing once it is gone.
  @usableFromInline
  enum Wish: Sendable {
    case nothing
    case take(Filter)
    case put(Item)
  }

  /// Somebody who has been given an item.
  public struct Delivery: Sendable {
    /// The taker's claim, which is gone now.
    public let claim: Claim
    /// The number that the model gave with the request.
    public let token: Int
    /// What it got.
    public let item: Item

    @inlinable
    init(claim: Claim, token: Int, item: Item) {
      self.claim = claim
      self.token = token
      self.item = item
    }
  }

  /// What a call on a store has brought about.
  public struct Changes: Sendable {
    /// The claim of who called; gone already if it was served at once.
    public var claim = Claim.none
    /// Who was given an item, the caller among them if there was one for it.
    public var deliveries = ShortList<Delivery>()
    /// Who has got rid of an item: its claim, which is gone now, and its token.
    public var admissions = ShortList<Admission>()

    @inlinable
    init() {}
  }

  /// Somebody whose item has been put in.
  public struct Admission: Sendable, Hashable {
    /// The putter's claim, which is gone now.
    public let claim: Claim
    /// The number that the model gave with the request.
    public let token: Int

    @inlinable
    init(claim: Claim, token: Int) {
      self.claim = claim
      self.token = token
    }
  }

  /// Makes a store.
  ///
  /// - Parameters:
  ///   - capacity: Items that there is room for; from 1.
  ///   - items: What is there at the beginning, the oldest first; not more than there is room for.
  @inlinable
  public init(capacity: Int = .max, items: [Item] = []) {
    precondition(capacity >= 1, "a store with room for \(capacity) items")
    precondition(items.count <= capacity, "\(items.count) items with room for \(capacity)")
    self.capacity = capacity
    storage = Deque(items)
    slots = ClaimSlots()
    takerLine = WaitingLine()
    putterLine = WaitingLine()
  }

  /// Items that are there.
  @inlinable public var count: Int { storage.count }

  /// The items that are there, the oldest first; linear in their number.
  @inlinable public var items: [Item] { Array(storage) }

  /// Takers that wait.
  @inlinable public var waitingTakers: Int { takerLine.count }

  /// Putters that wait.
  @inlinable public var waitingPutters: Int { putterLine.count }

  /// Whether a claim waits, to put or to take.
  @inlinable
  public func isWaiting(_ claim: Claim) -> Bool {
    slots.contains(claim)
  }
}

extension FilteredStore.Wish: Codable where Item: Codable, Filter: Codable {}
extension FilteredStore: Codable where Item: Codable, Filter: Codable {}
