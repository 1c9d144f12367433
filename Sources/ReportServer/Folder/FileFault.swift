package import ResultStore
import ScenarioFiles
package import Wording

/// Why a file in the folder can not be shown.
package enum FileFault: Equatable, Sendable {
  /// It has no byte.
  case empty
  /// It is no file whose bytes can be read from start to end.
  case noRegularFile
  /// It is another program's, or no database at all.
  case notOurs
  /// It was written in another version of the format.
  case otherVersion(found: Int, supported: Int)
  /// The system does not let it be read.
  case unreadable
  /// Another program is writing to it.
  case busy
  /// A write to it was cut off and has to be undone, which changes the file.
  case interrupted
  /// To read it would change its folder.
  case writeAheadLog
  /// It is damaged; in the words of the database.
  case damaged(Phrase)
  /// It is not there any more.
  case gone

  /// What a file's error means.
  ///
  /// - Parameters:
  ///   - error: The error.
  ///   - path: Where the file stands.
  package init(_ error: StoreError, at path: String) {
    self =
      switch error {
      case .missing, .noName, .replaced: .gone
      case .notOurs where FileLink.kind(of: path) == .stream: .noRegularFile
      case .notOurs(_, let why) where why.english.hasPrefix("is empty"): .empty
      case .notOurs where ResultFile.isChangedByReading(path: path): .writeAheadLog
      case .notOurs: .notOurs
      case .otherVersion(_, let found, let supported):
        .otherVersion(found: found, supported: supported)
      case .cannotOpen, .readOnly: .unreadable
      case .busy, .kept: .busy
      case .interrupted: .interrupted
      case .corrupt(_, let why), .inputOutput(_, let why), .failed(_, let why),
        .badTable(_, _, let why), .badQuery(_, let why):
        .damaged(why)
      case .full, .alreadyThere: .damaged(Phrase(same: "?"))
      }
  }

  /// Whether it may be over in a moment.
  package var passes: Bool { self == .busy || self == .empty }

  /// What is wrong and what to do, after the name of the file.
  package var words: Phrase {
    switch self {
    case .empty:
      Phrase("has nothing in it yet", "还没有内容")
    case .noRegularFile:
      Phrase("is not a regular file", "不是普通文件")
    case .notOurs:
      Phrase("is no results file of ParkSim", "不是 ParkSim 的结果文件")
    case .otherVersion(let found, let supported):
      Phrase(
        "is of format \(found), this program reads format \(supported); parksim upgrade brings older files to it",
        "的格式是 \(found)，本程序读取格式 \(supported)；旧文件可用 parksim upgrade 升级"
      )
    case .unreadable:
      Phrase("can not be opened; check its permissions", "无法打开；请检查权限")
    case .busy:
      Phrase("is being written by another program; look again in a moment", "正被其他程序写入；请稍后再看")
    case .interrupted:
      Phrase(
        "has a write that was cut off, which parksim runs undoes when it reads the file; this server changes nothing",
        "有一次写入被中断；用 parksim runs 读取该文件时会撤销它，本服务器不做任何更改"
      )
    case .writeAheadLog:
      Phrase(
        "is in SQLite's WAL mode, in which to read it changes its folder; this server changes nothing",
        "处于 SQLite 的 WAL 模式，读取它会改动其文件夹；本服务器不做任何更改"
      )
    case .damaged(let why):
      Phrase("is damaged (\(why.english))", "已损坏（\(why.chinese)）")
    case .gone:
      Phrase("is not there any more", "已不存在")
    }
  }
}
