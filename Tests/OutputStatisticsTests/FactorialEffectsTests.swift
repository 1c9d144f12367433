import OutputStatistics
import Testing

struct FactorialEffectsTests {
  @Test("A design worked by hand: y = 10 + 3 a - 2 b + 4 a b at low -1 and high +1")
  func effectsOfTwoFactors() throws {
    let response = { (a: Double, b: Double) in 10 + 3 * a - 2 * b + 4 * a * b }
    let base = [response(-1, -1), response(1, -1), response(-1, 1), response(1, 1)]
    // Replications shifted as a whole, as common random numbers shift them, change no effect.
    let rows = base.map { [$0, $0 + 1, $0 - 2] }
    let found = try #require(FactorialEffects(of: rows, level: 0.95)).effects
    #expect(found.map(\.factors) == [[0], [1], [0, 1]])
    // An effect is the change over two units of the coded factor.
    #expect(found.map(\.interval.mean) == [6, -4, 8])
    #expect(found.map(\.interval.halfWidth) == [0, 0, 0])
  }

  @Test func intervalsAreByReplication() throws {
    let found = try #require(FactorialEffects(of: [[1, 2], [2, 5]], level: 0.5)).effects
    // Effects 1 and 3: mean 2, half width 1 * sqrt(2 / 2), as the t quantile of 0.75 is 1 for one
    // degree of freedom.
    #expect(found[0].interval.mean == 2)
    #expect((found[0].interval.halfWidth - 1).magnitude < 1e-12)
    #expect(FactorialEffects(of: [[1], [2]], level: 0.95) == nil)
  }
}
