/// A named list of seeds: a text file with one seed a line; `#` begins a remark.
///
/// Each seed stands for an independent repeat of a whole study.
package enum SeedList {
  /// Most seeds of a list.
  static let limit = 1_000
  /// Largest seed, the last whole number that JSON and SQLite keep exactly.
  static let largest: UInt64 = 9_007_199_254_740_991

  /// Reads a list and reports all its faults.
  ///
  /// - Parameters:
  ///   - source: The text.
  ///   - pointer: Where an experiment names the list.
  ///   - faults: Takes the faults.
  /// - Returns: The seeds in the order of the list; those without a fault.
  static func read(
    _ source: SourceText,
    namedAt pointer: String,
    faults: FaultCollector
  ) -> [UInt64] {
    let report = { (fault: any FaultKind, bytes: Range<Int>) in
      let span = SourceSpan(source: source, bytes: bytes)
      faults.report(ScenarioFault(fault, at: span, pointer: pointer))
    }
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    // A byte order mark, which some editors write, says nothing here.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let start = source.bytes.starts(with: mark) ? mark.count : 0
    if let fault = TextEncoding.fault(in: source.bytes) {
      let isTold = fault.kind.code.isAboutEncoding
      let kind: any FaultKind = isTold ? fault.kind : ExperimentFault.noListOfSeeds
      report(kind, fault.offset..<fault.offset)
      return []
    }
    var seeds: [UInt64] = []
    var seen: Set<UInt64> = []
    for (index, (bytes, text)) in lines(of: source.bytes[start...]).enumerated() {
      let isPlain = text.utf8.allSatisfy(digits.contains)
      guard isPlain, let seed = UInt64(text), seed <= largest else {
        // What begins with something else is a file of another kind, whose lines are not told.
        if index == 0, !text.allSatisfy({ "0123456789+-.,_ eE".contains($0) }) {
          report(ExperimentFault.noListOfSeeds, 0..<0)
          return []
        }
        report(ExperimentFault.notASeed(text), bytes)
        continue
      }
      guard seen.insert(seed).inserted else {
        report(ExperimentFault.seedTwice(seed), bytes)
        continue
      }
      seeds.append(seed)
    }
    if seen.isEmpty, faults.troubles == 0 {
      report(ExperimentFault.noSeeds, 0..<0)
    }
    if seeds.count > limit {
      report(ExperimentFault.tooManySeeds(seeds.count, limit: limit), 0..<0)
    }
    return seeds
  }

  /// What stands on each line beside remarks and blanks, with its place.
  private static func lines(of bytes: ArraySlice<UInt8>) -> [(bytes: Range<Int>, text: String)] {
    let blanks: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")]
    return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
      var rest = line.prefix { $0 != UInt8(ascii: "#") }
      rest = rest.drop { blanks.contains($0) }
      while let last = rest.last, blanks.contains(last) { rest.removeLast() }
      if rest.isEmpty { return nil }
      return (rest.startIndex..<rest.endIndex, String(decoding: rest, as: UTF8.self))
    }
  }
}
