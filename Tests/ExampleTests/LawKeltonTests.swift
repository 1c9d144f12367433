import DiscreteEvents
import Testing

@testable import ExampleModels

/// The reports of the book "Simulation Modeling and Analysis" by Law and Kelton.
struct LawKeltonTests {
  @Test("Figure 1.37: 0.430, 0.418, 0.460, ended at 1027.915", arguments: View.allCases)
  func queueAfterThousandDelays(view: View) throws {
    let report = try LawKeltonQueue.report(LawKeltonQueue.End(delays: 1000), view)
    #expect(report.delays == 1000)
    #expect(report.meanDelay.text(3) == "0.430")
    #expect(report.meanNumberInQueue.text(3) == "0.418")
    #expect(report.utilization.text(3) == "0.460")
    #expect(report.end.text(3) == "1027.915")
  }

  @Test("480 minutes: 0.399, 0.394, 0.464, 475 delays", arguments: View.allCases)
  func queueAfterEightHours(view: View) throws {
    let report = try LawKeltonQueue.report(LawKeltonQueue.End(time: .minutes(480)), view)
    #expect(report.delays == 475)
    #expect(report.meanDelay.text(3) == "0.399")
    #expect(report.meanNumberInQueue.text(3) == "0.394")
    #expect(report.utilization.text(3) == "0.464")
    #expect(report.end == 480)
  }

  /// Total, ordering, holding and shortage costs of section 1.5; the columns but the first were
  /// checked by a program in C with numbers of the type `float`, as the book's.
  private static let inventory = [
    "( 20, 40)    126.61     99.26     9.25     18.10",
    "( 20, 60)    122.74     90.52    17.39     14.83",
    "( 20, 80)    123.86     87.36    26.24     10.26",
    "( 20,100)    125.32     81.37    36.00      7.95",
    "( 40, 60)    126.37     98.43    25.99      1.95",
    "( 40, 80)    125.46     88.40    35.92      1.14",
    "( 40,100)    132.34     84.62    46.42      1.30",
    "( 60, 80)    150.02    105.69    44.02      0.31",
    "( 60,100)    143.20     89.05    53.91      0.24",
  ]

  @Test("The nine policies of section 1.5, to the printed digits", arguments: View.allCases)
  func inventoryCosts(view: View) throws {
    let lines = try LawKeltonInventory.text(view).split(separator: "\n").dropFirst()
    #expect(lines.map(String.init) == Self.inventory)
  }
}
