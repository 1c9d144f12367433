package import LogisticsPark

/// A table of recorded orders that was read without faults.
package struct RecordedOrders {
  /// Most rows of a table.
  package static let rowLimit = 1_000_000
  /// Most bytes of a table in a resolved scenario, which must stay a text that can be read.
  static let byteLimit = SourceText.byteLimit / 8 * 7

  /// The orders in the order of the rows, with their zones by position among those that the table may name.
  package let orders: [RecordedOrder]
  /// The table as a resolved scenario carries it: the same for all texts of the same table.
  package let rows: String
  /// Ids of the zones that the table may name, sorted.
  let zones: [String]

  /// The orders with their zones by position among the zones of a scenario.
  func orders(in known: [String]) -> [RecordedOrder] {
    guard zones != known else { return orders }
    let positions = zones.map { known.firstIndex(of: $0) ?? 0 }
    return orders.map { order in
      var order = order
      order.zone = positions[order.zone]
      return order
    }
  }
}

extension RecordedOrders {
  /// Reads the tables that a scenario names or carries, and reports all their faults.
  ///
  /// - Parameters:
  ///   - file: The whole scenario, read or not; its own faults are others' business.
  ///   - scope: Files that may be read.
  ///   - faults: Takes the faults.
  /// - Returns: The tables by the id of their source; none of a source without one, or whose table has faults.
  static func read(
    from file: JSONNode,
    within scope: FileScope,
    faults: FaultCollector
  ) -> [String: RecordedOrders] {
    var tables: [String: RecordedOrders] = [:]
    for source in sources(in: file) {
      tables[source.key] = read(source, of: file, within: scope, faults: faults)
    }
    return tables
  }

  private static func read(
    _ source: JSONMember,
    of file: JSONNode,
    within scope: FileScope,
    faults: FaultCollector
  ) -> RecordedOrders? {
    let own = source.value[SourceFormat.zones.format.key]?.members
    let zones = (own ?? file[ScenarioFormat.zones.format.key]?.members ?? []).map(\.key).sorted()
    let pointer = JSONPointer.appending(source.key, to: "/" + ScenarioFormat.demand.format.key)
    let table = Place(pointer: pointer, zones: zones, scope: scope, faults: faults)
    if let named = source.value[SourceFormat.file.format.key], case .string(let path) = named.value,
      !path.isEmpty
    {
      return load(path, namedAt: named.span, table)
    }
    guard let carried = source.value[SourceFormat.rows.format.key],
      case .string(let text) = carried.value, !text.isEmpty
    else { return nil }
    let place = pointer + "/" + SourceFormat.rows.format.key
    let reader = RecordedOrdersReader(
      CSVReader(Array(text.utf8), terminator: UInt8(ascii: ";")),
      zones: zones
    ) { fault, offset in
      let span = carried.span.inString(text, offset)
      faults.report(ScenarioFault(fault, at: span, pointer: place))
    }
    return reader.read()
  }

  /// Where a table is named, and what it may name.
  private struct Place {
    let pointer: String
    let zones: [String]
    let scope: FileScope
    let faults: FaultCollector
  }

  /// The sources that have a table, by their kind.
  private static func sources(in file: JSONNode) -> [JSONMember] {
    (file[ScenarioFormat.demand.format.key]?.members ?? []).prefix(100).filter { source in
      guard case .string(SourceFormat.recorded)? = source.value[SourceFormat.kind.key]?.value else {
        return false
      }
      return true
    }
  }

  /// A resolved scenario with its tables in it, in place of the names of their files.
  static func carried(_ tables: [String: RecordedOrders], by resolved: JSONNode) -> JSONNode {
    let key = ScenarioFormat.demand.format.key
    guard var demand = resolved[key] else { return resolved }
    for source in sources(in: resolved) {
      guard let recorded = tables[source.key] else { continue }
      let table = JSONNode(.string(recorded.rows), span: source.value.span)
      let filled = source.value.removing(SourceFormat.file.format.key)
        .replacing(SourceFormat.rows.format.key, with: table)
      demand = demand.replacing(source.key, with: filled)
    }
    return resolved.replacing(key, with: demand)
  }

  private static func load(
    _ name: String,
    namedAt span: SourceSpan,
    _ table: Place
  ) -> RecordedOrders? {
    let path = ExtendedFile.path(of: name, namedAt: span)
    let isArgument = JSONNode.isSetting(span)
    let isAllowed = isArgument || table.scope.allows(path)
    let text =
      isArgument ? SourceText(file: path) : isAllowed ? SourceText(regularFile: path) : nil
    guard let source = text else {
      let trouble = isAllowed ? ExtendedFile.trouble(with: path) : .isOutside
      let place = table.pointer + "/" + SourceFormat.file.format.key
      let fault = FormatFault.unreadableFile(trouble)
      table.faults.report(ScenarioFault(fault, at: span, pointer: place))
      return nil
    }
    return RecordedOrders(source, namedAt: table.pointer, zones: table.zones, faults: table.faults)
  }

  /// Whether the first line may name columns; a text that is no table at all is not quoted.
  private static func mayBeTable(_ bytes: [UInt8]) -> Bool {
    let line = bytes.prefix(4096).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let names = String(decoding: line, as: UTF8.self).split { ",;\t，\"".contains($0) }
    return names.isEmpty
      || names.prefix(32).contains {
        NearestName.of(String($0.prefix(64)), among: RecordedOrderColumn.names) != nil
      }
  }
}

extension RecordedOrders {
  /// Reads the text of a table and reports all its faults; nil if it has any.
  ///
  /// - Parameters:
  ///   - source: CSV in UTF-8, with a line of column names.
  ///   - pointer: JSON pointer of the source that names it.
  ///   - zones: Ids of the zones, sorted.
  ///   - faults: Takes the faults.
  package init?(
    _ source: SourceText,
    namedAt pointer: String = "/demand",
    zones: [String],
    faults: FaultCollector
  ) {
    let report = { (fault: any FaultKind, offset: Int) in
      let place = SourceSpan(source: source, bytes: offset..<offset)
      faults.report(ScenarioFault(fault, at: place, pointer: pointer))
    }
    if source.bytes.count > SourceText.byteLimit {
      let binary: (any FaultKind)? = BinaryFile(source.bytes).map { SyntaxFault.notText($0) }
      report(binary ?? TableFault.tooLarge(limit: SourceText.byteLimit), 0)
      return nil
    }
    let fault = TextEncoding.fault(in: source.bytes)
    guard fault?.kind.code.isAboutEncoding ?? false || Self.mayBeTable(source.bytes) else {
      report(TableFault.noHeader(columns: RecordedOrderColumn.names), 0)
      return nil
    }
    if let fault {
      report(fault.kind, fault.offset)
      return nil
    }
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let hasMark = source.bytes.starts(with: mark)
    if hasMark { report(SyntaxFault.byteOrderMark, 0) }
    let csv = CSVReader(source.bytes, from: hasMark ? mark.count : 0)
    guard let table = RecordedOrdersReader(csv, zones: zones, report: report).read() else {
      return nil
    }
    self = table
  }
}

extension SourceSpan {
  /// The place of a byte of a string; the string's own where escapes stand in between.
  fileprivate func inString(_ text: String, _ offset: Int) -> SourceSpan {
    guard bytes.count == text.utf8.count + 2 else { return self }
    let place = bytes.lowerBound + 1 + offset
    return SourceSpan(source: source, bytes: place..<place)
  }
}
