/// A linear model of which the columns are orthonormalized one after the other.
///
/// Gram and Schmidt's method, each column twice, which is as exact as reflections (Giraud, Langou and
/// Rozloznik 2005, doi:10.1016/j.camwa.2005.08.009).
struct LeastSquares {
  /// Orthonormal columns that span those of the model.
  private(set) var basis: [[Double]] = []
  /// Each column of the model in terms of ``basis``: an upper triangle.
  private var triangle: [[Double]] = []

  /// Number of columns.
  var count: Int { basis.count }

  /// Takes columns in if none of them is a combination of the others, up to rounding; else nothing.
  ///
  /// - Returns: Whether they were taken in. Complexity: rows times columns times those there are.
  mutating func add(_ columns: [[Double]]) -> Bool {
    var next = self
    for column in columns {
      let size = Self.norm(column)
      var rest = column
      var coordinates = Array(repeating: 0.0, count: next.count)
      for _ in 0..<2 {
        for (index, direction) in next.basis.enumerated() {
          let part = Self.product(rest, direction)
          coordinates[index] += part
          for row in rest.indices { rest[row] -= part * direction[row] }
        }
      }
      let length = Self.norm(rest)
      guard length > 1e-7 * size else { return false }
      next.basis.append(rest.map { $0 / length })
      next.triangle.append(coordinates + [length])
    }
    self = next
    return true
  }

  /// Weights of the rows of which each coefficient of the model is the sum: the rows of the pseudoinverse.
  ///
  /// - Complexity: O(columns^2 rows).
  var weights: [[Double]] {
    // Backwards through the triangle: coefficient j is (q_j y - sum over later k of R_jk b_k) / R_jj.
    var weights = basis
    for index in basis.indices.reversed() {
      for later in basis.indices where later > index {
        let factor = triangle[later][index]
        if factor == 0 { continue }
        for row in weights[index].indices { weights[index][row] -= factor * weights[later][row] }
      }
      let diagonal = triangle[index][index]
      for row in weights[index].indices { weights[index][row] /= diagonal }
    }
    return weights
  }

  /// What the model leaves of a column.
  func residual(of column: [Double]) -> [Double] {
    var rest = column
    for direction in basis {
      let part = Self.product(rest, direction)
      for row in rest.indices { rest[row] -= part * direction[row] }
    }
    return rest
  }

  /// Inner product.
  static func product(_ first: [Double], _ second: [Double]) -> Double {
    var sum = 0.0
    for index in first.indices { sum += first[index] * second[index] }
    return sum
  }

  /// Length of a column.
  static func norm(_ column: [Double]) -> Double { product(column, column).squareRoot() }
}
