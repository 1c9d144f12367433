import DiscreteEvents
import Foundation
import Testing

/// Random programs of processes, run by the simulation and by a slow reference.
///
/// `PARKSIM_FUZZ_OPERATIONS` sets how many there are: one for each hundred operations.
struct ProcessFuzzTests {
  static let programs =
    (ProcessInfo.processInfo.environment["PARKSIM_FUZZ_OPERATIONS"].flatMap { Int($0) } ?? 100_000)
    / 100

  @Test func processesDoWhatTheReferenceDoes() {
    for seed in 1...Self.programs {
      var maker = ProgramMaker(seed: seed)
      let program = maker.program()
      guard Self.difference(program) != nil else { continue }
      let shrunk = program.shrunk { Self.difference($0) != nil }
      Issue.record("seed \(seed)\n\(shrunk)\n\(Self.difference(shrunk) ?? "")")
      return
    }
  }

  @Test func whatSeldomHappensIsSeen() {
    var lines: [String] = []
    for seed in 1...300 {
      var maker = ProgramMaker(seed: seed)
      let machine = ReferenceMachine(maker.program())
      machine.run()
      lines += machine.lines
    }
    let rare = [
      "and waits again", "loses its units", "is interrupted", "has waited long enough",
      "the simulation ends", "goes on after timer",
      "goes on after units", "goes on after the end of", "and units of", "has put into",
      "is given an item", "has drawn from", "has added to", "refused(", "works false",
      "goes away", "stopped", "failed by", "releases r0 false", "tidies r0 false", "has used",
    ]
    for text in rare {
      let count = lines.count { $0.contains(text) }
      #expect(count >= 5, "\(text) \(count)")
    }
    #expect(lines.contains { $0.contains("hears of an error") })
  }

  /// Where the two diaries of a program part; nil if they are the same.
  static func difference(_ program: ProcessProgram) -> String? {
    let product = ProgramOnSimulation(program)
    product.run()
    let reference = ReferenceMachine(program)
    reference.run()
    if product.lines == reference.lines { return differenceOfUsage(product, reference) }
    let place = zip(product.lines, reference.lines).enumerated()
      .first { $0.element.0 != $0.element.1 }?.offset
    let first = place ?? min(product.lines.count, reference.lines.count)
    let before = product.lines[..<first].suffix(30).joined(separator: "\n")
    return """
      \(before)
      found:    \(product.lines.dropFirst(first).first ?? "nothing")
      expected: \(reference.lines.dropFirst(first).first ?? "nothing")
      """
  }

  private static func differenceOfUsage(
    _ product: ProgramOnSimulation,
    _ reference: ReferenceMachine
  ) -> String? {
    let end = max(product.simulation.now.ticks, Int64(reference.now))
    for (index, desk) in product.desks.enumerated() {
      reference.desks[index].pass(to: end)
      let usage = desk.value.usage(until: SimulationTime(ticks: end))
      if !reference.desks[index].usage.agrees(with: usage) {
        return "usage of r\(index): found \(usage), expected \(reference.desks[index].usage)"
      }
    }
    return nil
  }
}
