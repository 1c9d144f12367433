import ScenarioFiles
import Wording

/// Marks as every file and page writes them.
///
/// At most two decimals, ties to even: what Canvas shows and compares. A total is rounded from the sum of the marks
/// as they are, so it may differ by 0.01 from the sum of the rounded ones; `grades.json` has them unrounded.
package enum MarkText {
  /// A mark with as few decimals as it needs, at most two: `3`, `2.5`, `0.33`.
  package static func text(_ marks: Double) -> String { ECMAScriptNumber.text(of: rounded(marks)) }

  /// The number that ``text(_:)`` writes.
  ///
  /// - Parameter marks: Marks; what is no finite number, which no check brings, counts as 0 where marks of a check are told.
  /// - Returns: The number.
  static func rounded(_ marks: Double) -> Double {
    guard marks.isFinite else { return 0 }
    return Double(NumberText.fixed(marks, 2)) ?? 0
  }

  /// Marks of those that can be had, such as `2.5 / 3`.
  static func text(_ earned: Double, of points: Double) -> String {
    "\(text(earned)) / \(text(points))"
  }
}
