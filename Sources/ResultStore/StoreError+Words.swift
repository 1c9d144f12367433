import Foundation
import GRDB
package import Wording

extension StoreError {
  /// One line for people in every language: the file, what happened, and what to do.
  package var words: Phrase {
    switch self {
    case .missing(let path):
      Phrase(
        "'\(path)': there is no such results file; check the path, or run a scenario with --out first",
        "'\(path)'：没有此结果文件；请检查路径，或先用 --out 运行场景"
      )
    case .noName:
      Phrase(
        "the name of a file is empty: name one, or leave the option out",
        "文件名为空：请写明文件名，或去掉该选项"
      )
    case .notOurs(let path, let why):
      Phrase(
        "'\(path)' \(why.english); it was left untouched: name another file",
        "'\(path)' \(why.chinese)；未作改动：请指定另一个文件"
      )
    case .otherVersion(let path, let found, let supported):
      Self.otherVersion(of: path, found, supported)
    case .cannotOpen(let path, let why):
      Phrase(
        "'\(path)' can not be opened: \(why.english); check the path and its permissions",
        "无法打开 '\(path)'：\(why.chinese)；请检查路径及其权限"
      )
    case .readOnly(let path):
      Phrase(
        "'\(path)' can not be written: the file or its folder is read-only; name another file",
        "无法写入 '\(path)'：文件或其文件夹只读；请指定另一个文件"
      )
    case .full(let path, let results):
      Phrase(
        "no space left for '\(path)'; the earlier runs in '\(results)' are intact: "
          + "free some space and run again",
        "没有空间写 '\(path)'；'\(results)' 中先前的运行完好：请腾出空间后重新运行"
      )
    case .busy, .kept, .interrupted, .replaced: disturbance
    case .inputOutput(let path, let why):
      Phrase(
        "'\(path)': the disk reported an error (\(why.english)); check it and run again",
        "'\(path)'：磁盘报错（\(why.chinese)）；请检查后重新运行"
      )
    case .corrupt(let path, let why):
      Phrase(
        "'\(path)' is damaged (\(why.english)); restore a copy or name another file",
        "'\(path)' 已损坏（\(why.chinese)）；请恢复备份或指定另一个文件"
      )
    case .alreadyThere(let path):
      Phrase(
        "'\(path)' is already there; add --replace to replace it, or name another place",
        "'\(path)' 已存在；加 --replace 可替换，或指定另一个位置"
      )
    case .badTable(let path, let line, let why):
      Phrase(
        "'\(path)'\(line.map { ", line \($0)" } ?? ""): \(why.english)",
        "'\(path)'\(line.map { " 第 \($0) 行" } ?? "")：\(why.chinese)"
      )
    case .badQuery(let path, let why):
      Phrase("query on '\(path)': \(why.english)", "对 '\(path)' 的查询：\(why.chinese)")
    case .failed(let path, let why):
      Phrase("'\(path)': \(why.english)", "'\(path)'：\(why.chinese)")
    }
  }

  private static func otherVersion(of path: String, _ found: Int, _ supported: Int) -> Phrase {
    let way =
      Upgrade.forms.contains(found)
      ? Phrase(
        "'parksim upgrade \(word(path))' brings it to format \(supported) with all its runs",
        "'parksim upgrade \(word(path))' 可将它连同全部运行升级到格式 \(supported)"
      )
      : Phrase(
        "name another file or use the version that wrote it",
        "请指定另一个文件，或使用写出它的版本"
      )
    return Phrase(
      "'\(path)' is a results file of format \(found), this program reads format \(supported); "
        + "it was left untouched: ",
      "'\(path)' 是格式 \(found) 的结果文件，本程序读取格式 \(supported)；未作改动："
    ) + way
  }

