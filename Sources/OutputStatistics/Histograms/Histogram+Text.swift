extension Histogram {
  /// The histogram as rows of plain text: range, count, share and a bar.
  ///
  /// A count that is not 0 has a bar of at least one mark. Edges are rounded to the decimals that
  /// tell the bins apart. Rows of underflow and overflow are left out if they would be empty.
  ///
  /// - Parameter width: Length of the longest bar [characters], at least 1.
  /// - Returns: Lines that end with a line feed, without trailing spaces.
  public func text(width: Int = 40) -> String {
    precondition(width >= 1, "a bar needs at least 1 character, got \(width)")
    let names = binNames
    let labels = names.map(\.label)
    let labelWidth = labels.map(\.count).max() ?? 0
    let most = names.map(\.count).max() ?? 0
    let countWidth = String(most).count
    return names.map { name in
      let label = padded(name.label, to: labelWidth)
      let count = padded(String(name.count), to: countWidth)
      let share = padded(percentage(name.count), to: 5)
      let bar = String(repeating: "#", count: marks(name.count, most: most, width: width))
      return "\(label)  \(count)  \(share) %" + (bar.isEmpty ? "" : "  " + bar) + "\n"
    }.joined()
  }

  private var binNames: [(label: String, count: Int)] {
    let decimals = decimalsOfEdges
    let names = edges.map { fixedPoint($0, decimals: decimals) }
    let nameWidth = names.dropFirst().map(\.count).max() ?? 0
    var rows = counts.indices.map { bin in
      (label: "\(names[bin]) to \(padded(names[bin + 1], to: nameWidth))", count: counts[bin])
    }
    if underflow > 0 { rows.insert((label: "below \(names[0])", count: underflow), at: 0) }
    if overflow > 0 { rows.append((label: "above \(names[names.count - 1])", count: overflow)) }
    return rows
  }

  /// The fewest decimals that show every edge to a thousandth of the narrowest bin, or three digits
  /// of its width.
  private var decimalsOfEdges: Int {
    let narrowest = zip(edges, edges.dropFirst()).map { $1 - $0 }.min() ?? 1
    var decimals = 0
    var unit = 1.0
    while decimals < 15, narrowest * unit < 100 {
      let isShown = edges.allSatisfy {
        (($0 * unit).rounded() / unit - $0).magnitude <= narrowest / 1_000
      }
      if isShown { break }
      decimals += 1
      unit *= 10
    }
    return decimals
  }

  private func percentage(_ count: Int) -> String {
    total == 0 ? "0.0" : fixedPoint(Double(count) / Double(total) * 100, decimals: 1)
  }

  private func marks(_ count: Int, most: Int, width: Int) -> Int {
    if count == 0 { return 0 }
    return max(1, Int((Double(count) / Double(most) * Double(width)).rounded()))
  }
}

/// A number with a fixed number of decimals, or its shortest form where that would be too long.
private func fixedPoint(_ number: Double, decimals: Int) -> String {
  var unit = 1.0
  for _ in 0..<decimals { unit *= 10 }
  let scaled = (number.magnitude * unit).rounded()
  guard scaled < 1e15 else { return number.description }
  let digits = String(Int64(scaled))
  let filled = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
  let sign = number < 0 && scaled > 0 ? "-" : ""
  guard decimals > 0 else { return sign + filled }
  return sign + filled.dropLast(decimals) + "." + filled.suffix(decimals)
}

private func padded(_ text: String, to width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}
