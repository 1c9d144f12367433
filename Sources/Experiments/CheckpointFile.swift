import DiscreteEvents
import Foundation
import ResultStore
package import Wording

/// Why a checkpoint could not be read or written, with a way out.
package enum CheckpointError: Error, Hashable, Sendable {
  /// There is no such file.
  case missing(path: String)
  /// The file is no checkpoint.
  case notOurs(path: String, why: Phrase)
  /// The file was written in another form.
  case otherForm(path: String, found: Phrase, supported: Int)
  /// The file was written by a model that gives other numbers.
  case otherRevision(path: String, found: Int, supported: Int)
  /// The file is not as it was written.
  case damaged(path: String, why: Phrase)
  /// The file could not be read.
  case unreadable(path: String, why: Phrase)
  /// The file could not be written.
  case notWritten(path: String, why: Phrase)

  /// Translates what the snapshot in a file says.
  init(_ error: SnapshotError, path: String) {
    self =
      switch error {
      case .notASnapshot: .notOurs(path: path, why: Phrase("is not a checkpoint", "不是检查点"))
      case .otherForm(let found, _):
        .otherForm(
          path: path,
          found: Phrase("of snapshots \(found)", "（快照 \(found)）"),
          supported: Checkpoint.form
        )
      default: .damaged(path: path, why: Phrase(error.description, "内容与写入时不符"))
      }
  }

  /// One line for people: the file, what happened, and what to do.
  package var message: String { words.english }

  /// The same in every language.
  package var words: Phrase {
    switch self {
    case .missing(let path):
      Phrase(
        "'\(path)': there is no such checkpoint; check the path, or make one with "
          + "parksim run SCENARIO --until 20:05 --save FILE",
        "'\(path)'：没有此检查点；请检查路径，或这样生成一个："
          + "parksim run SCENARIO --until 20:05 --save FILE"
      )
    case .notOurs(let path, let why):
      Phrase(
        "'\(path)' \(why.english): name a file that run --save has written",
        "'\(path)' \(why.chinese)：请指定由 run --save 写出的文件"
      )
    case .otherForm(let path, let found, let supported):
      Phrase(
        "'\(path)' is a checkpoint of form \(found.english), this program reads form \(supported): "
          + "use the version that wrote it, or run the scenario again with --until and --save",
        "'\(path)' 是格式 \(found.chinese) 的检查点，本程序读取格式 \(supported)："
          + "请使用写出它的版本，或用 --until 和 --save 重新运行场景"
      )
    case .otherRevision(let path, let found, let supported):
      Phrase(
        "'\(path)' was saved by revision \(found) of the model, this program has revision "
          + "\(supported), which gives other numbers: run the scenario again with --until and --save",
        "'\(path)' 由模型修订 \(found) 保存，本程序为修订 \(supported)，其数值不同："
          + "请用 --until 和 --save 重新运行场景"
      )
    case .damaged(let path, let why):
      Phrase(
        "'\(path)' is damaged (\(why.english)): restore a copy, or run the scenario again with --until and "
          + "--save",
        "'\(path)' 已损坏（\(why.chinese)）：请恢复备份，或用 --until 和 --save 重新运行场景"
      )
    case .unreadable(let path, let why):
      Phrase(
        "'\(path)' can not be read: \(why.english); check the path and its permissions",
        "无法读取 '\(path)'：\(why.chinese)；请检查路径及其权限"
      )
    case .notWritten(let path, let why):
      Phrase(
        "'\(path)' can not be written: \(why.english)",
        "无法写入 '\(path)'：\(why.chinese)"
      )
    }
  }

  /// Whether the user's input is at fault (exit code 2) and not the disk (exit code 74).
  package var isInputFault: Bool {
    switch self {
    case .missing, .notOurs, .otherForm, .otherRevision, .damaged: true
    case .unreadable, .notWritten: false
    }
  }
}

