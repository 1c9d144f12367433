extension EventLadder {
  /// Removes all stale entries.
  ///
  /// Linear in the entries and the buckets; when most buckets are empty the rungs are dissolved
  /// into `top`, so that the next sweep does not pay for them again.
  @inlinable
  mutating func sweep(isLive: (CalendarEntry) -> Bool) {
    sweepBottom(isLive: isLive)
    let dissolves = buckets.count > 4 * liveBeyondBottom
    top = swept(top, isLive: isLive)
    for index in buckets.indices {
      let chain = swept(buckets[index], isLive: isLive)
      buckets[index] = chain
    }
    staleCount = 0
    if dissolves {
      dissolveRungs()
    } else {
      recountRungs()
    }
  }

  /// Entries in rungs and `top`, at most.
  @inlinable var liveBeyondBottom: Int {
    var count = Int(top.count) - staleCount
    for rung in rungs {
      count += rung.count
    }
    return max(0, count)
  }

  @inlinable
  mutating func sweepBottom(isLive: (CalendarEntry) -> Bool) {
    var kept = 0
    for index in 0..<bottomCount where isLive(bottom[index]) {
      bottom[kept] = bottom[index]
      kept += 1
    }
    bottomCount = kept
  }

  @inlinable
  mutating func swept(_ chain: EntryChain, isLive: (CalendarEntry) -> Bool) -> EntryChain {
    var kept = EntryChain()
    pool.drain(chain) { pool, entry in
      if isLive(entry) {
        pool.append(entry, to: &kept)
      }
    }
    return kept
  }

  @inlinable
  mutating func recountRungs() {
    for index in rungs.indices {
      let first = rungs[index].firstBucket
      var count = 0
      for bucket in buckets[first..<(first + rungs[index].bucketCount)] {
        count += Int(bucket.count)
      }
      rungs[index].count = count
    }
  }

  /// Gives the entries of all rungs to `top`, which then begins where `bottom` ends.
  @inlinable
  mutating func dissolveRungs() {
    var chain = top
    while let rung = rungs.last {
      appendBuckets(of: rung, to: &chain)
      rungs.removeLast()
      buckets.removeLast(rung.bucketCount)
    }
    top = chain
    topStart = bottomLimit
  }
}
