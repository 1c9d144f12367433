import Wording

extension Grade.Status {
  /// What became of a submission, in few words.
  var title: Phrase {
    switch self {
    case .graded: Phrase("graded", "已评分")
    case .forbidden: Phrase("changes what is not open", "改动了未开放的键")
    case .unreadable: Phrase("unreadable", "无法读取")
    case .tooLarge: Phrase("larger than the limits", "超出限额")
    case .notGraded: Phrase("not graded", "未评分")
    case .otherName: Phrase("name does not fit", "姓名不符")
    case .several: Phrase("several files", "有多个文件")
    case .missing: Phrase("nothing handed in", "未提交")
    }
  }

  /// What an instructor has to do; nil where nothing is to be done.
  var duty: Phrase? {
    switch self {
    case .graded: nil
    case .forbidden:
      Phrase(
        "has 0 marks; let the student take back the change that the reasons name",
        "得 0 分；请学生撤回原因中所说的改动"
      )
    case .unreadable:
      Phrase(
        "has 0 marks; open the file, and let the student hand in again what parksim lab submit writes",
        "得 0 分；请查看文件，并让学生重新提交 parksim lab submit 写出的文件"
      )
    case .tooLarge:
      Phrase(
        "checks that need runs have 0 marks; look whether the limits of the assignment are meant so",
        "需要运行的检查得 0 分；请确认作业限额是否合适"
      )
    case .notGraded:
      Phrase(
        "has no marks, which is not zero; grade again, with more time or memory if it stays so",
        "没有分数（不是零分）；请重新评分，必要时放宽时间或内存"
      )
    case .otherName:
      Phrase(
        "has no marks until you have seen whose work it is; rename the file or ask for a new one",
        "在确认是谁的作业之前没有分数；请改文件名或要求重新提交"
      )
    case .several:
      Phrase(
        "has no marks until one file is left: keep the one that counts, and grade again",
        "在只剩一个文件之前没有分数；请保留有效的一个，再重新评分"
      )
    case .missing: Phrase("has no marks, which is not zero", "没有分数（不是零分）")
    }
  }

  /// What a student reads first.
  var told: Phrase {
    switch self {
    case .graded: Phrase("Your submission was graded.", "你的提交已评分。")
    case .forbidden:
      Phrase(
        "Your submission changes keys that the assignment does not open. It was not run and gets 0 points.",
        "你的提交改动了作业未开放的键，因此没有运行，得 0 分。"
      )
    case .unreadable:
      Phrase(
        "Your file is no submission of this assignment, or it is damaged. It gets 0 points; hand in again.",
        "你的文件不是本作业的提交，或已损坏，得 0 分；请重新提交。"
      )
    case .tooLarge:
      Phrase(
        "Your scenario would take more than the assignment's limits. Checks that need runs have no marks.",
        "你的场景超出了作业的限额；需要运行的检查没有分数。"
      )
    case .notGraded:
      Phrase(
        "Your submission is not graded yet, which is not zero marks. Your instructor has to look at it.",
        "你的提交尚未评分，这不是零分；需要教师处理。"
      )
    case .otherName:
      Phrase(
        "The name of your file and its text do not name the same student. It is graded when your instructor has looked at it.",
        "文件名与文件内容所写的学生不一致；教师确认后才会评分。"
      )
    case .several:
      Phrase(
        "Several files of yours were handed in. They are graded when your instructor has kept one.",
        "你提交了多个文件；教师保留其中一个后才会评分。"
      )
    case .missing: Phrase("Nothing was handed in.", "没有提交。")
    }
  }

  /// Whether somebody ought to look at a submission.
  var needsLook: Bool { duty != nil && self != .missing }
}

extension CheckResult.Outcome {
  /// The word for it.
  var title: Phrase {
    switch self {
    case .full: Phrase("full", "满分")
    case .part: Phrase("part", "部分")
    case .none: Phrase("none", "无分")
    }
  }
}

extension Grade {
  /// Checks that students know of.
  var visibleChecks: [CheckResult] { checks.filter { !$0.isHidden } }

  /// What became of the submission and why, one sentence after the other: for the student, so nothing of hidden checks.
  ///
  /// That there may be more is always said: that it is said tells nothing, and nobody takes the checks that are
  /// shown for all that counts.
  var told: [Phrase] {
    let marks = visibleChecks
    guard !marks.isEmpty else { return [status.told] + reasons }
    let earned = MarkText.text(
      marks.reduce(0) { $0 + $1.earned },
      of: marks.reduce(0) { $0 + $1.points }
    )
    let sum = Phrase(
      "The checks that are shown bring \(earned) points; what is shown need not be all that is checked.",
      "所示检查共得 \(earned) 分；所示内容未必是全部检查。"
    )
    return [status.told] + reasons + [sum]
  }

  /// How the submission is read aloud in a table: id, and name where one is known.
  var caption: String { student.name.isEmpty ? student.id : "\(student.id) \(student.name)" }
}
