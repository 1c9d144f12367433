import ArgumentParser
import DiscreteEvents
import Experiments
import Foundation
import LogisticsPark
import OutputStatistics
import ScenarioFiles
import Wording

/// `parksim warm-up`: finds how much of a run to leave out of a steady-state study.
struct WarmUpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "warm-up",
    abstract: "Find how long a park warms up, for study.warm_up_h of a steady-state study.",
    discussion: """
      Counts how many orders are open, and drones at the bays, from the start of each replication with
      nothing cut off, and answers one of four: cut here; nothing needs to be cut, and the data could have
      shown it; too few data to say; no steady state. Starts of several lengths are compared with the second
      half of the run over the replications; the cut is by MSER-5 on their average (Welch), and not before the
      start is over. In a park whose demand or shifts change over the day whole days are compared. Nothing is
      stored.

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

  @Option(
    parsing: .unconditional,
    help: "Bias of the mean of the run that is to be found, in % of the mean, 0.1 to 50."
  )
  var bias = 5.0

  @OptionGroup var limits: LimitArguments

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  func validate() throws {
    if seed >= 1 << 53 {
      throw ValidationError(
        "--seed must be 0 to 9007199254740991, got \(seed)",
        "--seed 须为 0 到 9007199254740991，此处为 \(seed)"
      )
    }
    if !(WarmUpStudy.fewest...1000).contains(replications) {
      throw ValidationError(
        "--replications must be 2 to 1000, got \(replications)",
        "--replications 须为 2 到 1000，此处为 \(replications)"
      )
    }
    if !(0.1...50).contains(bias) {
      throw ValidationError(
        "--bias must be 0.1 to 50 (in % of the mean), got \(bias)",
        "--bias 须为 0.1 到 50（均值的 %），此处为 \(bias)"
      )
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError(
        "--jobs must be 1 to 1024, got \(jobs)",
        "--jobs 须为 1 到 1024，此处为 \(jobs)"
      )
    }
  }

  func run() throws {
    let scenario = try arguments.load()
    var cost = RunCost(scenario.configuration, telemetry: .none)
    // Nothing is stored.
    (cost.rows, cost.bytes) = (0, 0)
    try CostGate.check(CommandCost(cost, runs: replications), limits.limits)
    let progress = ProgressLine(replications: replications)
    let study: WarmUpStudy
    do {
      defer { progress.clear() }
      study = try WarmUpStudy(
        of: scenario,
        seed: seed,
        replications: replications,
        criteria: SteadyStateCriteria(tolerance: bias / 100),
        threads: jobs ?? ProcessInfo.processInfo.activeProcessorCount,
        progress: { progress.show(share: $0) }
      )
    } catch let trouble as WarmUpStudy.Trouble {
      throw CommandError(status: .badInput, Self.words(of: trouble))
    }
    let text = WarmUpText(study, of: scenario.configuration)
    json ? Terminal.printData(text.json) : Terminal.print(text.text)
  }

  private static func words(of trouble: WarmUpStudy.Trouble) -> Phrase {
    switch trouble {
    case .nobodyPresent:
      Phrase(
        "the park has neither orders nor charging bays: nothing warms up",
        "园区既没有订单也没有充电位：没有什么需要预热"
      )
    case .recordedOnce(let hours):
      Phrase(
        "the recorded orders end after \(NumberText.significant(hours)) h and come only once: the rest of the "
          + "run is no long run of the park; make study.horizon_h as long as they are, or draw the orders",
        "订单表中的订单在 \(NumberText.significant(hours)) 小时后结束且只来一次：其余时间不是园区的长期运行；"
          + "请把 study.horizon_h 设为订单的时长，或改为随机生成订单"
      )
    case .tooShort(let hours):
      Phrase(
        "demand or shifts change over the day, so whole days are looked at, and ten are needed: add --set "
          + "study.horizon_h=\(NumberText.significant(hours)) or more",
        "需求或班次随一天变化，因此按整天考察，需要十天：请加 --set "
          + "study.horizon_h=\(NumberText.significant(hours)) 或更大"
      )
    }
  }
}
