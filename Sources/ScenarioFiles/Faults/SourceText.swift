/// The name and bytes of one text, with a table that turns byte offsets into lines and columns.
///
/// Copies share their storage, so that every value read from a text can carry its origin.
package struct SourceText: Sendable {
  /// Largest text that is looked at: 64 MiB.
  ///
  /// Of a larger one only the beginning has a place.
  package static let byteLimit = 64 << 20

  private let storage: Storage

  /// Name shown in faults: a path as the user gave it, or an argument such as `--set a.b=1`.
  package var name: String { storage.name }

  /// Whether the text is an argument of the user, and no file, whatever its name.
  package var isArgument: Bool { storage.isArgument }

  /// The bytes as read; nothing is assumed about their encoding.
  package var bytes: [UInt8] { storage.bytes }

  /// Takes the bytes of a text and builds its line table.
  ///
  /// - Parameters:
  ///   - name: Name shown in faults.
  ///   - bytes: The whole text. Complexity: O(bytes), once.
  package init(name: String, bytes: [UInt8]) {
    storage = Storage(name: name, bytes: bytes, isArgument: false)
  }

  /// Takes a text that is in memory already.
  package init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// Takes an argument of the user.
  ///
  /// - Parameters:
  ///   - option: The option that it was given to, such as `--set`.
  ///   - argument: Its text.
  package init(option: String, argument: String) {
    let bytes = Array(argument.utf8)
    storage = Storage(name: "\(option) \(argument)", bytes: bytes, isArgument: true)
  }

  /// The place of a byte.
  ///
  /// - Parameters:
  ///   - offset: Byte offset, from 0 to the count of bytes (the end of the text).
  ///   - pointer: JSON pointer of the value that the place belongs to; empty for the whole text.
  /// - Returns: Line and column, both from 1; the column counts Unicode scalars.
  package func place(at offset: Int, pointer: String) -> SourcePlace {
    let line = lineIndex(at: offset)
    let column = storage.scalars(before: offset) - storage.scalars(before: storage.lineStarts[line])
    return SourcePlace(file: name, line: line + 1, column: column + 1, pointer: pointer)
  }

  /// The line around a byte, cut to a window where the line is long.
  package func excerpt(at offset: Int) -> SourceExcerpt {
    let reach = 120
    let line = lineRange(at: offset)
    var start = line.lowerBound
    var end = line.upperBound
    if offset - start > reach { start = scalarBoundary(atOrAfter: offset - reach) }
    if end - offset > reach { end = scalarBoundary(atOrAfter: offset + reach) }
    let cutBefore = start > line.lowerBound ? "…" : ""
    let cutAfter = end < line.upperBound ? "…" : ""
    let middle = min(max(offset, start), end)
    let before = cutBefore + String(decoding: bytes[start..<middle], as: UTF8.self)
    let after = String(decoding: bytes[middle..<end], as: UTF8.self) + cutAfter
    return SourceExcerpt(text: before + after, caret: before.unicodeScalars.count)
  }

  private func scalarBoundary(atOrAfter offset: Int) -> Int {
    // A scalar has at most four bytes; text that is not UTF-8 may have any number of the later ones.
    let reach = offset..<min(offset + 4, bytes.count)
    return reach.first { bytes[$0] & 0xC0 != 0x80 } ?? offset
  }

  /// Index of the line that holds a byte, by bisection.
  private func lineIndex(at offset: Int) -> Int {
    precondition(offset >= 0 && offset <= bytes.count, "offset \(offset) of \(bytes.count) bytes")
    var low = 0
    var high = storage.lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if storage.lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// Bytes of a line without its line end.
  private func lineRange(at offset: Int) -> Range<Int> {
    let line = lineIndex(at: offset)
    let starts = storage.lineStarts
    let start = starts[line]
    var end = line + 1 < starts.count ? starts[line + 1] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }
}

extension SourceText {
  private final class Storage: Sendable {
    let name: String
    let bytes: [UInt8]
    let isArgument: Bool

    /// Byte offset of the start of every line.
    let lineStarts: [Int]

    /// Scalars before every 4,096th byte, so that a column costs the same in a line of any length.
    let checkpoints: [Int]

    static let stride = 4_096

    init(name: String, bytes: [UInt8], isArgument: Bool) {
      self.name = name
      self.bytes = bytes
      self.isArgument = isArgument
      var starts = [0]
      var checkpoints: [Int] = []
      var scalars = 0
      let examined = bytes.count > SourceText.byteLimit ? [] : bytes
      for (offset, byte) in examined.enumerated() {
        if offset % Storage.stride == 0 { checkpoints.append(scalars) }
        if byte & 0xC0 != 0x80 { scalars += 1 }
        let followedByLineFeed = offset + 1 < examined.count && examined[offset + 1] == 0x0A
        if byte == 0x0A || (byte == 0x0D && !followedByLineFeed) { starts.append(offset + 1) }
      }
      checkpoints.append(scalars)
      lineStarts = starts
      self.checkpoints = checkpoints
    }

    func scalars(before offset: Int) -> Int {
      let block = offset / Storage.stride
      guard block < checkpoints.count else { return checkpoints[checkpoints.count - 1] }
      // The last checkpoint closes the text, not a full block.
      if offset == bytes.count { return checkpoints[checkpoints.count - 1] }
      return bytes[block * Storage.stride..<offset].reduce(checkpoints[block]) { count, byte in
        byte & 0xC0 == 0x80 ? count : count + 1
      }
    }
  }
}

/// A place in a text, as people and editors name it.
package struct SourcePlace: Equatable, Sendable {
  /// Name of the text.
  package var file: String
  /// Line, from 1.
  package var line: Int
  /// Column in characters (Unicode scalars), from 1.
  package var column: Int
  /// JSON pointer (RFC 6901) of the value concerned; empty for the whole text.
  package var pointer: String

  /// Names a place.
  package init(file: String, line: Int, column: Int, pointer: String) {
    self.file = file
    self.line = line
    self.column = column
    self.pointer = pointer
  }
}

/// A line of a text with a mark in it.
package struct SourceExcerpt: Equatable, Sendable {
  /// The line without its end; `…` stands where a long line was cut.
  package var text: String
  /// Count of Unicode scalars of `text` before the mark.
  package var caret: Int

  /// Takes a line and the mark in it.
  package init(text: String, caret: Int) {
    self.text = text
    self.caret = caret
  }
}

/// The bytes of a text that a value or a key was read from.
package struct SourceSpan: Sendable {
  /// The text.
  package var source: SourceText
  /// Byte offsets in the text.
  package var bytes: Range<Int>

  /// Names a part of a text.
  package init(source: SourceText, bytes: Range<Int>) {
    self.source = source
    self.bytes = bytes
  }

  /// The place of the first byte.
  package func place(pointer: String) -> SourcePlace {
    source.place(at: bytes.lowerBound, pointer: pointer)
  }
}
