/// A number that changes at instants and keeps its value until the next one.
package struct StepSeries: Hashable, Sendable {
  /// Instants of change [s], rising.
  package private(set) var times: [Double]
  /// Value from each instant on.
  package private(set) var values: [Double]
  /// Where it ends [s].
  package let end: Double

  /// Makes a series.
  ///
  /// - Parameters:
  ///   - times: Instants of change [s], rising.
  ///   - values: Value from each instant on, as many.
  ///   - end: Where it ends [s], at or after the last change.
  package init(times: [Double], values: [Double], end: Double) {
    precondition(times.count == values.count, "a value for each instant")
    self.times = times
    self.values = values
    self.end = end
  }

  /// A series of whole-number instants and the changes at them, in any order.
  ///
  /// - Parameters:
  ///   - changes: Instants [us], and by how much the number changes there.
  ///   - end: Where the series ends [us]; changes at or after it are left out.
  /// - Complexity: O(n log n) for n changes.
  package init(changes: [(at: Int64, by: Int)], until end: Int64) {
    times = [0]
    values = [0]
    self.end = Double(end) / 1e6
    var number = 0
    var last: Int64 = 0
    for (time, change) in changes.sorted(by: { $0.at < $1.at }) where time < end {
      number += change
      if time == last {
        values[values.count - 1] = Double(number)
      } else if change != 0 {
        times.append(Double(time) / 1e6)
        values.append(Double(number))
        last = time
      }
    }
    dropRepeats()
  }

  /// Changes at one instant may undo each other.
  private mutating func dropRepeats() {
    let kept = values.indices.filter { $0 == 0 || values[$0] != values[$0 - 1] }
    guard kept.count < values.count else { return }
    times = kept.map { times[$0] }
    values = kept.map { values[$0] }
  }

  /// The series between two instants, without changes before and after.
  package func within(_ range: ClosedRange<Double>) -> StepSeries {
    guard range.lowerBound > 0 || range.upperBound < end else { return self }
    let inside = times.indices.filter {
      times[$0] > range.lowerBound && times[$0] < min(range.upperBound, end)
    }
    return StepSeries(
      times: [range.lowerBound] + inside.map { times[$0] },
      values: [value(at: range.lowerBound)] + inside.map { values[$0] },
      end: max(range.lowerBound, min(range.upperBound, end))
    )
  }

  /// The largest value; nil where there is none.
  package var maximum: Double? { values.max() }

  /// Value at an instant; 0 before the first.
  ///
  /// - Complexity: O(log n).
  package func value(at time: Double) -> Double {
    let after = firstChange(after: time)
    return after == 0 ? 0 : values[after - 1]
  }

  /// Integral from one instant to another [value times s].
  ///
  /// - Complexity: O(log n) and one step for each change between.
  package func integral(from start: Double, to stop: Double) -> Double {
    guard start < stop else { return 0 }
    var sum = 0.0
    var time = start
    var index = firstChange(after: start)
    while index < times.count, times[index] < stop {
      if index > 0 { sum += values[index - 1] * (times[index] - time) }
      time = times[index]
      index += 1
    }
    if index > 0 { sum += values[index - 1] * (min(stop, end) - min(time, end)) }
    return sum
  }

  /// Time average between two instants; nil where no time lies between.
  package func average(from start: Double, to stop: Double) -> Double? {
    start < stop ? integral(from: start, to: stop) / (stop - start) : nil
  }

  /// The averages over stretches of time of a length, the last of which may be shorter.
  ///
  /// - Parameter length: Length of a stretch [s], above 0.
  /// - Returns: The averages, each from the start of its stretch on.
  package func averaged(over length: Double) -> StepSeries {
    let count = max(1, Int((end / length).rounded(.up)))
    let starts = (0..<count).map { Double($0) * length }
    let values = starts.map { average(from: $0, to: min(end, $0 + length)) ?? 0 }
    return StepSeries(times: starts, values: values, end: end)
  }

  /// The series with at most four changes in each of so many stretches of equal length: the first and the last
  /// value of a stretch, and its extremes, so that no peak is lost.
  ///
  /// - Parameter stretches: How many, from 1.
  /// - Returns: The series, with the same end.
  package func thinned(to stretches: Int) -> StepSeries {
    guard times.count > 4 * stretches, let first = times.first, end > first else { return self }
    var kept: [Int] = []
    var index = 0
    for stretch in 1...stretches {
      let until = first + (end - first) * Double(stretch) / Double(stretches)
      let begin = index
      while index < times.count, times[index] < until || stretch == stretches { index += 1 }
      guard begin < index else { continue }
      let inside = begin..<index
      let least = inside.min { values[$0] < values[$1] } ?? begin
      let most = inside.max { values[$0] < values[$1] } ?? begin
      kept += Set([begin, least, most, index - 1]).sorted()
    }
    return StepSeries(times: kept.map { times[$0] }, values: kept.map { values[$0] }, end: end)
  }

  /// Position of the first change after an instant.
  private func firstChange(after time: Double) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
