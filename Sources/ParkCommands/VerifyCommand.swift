import ArgumentParser
import Experiments
import Foundation
import Verification
import Wording

/// `parksim verify`: simulates systems with closed forms and compares.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compare simulations with closed forms of theory; exit 1 if one does not agree.",
    discussion: """
      Queues, networks and arrivals run on the kernel, and the park runs in its simplest forms by the
      way of `run`. Each number is simulated in independent replications. It agrees if their 99.99 %
      interval holds what theory says, or meets the band of an approximation. A number outside is
      looked at again with the three seeds that follow, and fails if any of those is outside too. All
      cases take a minute or less; --scale makes the replications shorter or longer.

      Examples:
        parksim verify --list
        parksim verify --scale 0.1 --case mm1 park-picking-erlang-c
      """
  )

  @Flag(help: "Print one JSON object on standard output.")
  var json = false

  @Option(
    name: .customLong("case"),
    parsing: .upToNextOption,
    help: ArgumentHelp("Cases to check; all by default.", valueName: "name")
  )
  var names: [String] = []

  @Flag(help: "Show the cases without running them.")
  var list = false

  @Option(parsing: .unconditional, help: "Seed of the study, 0 to 9007199254740991.")
  var seed: UInt64 = 1

  @Option(
    parsing: .unconditional,
    help: "Length of the replications relative to the full length, 0.01 to 100."
  )
  var scale = 1.0

  @Option(
    parsing: .unconditional,
    help: "Cases that run at the same time, 1 to 1024; the machine's cores by default."
  )
  var jobs: Int?

  @Option(help: "Folder with the park's scenarios.")
  var scenarios = ParkCases.folder

  func validate() throws {
    guard seed < 1 << 53 else {
      throw ValidationError(
        "--seed must be 0 to 9007199254740991, got \(seed)",
        "--seed 须为 0 到 9007199254740991，此处为 \(seed)"
      )
    }
    guard (0.01...100).contains(scale) else {
      throw ValidationError(
        "--scale must be 0.01 to 100, got \(scale)",
        "--scale 须为 0.01 到 100，此处为 \(scale)"
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
    let cases = try chosenCases()
    if list {
      return json
        ? Terminal.printData(VerifyJSON.list(cases)) : Terminal.print(VerifyText.list(cases))
    }
    try requireScenarios(of: cases)
    let study = VerificationStudy(cases, seed: seed, scale: scale)
    let results = try check(study)
    if json {
      Terminal.printData(VerifyJSON.text(study, results))
    } else {
      Terminal.print(VerifyText.text(study, results))
    }
    let holds = results.joined().allSatisfy(\.holds)
    if !holds { throw CommandError(silently: .checkFailed) }
  }

  private func check(_ study: VerificationStudy) throws -> [[VerificationResult]] {
    let count = study.cases.count
    defer { Terminal.progress("") }
    do {
      return try study.run(threads: jobs ?? ProcessInfo.processInfo.activeProcessorCount) {
        Terminal.progress(Phrase("\($0) of \(count) cases", "第 \($0) 个案例，共 \(count) 个").spoken)
      }
    } catch let error as NothingObserved {
      throw CommandError(
        status: .badInput,
        "\(error.verificationCase): a replication is too short to observe the "
          + "\(error.quantity): use a greater --scale",
        "\(error.verificationCase)：一次重复太短，观察不到“"
          + "\(VerificationCase.Quantity(error.quantity, "", 0).title.chinese)”：请增大 --scale"
      )
    }
  }

  private func requireScenarios(of cases: [VerificationCase]) throws {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(atPath: scenarios, isDirectory: &isFolder)
    guard !(exists && isFolder.boolValue), cases.contains(where: { $0.name.hasPrefix("park-") })
    else { return }
    throw CommandError(
      status: .badInput,
      "there is no folder '\(scenarios)' here: call from the project's folder, or say "
        + "with --scenarios where the park's scenarios are",
      "此处没有文件夹 '\(scenarios)'：请在项目文件夹中调用，或用 --scenarios 指明园区场景所在"
    )
  }

  private func chosenCases() throws -> [VerificationCase] {
    let all = VerificationStudy.allCases(scenarios: scenarios)
    let known = all.map(\.name)
    for name in names where !known.contains(name) {
      throw CommandError(
        status: .badInput,
        "there is no case \(name): the cases are \(known.joined(separator: ", "))",
        "没有案例 \(name)：现有案例为 \(known.joined(separator: ", "))"
      )
    }
    return names.isEmpty ? all : all.filter { names.contains($0.name) }
  }
}
