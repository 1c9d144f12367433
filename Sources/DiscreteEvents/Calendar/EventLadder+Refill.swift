extension EventLadder {
  /// Fills `bottom`, which must be empty, with the nearest entries; false if there are none.
  @inlinable
  mutating func refillBottom(isLive: (CalendarEntry) -> Bool) -> Bool {
    while bottomCount == 0 {
      guard let chain = takeNearestChain() else { return false }
      if Int(chain.count) <= Self.sortLimit {
        sortIntoBottom(chain, isLive: isLive)
      } else {
        cut(chain, isLive: isLive)
      }
    }
    return true
  }

  /// Takes out the nearest bucket that holds entries, or else all of `top`.
  @inlinable
  mutating func takeNearestChain() -> EntryChain? {
    while let innermost = rungs.indices.last {
      if let chain = takeBucket(ofRung: innermost) {
        return chain
      }
      removeInnermostRung()
    }
    let chain = top
    top = EntryChain()
    if Int(chain.count) <= Self.sortLimit {
      topStart = .afterAll
    } else {
      let last = pool.bounds(of: chain).last
      topStart = CalendarPosition(time: last.time, key: last.key + 1)
    }
    updateBottomLimit()
    return chain.count == 0 ? nil : chain
  }

  /// Takes out the first bucket with entries of a rung, and the rung with its last bucket.
  @inlinable
  mutating func takeBucket(ofRung index: Int) -> EntryChain? {
    var rung = rungs[index]
    while rung.current < rung.bucketCount {
      let place = rung.firstBucket &+ rung.current
      let chain = buckets[place]
      rung.advance()
      guard chain.count > 0 else { continue }
      buckets[place] = EntryChain()
      rung.count &-= Int(chain.count)
      rungs[index] = rung
      if rung.current == rung.bucketCount {
        removeInnermostRung()
      }
      updateBottomLimit()
      return chain
    }
    return nil
  }

  @inlinable
  mutating func removeInnermostRung() {
    let rung = rungs.removeLast()
    buckets.removeLast(rung.bucketCount)
    updateBottomLimit()
  }

  @inlinable
  mutating func sortIntoBottom(_ chain: EntryChain, isLive: (CalendarEntry) -> Bool) {
    let mayBeStale = staleCount > 0
    var stale = 0
    var count = bottomCount
    pool.drain(chain) { _, entry in
      if mayBeStale, !isLive(entry) {
        stale &+= 1
      } else {
        Self.sort(entry, into: &bottom, behind: count)
        count &+= 1
      }
    }
    bottomCount = count
    staleCount &-= stale
  }

  /// Spreads a chain over the buckets of a new innermost rung.
  @inlinable
  mutating func cut(_ chain: EntryChain, isLive: (CalendarEntry) -> Bool) {
    let (first, last) = pool.bounds(of: chain)
    var rung = LadderRung(
      from: first,
      to: last,
      entries: Int(chain.count),
      firstBucket: buckets.count
    )
    buckets.append(contentsOf: repeatElement(EntryChain(), count: rung.bucketCount))
    let mayBeStale = staleCount > 0
    var stale = 0
    buckets.withUnsafeMutableBufferPointer { buckets in
      pool.drain(chain) { pool, entry in
        if mayBeStale, !isLive(entry) {
          stale &+= 1
        } else {
          pool.append(entry, to: &buckets[rung.firstBucket &+ rung.bucket(for: entry.position)])
        }
      }
    }
    rung.count = Int(chain.count) - stale
    staleCount &-= stale
    rungs.append(rung)
    updateBottomLimit()
  }

  /// Moves the far part of a full `bottom` out of it.
  ///
  /// It joins `top` or makes a rung. Inner rungs, and `top`, that are no larger join in, so rungs
  /// made here at least double in size outwards and stay few however events arrive.
  @inlinable
  mutating func spillBottom() {
    let spilled = bottomCount - Self.keptInBottom
    var chain = EntryChain()
    let first = bottom[spilled - 1].position
    for index in 0..<spilled {
      pool.append(bottom[index], to: &chain)
    }
    for index in 0..<Self.keptInBottom { bottom[index] = bottom[spilled &+ index] }
    bottomCount = Self.keptInBottom
    while let rung = rungs.last, rung.count <= Int(chain.count) {
      appendBuckets(of: rung, to: &chain)
      removeInnermostRung()
    }
    if rungs.isEmpty, top.count <= chain.count {
      pool.drain(top) { pool, entry in pool.append(entry, to: &chain) }
      top = chain
      topStart = first
      updateBottomLimit()
    } else {
      cut(chain) { _ in true }
    }
  }

  /// Moves all entries of a rung to a chain.
  @inlinable
  mutating func appendBuckets(of rung: LadderRung, to chain: inout EntryChain) {
    for index in (rung.firstBucket &+ rung.current)..<(rung.firstBucket &+ rung.bucketCount) {
      pool.drain(buckets[index]) { pool, entry in pool.append(entry, to: &chain) }
      buckets[index] = EntryChain()
    }
  }
}
