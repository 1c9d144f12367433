import ArgumentParser
import DiscreteEvents
import Experiments
import Foundation
import LogisticsPark
import OutputStatistics
import ScenarioFiles

/// `parksim warm-up`: finds how much of a run to leave out of a steady-state study.
struct WarmUpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "warm-up",
    abstract: "Find how long a park warms up, for study.warm_up_h of a steady-state study.",
    discussion: """
      Counts how many orders are open (drones at the bays, in a park without orders) from the start of
      each replication, averages them over the replications (Welch), and cuts by the rule MSER-5, if the
      start differs from the rest more than chance explains. In a park whose demand or shifts change over
      the day only whole days are cut. Nothing is stored.

      Examples:
        parksim warm-up Scenarios/validation/picking-erlang-c.json
        parksim warm-up Scenarios/shangrao/day.json --set study.horizon_h=480 --replications 10
      """
  )

  @OptionGroup var arguments: ScenarioArguments

  @Option(parsing: .unconditional, help: "Seed of the study, 0 to 9007199254740991.")
  var seed: UInt64 = 1

  @Option(parsing: .unconditional, help: "Number of replications, 2 to 1000.")
  var replications = 50

  @Option(
    parsing: .unconditional,
    help: "Runs at the same time, 1 to 1024; the machine's cores by default."
  )
  var jobs: Int?

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    if seed >= 1 << 53 {
      throw ValidationError("--seed must be 0 to 9007199254740991, got \(seed)")
    }
    if !(WarmUpStudy.fewest...1000).contains(replications) {
      throw ValidationError("--replications must be 2 to 1000, got \(replications)")
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs must be 1 to 1024, got \(jobs)")
    }
  }

  func run() throws {
    let scenario = try arguments.load()
    let progress = ProgressLine(replications: replications)
    let study: WarmUpStudy
    do {
      defer { progress.clear() }
      study = try WarmUpStudy(
        of: scenario,
        seed: seed,
        replications: replications,
        threads: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
        progress: { progress.show(share: $0) }
      )
    } catch let trouble as WarmUpStudy.Trouble {
      throw CommandError(status: .badInput, message: Self.message(of: trouble))
    }
    let text = WarmUpText(study, of: scenario.configuration)
    Terminal.print(json ? text.json : text.text)
  }

  private static func message(of trouble: WarmUpStudy.Trouble) -> String {
    switch trouble {
    case .nobodyPresent: "the park has neither orders nor charging bays: nothing warms up"
    case .recordedOnce(let hours):
      "the recorded orders end after \(NumberText.significant(hours)) h and come only once: the rest of the "
        + "run is no long run of the park; make study.horizon_h as long as they are, or draw the orders"
    case .tooShort(let hours):
      "demand or shifts change over the day, so whole days are looked at, and ten are needed: add --set "
        + "study.horizon_h=\(NumberText.significant(hours)) or more"
    }
  }
}

/// A warm-up as people and programs read it.
struct WarmUpText {
  private static let rows = 24
  private static let width = 40

  private let study: WarmUpStudy
  private let park: ParkConfiguration

  init(_ study: WarmUpStudy, of park: ParkConfiguration) {
    self.study = study
    self.park = park
  }

  private var intervalHours: Double { study.interval.inHours }

  /// Means of equally many neighbours, so that they fit on a screen, with the hour at which each ends.
  private var chart: [(end: Double, mean: Double)] {
    let values = study.average.averages
    // A multiple of a batch, which may be a day, lest the day's waves are seen.
    let batch = study.truncation.batchSize
    let batches = values.count / batch
    let size = batch * ((batches + Self.rows - 1) / Self.rows)
    return stride(from: 0, to: batches * batch, by: size).map { start in
      let end = min(start + size, batches * batch)
      let mean = values[start..<end].reduce(0, +) / Double(end - start)
      return (Double(end) * intervalHours, mean)
    }
  }

  var text: String {
    let who = study.population == .orders ? "orders open" : "drones at the bays"
    var table = TextTable([("until h", .right), (who, .right), ("", .left)])
    let chart = chart
    let most = chart.map(\.mean).max() ?? 0
    let numbers = IntervalText(halfWidths: [], values: chart.map(\.mean))
    for row in chart {
      let share = most > 0 ? row.mean / most : 0
      let bar = String(repeating: "#", count: Int((share * Double(Self.width)).rounded()))
      table.add([NumberText.significant(row.end), numbers.number(row.mean), bar])
    }
    let title =
      "\(park.name): \(who) from the start, mean of \(study.average.replications) replications"
    return ([title] + table.lines + ["", conclusion]).joined(separator: "\n")
  }

  private var conclusion: String {
    let horizon = park.study.horizon.inHours
    guard let warmUp = study.warmUp?.inHours else {
      return
        "No steady state within \(NumberText.significant(horizon)) h (MSER-5): make study.horizon_h "
        + "longer, or look with parksim scenario load whether the park can serve its orders"
    }
    guard warmUp > 0 else {
      let none = "No start needs to be cut off (MSER-5): \"warm_up_h\": 0"
      guard study.startPValue != nil else { return none }
      let rule =
        study.cut.map { "would cut \(NumberText.significant($0.inHours)) h" }
        ?? "finds no steady state"
      return none
        + "\nThe rule alone \(rule), but over the replications what comes before does not "
        + "differ from the rest more than chance explains"
    }
    var lines = [
      "The warm-up ends after \(NumberText.significant(warmUp)) h (MSER-5). In a steady-state study "
        + "write \"warm_up_h\": \(NumberText.significant(warmUp))"
    ]
    if warmUp > horizon / 4 {
      lines.append(
        "That is more than a quarter of the run, so the rule had little to go by: ask again with a "
          + "longer study.horizon_h and more --replications"
      )
    }
    if horizon < 11 * warmUp {
      // Banks, Carson, Nelson and Nicol, "Discrete-Event System Simulation", 2010, section 11.5.
      lines.append(
        "What is counted should be at least ten times as long: \"horizon_h\": "
          + "\(NumberText.significant(11 * warmUp)) or more, the warm-up included"
      )
    }
    lines.append(
      "Look at the bars too, and try another --seed: the rule can be misled by chance; more replications help"
    )
    return lines.joined(separator: "\n")
  }

  var json: String {
    JSONNode.Value.members([
      ("population", .string(study.population.rawValue)),
      ("replications", .integer(study.average.replications)),
      ("rule", .string("MSER-5")),
      ("warm_up_h", study.warmUp.map { .double($0.inHours) } ?? .null),
      ("rule_cuts_h", study.cut.map { .double($0.inHours) } ?? .null),
      ("start_p", study.startPValue.map { .double($0) } ?? .null),
      ("mean_after", .double(study.truncation.mean)),
      ("interval_h", .double(intervalHours)),
      ("averages", .list(study.average.averages.map { .double($0) })),
    ]).node.prettyText
  }
}
