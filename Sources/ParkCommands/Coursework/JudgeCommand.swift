import ArgumentParser
import Coursework
import Foundation
import ScenarioFiles

/// The process that judges one submission, which `parksim grade` starts.
///
/// It limits itself before it reads anything, and writes nothing but its answer.
struct JudgeCommand: ParsableCommand {
  /// Its name, which nobody types.
  static let name = "judge-submission"

  static let configuration = CommandConfiguration(
    commandName: name,
    abstract: "Judge one submission, told on standard input: what parksim grade starts.",
    shouldDisplay: false
  )

  func run() throws {
    let input = FileHandle.standardInput.readDataToEndOfFile()
    guard let request = try? JSONDecoder().decode(JudgeRequest.self, from: input) else {
      throw CommandError(
        status: .badInput,
        "this command is started by parksim grade, and not by hand",
        "这个命令由 parksim grade 启动，不应手工运行"
      )
    }
    try ProcessLimits(memory: request.memory, seconds: request.seconds).impose()
    let assignment = try AssignmentFile.load(request.lab, settings: request.settings)
    let hidden = try request.hidden.map { try AssignmentFile.hidden($0, of: assignment) }
    let judgement: Judgement
    do {
      let source = SourceText(name: Submission.name, text: request.submission)
      let submission = try Submission(source, for: assignment)
      judgement = Judge(
        assignment,
        hidden: hidden,
        seed: request.seed,
        hiddenSeed: request.hiddenSeed ?? hidden?.seed ?? 0
      ).judge(submission)
    } catch let faults as ScenarioFaults {
      var none = Judgement()
      none.status = .unreadable
      none.reasons = Judge.words(of: faults)
      judgement = none
    }
    Terminal.write([UInt8](try JSONEncoder().encode(JudgeAnswer(judgement))))
  }
}

/// What a process may take.
struct ProcessLimits {
  /// Memory [MiB].
  let memory: Int
  /// Processor time [s].
  let seconds: Int

  /// Limits this process, for good.
  ///
  /// - Throws: ``CommandError`` if the system does not let it.
  func impose() throws {
    let limits: [(__rlimit_resource, UInt)] = [
      (RLIMIT_AS, UInt(memory) << 20), (RLIMIT_CPU, UInt(seconds)), (RLIMIT_CORE, 0),
      // It makes no files.
      (RLIMIT_FSIZE, 0),
    ]
    for (resource, limit) in limits {
      var values = rlimit(rlim_cur: limit, rlim_max: limit)
      guard setrlimit(__rlimit_resource_t(resource.rawValue), &values) == 0 else {
        throw CommandError(
          status: .storage,
          "the system does not limit memory and time of a process: nothing is judged",
          "系统无法限制进程的内存和时间：没有评判"
        )
      }
    }
  }
}