  /// What another program, or the end of one, has done to a file.
  private var disturbance: Phrase {
    switch self {
    case .busy(let path):
      Phrase(
        "'\(path)' stayed locked by another process for \(StoreConnection.busySeconds) s; "
          + "close the program that holds it and run again",
        "'\(path)' 被另一个进程锁定了 \(StoreConnection.busySeconds) 秒；请关闭占用它的程序后重新运行"
      )
    case .kept(let path, let run, let part):
      Phrase(
        "'\(path)' stayed locked by another program; run \(run.number) is finished and its rows are "
          + "kept in '\(part)': close that program, and the next run into the results file, or "
          + "parksim upgrade, enters them",
        "'\(path)' 一直被另一个程序锁定；运行 \(run.number) 已完成，其数据保存在 '\(part)'："
          + "请关闭该程序，下一次写入此结果文件的运行或 parksim upgrade 会将其并入"
      )
    case .interrupted(let path):
      Phrase(
        "a write to '\(path)' was interrupted; '\(path)-journal' holds what undoes it, and the folder can "
          + "not be written: copy both files into a folder that you may write to, and read them there",
        "对 '\(path)' 的写入曾被中断；撤销所需的内容在 '\(path)-journal' 中，而该文件夹不可写："
          + "请把两个文件复制到可写的文件夹，在那里读取"
      )
    case .replaced(let path, let run):
      Phrase(
        "'\(path)' was replaced "
          + (run.map { "or run \($0.number) in it was closed " } ?? "")
          + "by another command; run again",
        "'\(path)' 已被另一个命令替换\(run.map { "，或其中的运行 \($0.number) 已被关闭" } ?? "")；请重新运行"
      )
    default: preconditionFailure("no other program is behind \(self)")
    }
  }
}

/// What the database says, in every language as far as its usual texts go.
enum DatabaseWords {
  /// The words of an error.
  static func of(_ error: DatabaseError) -> Phrase {
    guard let text = error.message else {
      return Phrase(
        error.resultCode.description,
        "数据库错误 \(error.resultCode.rawValue)"
      )
    }
    // What is read of a damaged row is told by us; of it Chinese says only that it can not be right.
    let isDamage = [.SQLITE_CORRUPT, .SQLITE_MISMATCH].contains(error.resultCode)
    return Phrase(text, chinese(text) ?? (isDamage ? "有的值不可能出现在结果文件中" : text))
  }

  /// Texts of SQLite that a question often meets.
  private static func chinese(_ text: String) -> String? {
    for (beginning, words) in [
      ("no such table: ", "没有表 "), ("no such column: ", "没有列 "), ("no such function: ", "没有函数 "),
      ("ambiguous column name: ", "列名不明确："), ("unrecognized token: ", "无法识别 "),
      ("misuse of aggregate: ", "聚合函数用法不当："),
      ("wrong number of arguments to function ", "参数个数不对："),
    ] where text.hasPrefix(beginning) {
      return words + text.dropFirst(beginning.count)
    }
    if text.hasPrefix("near "), text.hasSuffix(": syntax error") {
      return "\(text.dropFirst("near ".count).dropLast(": syntax error".count)) 附近有语法错误"
    }
    return [
      "incomplete input": "语句不完整", "database disk image is malformed": "数据库文件结构已损坏",
      "database is locked": "数据库被锁定", "disk I/O error": "磁盘读写错误",
      "file is not a database": "不是数据库文件", "unable to open database file": "无法打开数据库文件",
    ][text]
  }
}

/// What the system says, in every language.
package enum SystemWords {
  /// The words of an error number.
  package static func of(_ number: Int32) -> Phrase {
    let chinese =
      switch number {
      case ENOENT: "没有此文件或文件夹"
      case EACCES, EPERM: "没有权限"
      case ENOTDIR: "路径中有一段不是文件夹"
      case EISDIR: "是文件夹"
      case ENAMETOOLONG: "文件名太长"
      case EIO: "读写错误"
      case ENOSPC, EDQUOT: "磁盘已满"
      case EROFS: "磁盘只读"
      case EXDEV: "不在同一磁盘上"
      case EMFILE, ENFILE: "打开的文件太多"
      default: "系统错误 \(number)"
      }
    return Phrase(String(cString: strerror(number)), chinese)
  }
}