/// Checkpoints on disk.
package enum CheckpointFile {
  /// Largest checkpoint [bytes]: a run with 30 million samples.
  package static let byteLimit = 1 << 30

  /// Reads a checkpoint.
  ///
  /// A file is judged by its first bytes and its length before it is read.
  ///
  /// - Throws: `CheckpointError`; `ScenarioFaults` if the scenario in it is none.
  package static func read(_ path: String) throws -> Checkpoint {
    let file = try opened(path)
    defer { try? file.close() }
    do {
      let (beginning, count) = try beginning(of: file)
      _ = try Snapshot.label(beginning: beginning, of: count)
      guard count <= byteLimit else {
        throw CheckpointError.notOurs(
          path: path,
          why: Phrase(
            "has more than \(byteLimit >> 20) MiB, which no checkpoint has",
            "超过 \(byteLimit >> 20) MiB，检查点不会这么大"
          )
        )
      }
      try file.seek(toOffset: 0)
      return try Checkpoint(bytes: Array(file.readToEnd() ?? Data()), name: path)
    } catch let error as SnapshotError {
      throw CheckpointError(error, path: path)
    } catch let error as CocoaError {
      throw CheckpointError.unreadable(path: path, why: reason(of: error))
    }
  }

  /// Refuses a place where a checkpoint can not be written, before a run is made for it.
  ///
  /// A file that is there is replaced only if it is a checkpoint.
  package static func checkMayWrite(_ path: String) throws {
    let target = FileLink.target(of: path)
    let folder = URL(fileURLWithPath: target).deletingLastPathComponent().path
    guard FileManager.default.isWritableFile(atPath: folder) else {
      throw CheckpointError.notWritten(
        path: path,
        why: Phrase(
          "its folder does not exist or is read-only: make it, or name another one",
          "其文件夹不存在或只读：请创建，或指定另一个"
        )
      )
    }
    guard FileLink.kind(of: target) != .nothing else { return }
    let file = try opened(path)
    defer { try? file.close() }
    do {
      let (beginning, count) = try beginning(of: file)
      if try Snapshot.label(beginning: beginning, of: count).model.hasPrefix(Checkpoint.kind) {
        return
      }
    } catch let error as SnapshotError where error != .notASnapshot {
      // A checkpoint that is damaged is of no use to anybody.
      return
    } catch is SnapshotError {
    } catch {
      throw CheckpointError.unreadable(path: path, why: reason(of: error))
    }
    throw CheckpointError.notOurs(
      path: path,
      why: Phrase("is there, is not a checkpoint, and was left untouched", "已存在且不是检查点，未作改动")
    )
  }

  /// Writes a checkpoint beside its place and then puts it there, so that nothing is half written.
  ///
  /// Of a link the file that it leads to is replaced. What a program that was killed has left beside it
  /// goes with the next one.
  package static func write(_ checkpoint: Checkpoint, to path: String) throws {
    try checkMayWrite(path)
    let bytes = try checkpoint.bytes()
    guard bytes.count <= byteLimit else {
      throw CheckpointError.notWritten(
        path: path,
        why: Phrase(
          "it would have \(bytes.count >> 20) MiB, and \(byteLimit >> 20) are the most: save it "
            + "earlier, or with --telemetry summary",
          "它会有 \(bytes.count >> 20) MiB，而最多为 \(byteLimit >> 20)：请提早保存，或用 --telemetry summary"
        )
      )
    }
    do {
      try WholeFile.replace(path, with: bytes)
    } catch let error as WholeFile.Trouble {
      throw CheckpointError.notWritten(path: path, why: error.words)
    }
  }

  private static func opened(_ path: String) throws -> FileHandle {
    switch FileLink.kind(of: path) {
    case .file: break
    case .nothing: throw CheckpointError.missing(path: path)
    case .folder: throw CheckpointError.notOurs(path: path, why: Phrase("is a folder", "是文件夹"))
    case .stream:
      throw CheckpointError.notOurs(path: path, why: Phrase("is a pipe or a device", "是管道或设备"))
    }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw CheckpointError.unreadable(path: path, why: Phrase("permission denied", "没有权限"))
    }
    return file
  }

  /// The first bytes of a file, and the number of all.
  private static func beginning(of file: FileHandle) throws -> (bytes: [UInt8], count: Int) {
    let bytes = Array(try file.read(upToCount: Snapshot.headerLimit) ?? Data())
    return (bytes, Int(clamping: try file.seekToEnd()))
  }

  /// What the system says, without names of files that the message has already.
  private static func reason(of error: any Error) -> Phrase {
    guard let code = (error as? CocoaError)?.code else { return Phrase(same: "\(error)") }
    return code == .fileReadNoPermission
      ? Phrase("permission denied", "没有权限")
      : Phrase("the system refused (\(code.rawValue))", "系统拒绝（\(code.rawValue)）")
  }
}
