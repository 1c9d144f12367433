/// The model of a factorial design, of which some combinations may be missing: main effects and what two
/// factors do together.
struct FactorialModel {
  /// A term: one factor, or two.
  struct Term {
    /// Factors by index.
    var factors: [Int]
    /// Weights of the variants for each of its degrees of freedom, orthonormal: their sums of squares give
    /// what the term explains beyond all others (type III).
    var contrasts: [[Double]]
    /// Weights of each of its coefficients.
    var coefficients: [[Double]]
  }

  /// Levels of each factor that were run, by index, in rising order.
  let levels: [[Int]]
  /// Main effects, then interactions of two.
  let terms: [Term]
  /// Factors of which one level was run.
  let still: [Int]
  /// Main effects and interactions that can not be told from others, as combinations are missing.
  let confounded: [[Int]]
  /// The model's columns, with the constant one.
  let columns: LeastSquares

  /// Columns beyond which interactions are left to the rest: a bound on the work.
  private static let mostColumns = 300

  /// Makes the model.
  ///
  /// - Parameters:
  ///   - cells: Level of each factor, by index, for every variant.
  ///   - scale: Square root of the weight of each variant, above 0.
  init(cells: [[Int]], scale: [Double]) {
    let factors = cells[0].indices
    let levels = factors.map { factor in Set(cells.map { $0[factor] }).sorted() }
    let moving = factors.filter { levels[$0].count > 1 }
    var model = LeastSquares()
    _ = model.add([scale])
    var (included, confounded): ([(factors: [Int], columns: Range<Int>)], [[Int]]) = ([], [])
    let pairs = moving.flatMap { first in moving.filter { $0 > first }.map { [first, $0] } }
    for term in moving.map({ [$0] }) + pairs {
      let columns = Self.columns(of: term, cells, levels, scale)
      let start = model.count
      if term.count > 1, start + columns.count > Self.mostColumns { continue }
      // A term of which combinations are missing would be a mixture of terms.
      if start + columns.count <= cells.count, model.add(columns) {
        included.append((term, start..<model.count))
      } else {
        confounded.append(term)
      }
    }
    let weights = model.weights
    terms = included.map { term in
      let coefficients = Array(weights[term.columns])
      var own = LeastSquares()
      _ = own.add(coefficients)
      return Term(factors: term.factors, contrasts: own.basis, coefficients: coefficients)
    }
    self.levels = levels
    still = factors.filter { levels[$0].count == 1 }
    self.confounded = confounded
    columns = model
  }

  /// Orthonormal codes of levels that sum up to 0, after Helmert.
  ///
  /// - Returns: For each level its code in every column.
  static func codes(of count: Int) -> [[Double]] {
    (0..<count).map { level in
      (1..<count).map { column in
        let size = Double(column * (column + 1)).squareRoot()
        return level < column ? 1 / size : level == column ? -Double(column) / size : 0
      }
    }
  }

  private static func columns(
    of term: [Int],
    _ cells: [[Int]],
    _ levels: [[Int]],
    _ scale: [Double]
  ) -> [[Double]] {
    var rows = cells.indices.map { [scale[$0]] }
    for factor in term {
      let codes = codes(of: levels[factor].count)
      for (cell, levelsOfCell) in cells.enumerated() {
        let place = levels[factor].firstIndex(of: levelsOfCell[factor]) ?? 0
        rows[cell] = rows[cell].flatMap { value in codes[place].map { value * $0 } }
      }
    }
    return rows[0].indices.map { column in rows.map { $0[column] } }
  }
}
