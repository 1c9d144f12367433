import DiscreteEvents
import Experiments
import Foundation
import LogisticsPark
import OutputStatistics
import ResultStore
import ScenarioFiles
import Wording

/// Another parksim, such as one of an earlier version, that is asked what a baseline would hold.
struct OtherProgram {
  private let program: String
  private let scenario: String
  private let settings: [String]
  private let seed: UInt64
  private let replication: Int
  private let folder: TemporaryPlace

  /// A folder that goes with the object.
  ///
  /// One that is left when its process is killed goes when the next one is made.
  private final class TemporaryPlace {
    let path: String

    init() throws {
      let name = NSTemporaryDirectory() + "parksim-against"
      PartName.removeOrphans(of: name, ofUser: true)
      // Its name tells the process, and is not to be foreseen.
      path = PartName.path(of: RunID(.random(in: 1...Int64.max)), results: name)
      guard mkdir(path, 0o700) == 0 else {
        throw CommandError(
          status: .storage,
          "can not make the folder \(path)",
          "无法创建文件夹 \(path)"
        )
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  init(
    _ program: String,
    scenario: String,
    settings: [String],
    of baseline: Baseline
  ) throws {
    self.program = program
    self.scenario = scenario
    self.settings = settings
    seed = baseline.seed
    replication = baseline.replication
    folder = try TemporaryPlace()
  }

  /// What the other program makes of the run, with the tolerances of a baseline.
  func baseline(like baseline: Baseline) throws -> Baseline {
    let count = max(replication, baseline.fingerprints.count)
    let file = try runs("run.sqlite", ["--replications", "\(count)"])
    let complete = try complete(of: file)
    guard let run = complete[replication] else {
      throw CommandError(
        status: .badInput,
        "'\(program)' has not run replication \(replication) of \(scenario)",
        "'\(program)' 没有运行 \(scenario) 的第 \(replication) 次重复"
      )
    }
    var other = baseline
    other.scenarioDigest = run.identity.scenarioDigest
    other.scenarioText = try file.scenarioText(of: run.id)
    other.modelRevision = run.identity.modelRevision
    other.fingerprint = run.fingerprint ?? ""
    other.digest = run.digest ?? ""
    other.eventCount = run.eventCount ?? 0
    (other.chain, other.trace) = ([], nil)
    other.fingerprints = baseline.fingerprints.indices.map {
      String((complete[$0 + 1]?.fingerprint ?? "").prefix(16))
    }
    other.metrics = try file.metrics(of: run.id).map { metric in
      Baseline.Metric(
        name: metric.name,
        value: metric.value,
        tolerance: baseline.metrics.first { $0.name == metric.name }?.tolerance
      )
    }
    return other
  }

  /// Its values and means over as many replications, with the margins of a baseline.
  ///
  /// - Parameters:
  ///   - baseline: The baseline.
  ///   - all: Whether the means are wanted; else the pairs alone.
  /// - Returns: The means, with the margins of the baseline.
  /// - Throws: `CommandError` or `StoreError`.
  func means(like baseline: Baseline, all: Bool) throws -> [Baseline.Mean] {
    let count = all ? baseline.replications : max(2, baseline.pairs)
    let file = try runs(
      "means.sqlite",
      ["--replications", "\(count)", "--telemetry", "none"]
    )
    let values = try file.values(of: baseline.means.map(\.name))
    let complete = try complete(of: file)
    let replicates = (1...count).map { number in
      Replicate(
        fingerprint: complete[number]?.fingerprint ?? "",
        values: complete[number].flatMap { values[$0.id] } ?? [:]
      )
    }
    var means = Baseline.means(
      of: baseline.means.map(\.name),
      replicates,
      pairs: baseline.pairs
    )
    for index in means.indices {
      let name = means[index].name
      means[index].margin = baseline.means.first { $0.name == name }?.margin
    }
    return means
  }

  /// The complete runs of a file by replication.
  private func complete(of file: ResultFile) throws -> [Int: StoredRun] {
    let runs = try file.runs().filter { $0.status == .complete }
    return Dictionary(runs.map { ($0.identity.replication, $0) }) { first, _ in first }
  }

  private func runs(_ name: String, _ further: [String]) throws -> ResultFile {
    let path = folder.path + "/" + name
    _ = try call(["run", scenario] + options + further + ["--out", path])
    return try ResultFile.openForReading(path: path)
  }

  private struct Trace: Decodable {
    struct Step: Decodable {
      var timeS: Double
      var event: String
    }

    var steps: [Step]
  }

  /// The first event in which the other program's trace differs from this one's.
  func firstDifference(
    from scenario: Scenario,
    seed: UInt64
  ) throws -> Regression.EventDifference? {
    let limit = EventTrace.limit
    let text = try call(
      ["trace", self.scenario] + options
        + ["--replication", "\(replication)", "--limit", "\(limit)", "--json"]
    )
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let trace = try? decoder.decode(Trace.self, from: text) else {
      throw CommandError(
        status: .badInput,
        "what '\(program)' prints as a trace can not be read",
        "无法读取 '\(program)' 输出的轨迹"
      )
    }
    let before = trace.steps.map {
      Regression.EventDifference.Event(time: .seconds($0.timeS), text: Phrase(same: $0.event))
    }
    let tracer = ParkTracer(scenario.configuration, seed: seed, replication: replication)
    let now = tracer.steps(from: .zero, to: scenario.configuration.study.end, limit: limit)
      .steps.map { Regression.EventDifference.Event(time: $0.time, text: $0.event) }
    // The other program tells its events in English, as all that programs read.
    let same = zip(before, now).prefix { $0.time == $1.time && $0.text.english == $1.text.english }
      .count
    guard same < max(before.count, now.count) else { return nil }
    return Regression.EventDifference(
      number: same + 1,
      before: before.indices.contains(same) ? before[same] : nil,
      now: now.indices.contains(same) ? now[same] : nil
    )
  }

  private var options: [String] {
    ["--seed", "\(seed)"] + settings.flatMap { ["--set", $0] }
  }

  /// Runs the program; gives its standard output.
  private func call(_ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let output = folder.path + "/output"
    let errors = folder.path + "/errors"
    for path in [output, errors] { _ = FileManager.default.createFile(atPath: path, contents: nil) }
    process.standardOutput = FileHandle(forWritingAtPath: output)
    process.standardError = FileHandle(forWritingAtPath: errors)
    do {
      try process.run()
    } catch {
      throw CommandError(
        status: .badInput,
        "'\(program)' can not be started: name a parksim program with its path",
        "无法启动 '\(program)'：请写明 parksim 程序及其路径"
      )
    }
    Interruption.passOn(to: process.processIdentifier)
    process.waitUntilExit()
    Interruption.passOn(to: 0)
    guard process.terminationStatus == 0 else {
      let text = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
      let line = text.split(whereSeparator: \.isNewline).first.map { ": \($0)" } ?? ""
      throw CommandError(
        status: .badInput,
        "'\(program) \(arguments[0])' ends with code \(process.terminationStatus)\(line)",
        "'\(program) \(arguments[0])' 以代码 \(process.terminationStatus) 结束\(line)"
      )
    }
    return FileManager.default.contents(atPath: output) ?? Data()
  }
}
