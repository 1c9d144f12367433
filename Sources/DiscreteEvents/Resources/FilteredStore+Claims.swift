public import DequeModule

// No waiting taker accepts an item that is there, and nobody waits to put while there is room. So a
// new item needs to be shown to the waiting takers only, and a new taker to the items only.
extension FilteredStore {
  /// Puts an item in, or waits until there is room.
  ///
  /// - Parameters:
  ///   - item: The item.
  ///   - token: A number by which the model knows who puts.
  ///   - priority: How urgent, if it has to wait; the lowest number comes first.
  /// - Returns: Who was given an item, and whether the putter is rid of its own.
  @inlinable
  public mutating func put(_ item: Item, for token: Int = 0, priority: Int = 0) -> Changes {
    var changes = Changes()
    changes.claim = slots.insert(.put(item), token: token, priority: priority)
    if storage.count < capacity {
      admit(item, from: changes.claim.slot, noting: &changes)
    } else {
      putterLine.join(changes.claim.slot, atFront: false, in: &slots)
    }
    return changes
  }

  /// Takes the item that has been there longest among those that a filter accepts, or waits for one.
  ///
  /// - Parameters:
  ///   - filter: Which items will do.
  ///   - token: A number by which the model knows who takes.
  ///   - priority: How urgent, if it has to wait; the lowest number comes first.
  /// - Returns: Who was given an item, and who has got rid of one because there is room now.
  /// - Complexity: Linear in the items that the filter passes over.
  @inlinable
  public mutating func take(
    matching filter: Filter,
    for token: Int = 0,
    priority: Int = 0
  ) -> Changes {
    var changes = Changes()
    changes.claim = slots.insert(.take(filter), token: token, priority: priority)
    if let place = storage.firstIndex(where: { filter.accepts($0) }) {
      let item = storage.remove(at: place)
      deliver(item, to: changes.claim.slot, noting: &changes)
      fillRoom(noting: &changes)
    } else {
      takerLine.join(changes.claim.slot, atFront: false, in: &slots)
    }
    return changes
  }

  /// Puts an item in if that concerns nobody else; false, with nothing changed, if it does.
  @inlinable
  mutating func putQuietly(_ item: Item) -> Bool {
    guard takerLine.isEmpty, storage.count < capacity else { return false }
    storage.append(item)
    return true
  }

  /// Takes the oldest item if that concerns nobody else; nil, with nothing changed, if it does.
  @inlinable
  mutating func takeQuietly() -> Item? {
    putterLine.isEmpty ? storage.popFirst() : nil
  }

  /// Takes a waiting claim out of its line.
  ///
  /// - Returns: False, with nothing changed, if the claim does not wait any more. A putter that
  ///   reneges keeps its item.
  @inlinable
  public mutating func renege(_ claim: Claim) -> Bool {
    guard slots.contains(claim) else { return false }
    switch slots[claim.slot].details {
    case .nothing: return false
    case .take: takerLine.leave(claim.slot, in: &slots)
    case .put: putterLine.leave(claim.slot, in: &slots)
    }
    end(claim.slot)
    return true
  }

  /// Gives a new item to the first waiting taker that accepts it, or else keeps it.
  @inlinable
  mutating func admit(_ item: Item, from putter: UInt32, noting changes: inout Changes) {
    changes.admissions.append(
      Admission(claim: slots.claim(at: putter), token: slots[putter].token)
    )
    end(putter)
    var candidate = takerLine.first
    while let taker = candidate {
      if case .take(let filter) = slots[taker].details, filter.accepts(item) {
        takerLine.leave(taker, in: &slots)
        deliver(item, to: taker, noting: &changes)
        return
      }
      candidate = takerLine.next(after: taker, in: slots)
    }
    storage.append(item)
  }

  @inlinable
  mutating func deliver(_ item: Item, to taker: UInt32, noting changes: inout Changes) {
    changes.deliveries.append(
      Delivery(claim: slots.claim(at: taker), token: slots[taker].token, item: item)
    )
    end(taker)
  }

  /// Ends a claim that is in no line, and forgets its item or filter.
  @inlinable
  mutating func end(_ index: UInt32) {
    slots[index].details = .nothing
    slots.remove(index)
  }

  /// Lets waiting putters put while there is room.
  @inlinable
  mutating func fillRoom(noting changes: inout Changes) {
    while storage.count < capacity, let putter = putterLine.first {
      guard case .put(let item) = slots[putter].details else { return }
      putterLine.leave(putter, in: &slots)
      admit(item, from: putter, noting: &changes)
    }
  }
}

extension FilteredStore where Filter == AnyItem<Item> {
  /// Takes the item that has been there longest, or waits for one.
  ///
  /// - Parameters:
  ///   - token: A number by which the model knows who takes.
  ///   - priority: How urgent, if it has to wait; the lowest number comes first.
  /// - Returns: Who was given an item, and who has got rid of one because there is room now.
  @inlinable
  public mutating func take(for token: Int = 0, priority: Int = 0) -> Changes {
    take(matching: AnyItem(), for: token, priority: priority)
  }
}
