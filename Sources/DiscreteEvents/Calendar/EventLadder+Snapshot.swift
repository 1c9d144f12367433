extension EventLadder {
  /// Insertion numbers of the pending events by slot; `.max` where none is pending.
  func insertions(of slots: [SlotState]) -> [UInt64] {
    var insertions = [UInt64](repeating: .max, count: slots.count)
    forEachEntry { entry in
      if slots[Int(entry.slot)].version == entry.version {
        insertions[Int(entry.slot)] = entry.position.sequence
      }
    }
    return insertions
  }

  /// Gives every entry, stale ones too, to `body`, in no order.
  private func forEachEntry(_ body: (CalendarEntry) -> Void) {
    for index in 0..<bottomCount { body(bottom[index]) }
    pool.forEachEntry(in: top, body)
    for bucket in buckets { pool.forEachEntry(in: bucket, body) }
  }

  /// Adds entries to an empty ladder, which are brought in order when the first of them is due.
  mutating func fill(_ entries: some Sequence<CalendarEntry>) {
    for entry in entries { pool.append(entry, to: &top) }
    guard top.count > 0 else { return }
    topStart = CalendarPosition(time: .min, key: 0)
    updateBottomLimit()
  }
}

extension ChunkPool {
  /// Gives every entry of a chain to `body`, in no order.
  func forEachEntry(in chain: EntryChain, _ body: (CalendarEntry) -> Void) {
    var chunk = chain.head
    var left = Int(chain.count)
    while left > 0 {
      let fill = (left - 1) & (Self.chunkSize - 1) + 1
      let first = Int(chunk) * Self.chunkSize
      for index in first..<(first + fill) { body(entries[index]) }
      chunk = links[Int(chunk)]
      left -= fill
    }
  }
}
