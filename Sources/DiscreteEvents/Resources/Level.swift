/// An amount of something that is added to and drawn from: fuel in a tank, money, pallets of one kind.
///
/// Who can not add or draw at once waits, in order of priority and arrival; in each of the two lines
/// nobody overtakes. Draws are served before additions. A level is a value and returns what changes,
/// like `Resource`. Whole amounts are exact; with `Double` the amount is a sum that rounds.
public struct Level<Amount: Numeric & Comparable & Sendable>: Sendable {
  /// The greatest amount that there is room for.
  public let capacity: Amount
  /// The amount that is there.
  @inlinable public var amount: Amount { stored }

  @usableFromInline var stored: Amount
  @usableFromInline var slots: ClaimSlots<Wish>
  @usableFromInline var drawerLine: WaitingLine
  @usableFromInline var adderLine: WaitingLine

  /// What a waiting claim is waiting for.
  @frozen
  @usableFromInline
  enum Wish: Sendable {
    case draw(Amount)
    case add(Amount)
  }

  /// A claim that was served, and its token.
  public struct Service: Sendable, Hashable {
    /// The claim, which is gone now.
    public let claim: Claim
    /// The number that the model gave with the request.
    public let token: Int

    @inlinable
    init(claim: Claim, token: Int) {
      self.claim = claim
      self.token = token
    }
  }

  /// What a call on a level has brought about.
  public struct Changes: Sendable {
    /// The claim of who called; gone already if it was served at once.
    public var claim = Claim.none
    /// Who has drawn or added, the caller among them if it could, in order.
    public var services = ShortList<Service>()

    @inlinable
    init() {}
  }

  /// Makes a level.
  ///
  /// - Parameters:
  ///   - amount: What is there at the beginning; from 0 to the capacity.
  ///   - capacity: The greatest amount that there is room for.
  @inlinable
  public init(_ amount: Amount = .zero, capacity: Amount) {
    precondition(
      amount >= .zero && amount <= capacity,
      "an amount of \(amount) with room for \(capacity)"
    )
    self.capacity = capacity
    stored = amount
    slots = ClaimSlots()
    drawerLine = WaitingLine()
    adderLine = WaitingLine()
  }

  /// Claims that wait to draw.
  @inlinable public var waitingToDraw: Int { drawerLine.count }

  /// Claims that wait to add.
  @inlinable public var waitingToAdd: Int { adderLine.count }

  /// Whether a claim waits, to draw or to add.
  @inlinable
  public func isWaiting(_ claim: Claim) -> Bool {
    slots.contains(claim)
  }

  /// Draws an amount, or waits until it is there.
  ///
  /// - Parameters:
  ///   - amount: How much; from 0 to the capacity.
  ///   - token: A number by which the model knows who draws.
  ///   - priority: How urgent, if it has to wait; the lowest number comes first.
  /// - Returns: Who was served.
  @inlinable
  public mutating func draw(_ amount: Amount, for token: Int = 0, priority: Int = 0) -> Changes {
    requireAmount(amount)
    var changes = Changes()
    changes.claim = slots.insert(.draw(amount), token: token, priority: priority)
    drawerLine.join(changes.claim.slot, atFront: false, in: &slots)
    serve(noting: &changes)
    return changes
  }

  /// Adds an amount, or waits until there is room for it.
  ///
  /// - Parameters:
  ///   - amount: How much; from 0 to the capacity.
  ///   - token: A number by which the model knows who adds.
  ///   - priority: How urgent, if it has to wait; the lowest number comes first.
  /// - Returns: Who was served.
  @inlinable
  public mutating func add(_ amount: Amount, for token: Int = 0, priority: Int = 0) -> Changes {
    requireAmount(amount)
    var changes = Changes()
    changes.claim = slots.insert(.add(amount), token: token, priority: priority)
    adderLine.join(changes.claim.slot, atFront: false, in: &slots)
    serve(noting: &changes)
    return changes
  }

  /// Takes a waiting claim out of its line.
  ///
  /// - Returns: Who is served now that the claim does not stand before them; nil, with nothing
  ///   changed, if the claim does not wait any more.
  @inlinable
  public mutating func renege(_ claim: Claim) -> Changes? {
    guard slots.contains(claim) else { return nil }
    switch slots[claim.slot].details {
    case .draw: drawerLine.leave(claim.slot, in: &slots)
    case .add: adderLine.leave(claim.slot, in: &slots)
    }
    slots.remove(claim.slot)
    var changes = Changes()
    serve(noting: &changes)
    return changes
  }

  @inlinable
  func requireAmount(_ amount: Amount) {
    precondition(
      amount >= .zero && amount <= capacity,
      "an amount of \(amount) is asked for where there is room for \(capacity)"
    )
  }

  @inlinable
  mutating func serve(noting changes: inout Changes) {
    while serveFirstDrawer(noting: &changes) || serveFirstAdder(noting: &changes) {}
  }

  @inlinable
  mutating func serveFirstDrawer(noting changes: inout Changes) -> Bool {
    guard let first = drawerLine.first, case .draw(let amount) = slots[first].details,
      amount <= stored
    else { return false }
    stored -= amount
    drawerLine.leave(first, in: &slots)
    finish(first, noting: &changes)
    return true
  }

  @inlinable
  mutating func serveFirstAdder(noting changes: inout Changes) -> Bool {
    guard let first = adderLine.first, case .add(let amount) = slots[first].details,
      amount <= capacity - stored
    else { return false }
    // A sum of `Double` may round to more than there is room for.
    stored = min(stored + amount, capacity)
    adderLine.leave(first, in: &slots)
    finish(first, noting: &changes)
    return true
  }

  @inlinable
  mutating func finish(_ index: UInt32, noting changes: inout Changes) {
    changes.services.append(
      Service(claim: slots.claim(at: index), token: slots[index].token)
    )
    slots.remove(index)
  }
}

extension Level.Wish: Codable where Amount: Codable {}
extension Level: Codable where Amount: Codable {}
