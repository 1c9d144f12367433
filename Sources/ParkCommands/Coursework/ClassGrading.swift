import Coursework
import Foundation
import ScenarioFiles
import Synchronization
import Wording

/// Judges what a class has handed in, each submission in a process of its own.
struct ClassGrading: Sendable {
  /// The lab's folder.
  let lab: String
  /// The assignment, without anybody's values.
  let assignment: Assignment
  /// File of the hidden checks, if there are any.
  let hidden: String?
  /// From what seeds and values follow, if there is a secret.
  let secret: CourseSecret?
  /// Memory that one submission may take [MiB].
  let memory: Int
  /// Time that one submission may take [s].
  let seconds: Int
  /// Submissions that are judged at the same time.
  let threads: Int

  /// Most bytes of a verdict.
  private static let outputLimit = 4 << 20

  /// A submission that waits to be judged.
  struct Task: Sendable {
    let student: Student
    let file: String
    let text: String
  }

  /// Judges submissions; the order of the results is that of the tasks, whatever the threads.
  func judge(_ tasks: [Task], progress: @escaping @Sendable (Double) -> Void) -> [Judgement] {
    let next = Atomic<Int>(0)
    let done = Mutex<[Int: Judgement]>([:])
    let work = { @Sendable in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < tasks.count else { return }
        let judgement = judge(tasks[index])
        let count = done.withLock { results in
          results[index] = judgement
          return results.count
        }
        progress(Double(count) / Double(tasks.count))
      }
    }
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, tasks.count))) { _ in work() }
    return done.withLock { results in tasks.indices.map { results[$0] ?? Judgement() } }
  }

  private func judge(_ task: Task) -> Judgement {
    let ticket = secret.map { $0.ticket(of: task.student.id, for: assignment) }
    let request = JudgeRequest(
      lab: lab,
      hidden: hidden,
      settings: ticket?.settings(of: assignment) ?? [],
      seed: ticket?.seed ?? assignment.seed,
      hiddenSeed: secret?.hiddenSeed(of: task.student.id, in: assignment.id),
      submission: task.text,
      memory: memory,
      seconds: seconds
    )
    guard let input = try? JSONEncoder().encode(request) else { return Self.failed("no request") }
    let process = StartedProcess(
      ProgramPlace.path,
      [JudgeCommand.name],
      input: [UInt8](input),
      // Beside others it gets a share of the processor.
      seconds: 2 * seconds + 10,
      outputLimit: Self.outputLimit
    )
    switch process.end {
    case .exit(0):
      let answer = try? JSONDecoder().decode(JudgeAnswer.self, from: Data(process.output))
      return answer?.judgement ?? Self.failed("its verdict can not be read")
    case .late, .signal(SIGXCPU), .signal(SIGKILL):
      return Self.ended(
        Phrase(
          "it took more than \(seconds) s of processor time, or was ended by the system",
          "处理器时间超过 \(seconds) 秒，或被系统终止"
        )
      )
    case .signal, .exit:
      return Self.ended(
        Phrase(
          "it needed more than \(memory) MiB of memory, or a fault of ours ended it",
          "所需内存超过 \(memory) MiB，或程序自身出错"
        )
      )
    case .tooLong: return Self.failed("its verdict has no end")
    case .notStarted: return Self.failed("no process could be started for it")
    }
  }

  private static func failed(_ why: String) -> Judgement { ended(Phrase(why, why)) }

  private static func ended(_ why: Phrase) -> Judgement {
    var judgement = Judgement()
    judgement.status = .notGraded
    judgement.reasons = [
      Phrase(
        "\(why.english): not graded, which is not zero; grade it again with --seconds or --memory raised",
        "\(why.chinese)：未评分，并不是零分；可提高 --seconds 或 --memory 后重新评分"
      )
    ]
    return judgement
  }
}
