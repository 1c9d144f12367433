import Coursework
import Foundation
import Wording

/// What the process that judges one submission is told, in JSON on its standard input.
struct JudgeRequest: Codable {
  /// The lab's folder.
  var lab: String
  /// File of the hidden checks, if there are any.
  var hidden: String?
  /// Personal values, as `--set` takes them.
  var settings: [String]
  /// Seed of the student's own runs.
  var seed: UInt64
  /// Seed of the runs behind hidden checks; nil to take that of the hidden checks.
  var hiddenSeed: UInt64?
  /// The submission.
  var submission: String
  /// Memory that the process may take [MiB].
  var memory: Int
  /// Processor time that it may take [s].
  var seconds: Int
}

/// What that process answers, in JSON on its standard output.
struct JudgeAnswer: Codable {
  struct Words: Codable {
    var english: String
    var chinese: String

    init(_ phrase: Phrase) { (english, chinese) = (phrase.english, phrase.chinese) }
    var phrase: Phrase { Phrase(english, chinese) }
  }

  struct Check: Codable {
    var id: String
    var title: Words
    var isHidden: Bool
    var isOpen: Bool
    var points: Double
    var earned: Double
    var reason: Words
    var told: Words
  }

  struct Text: Codable {
    var question: Words
    var answer: String
  }

  struct Standing: Codable {
    var metric: String
    var value: Double
    var isLessBetter: Bool
  }

  var status: String
  var checks: [Check]
  var reasons: [Words]
  var texts: [Text]
  var standings: [Standing]
  var remarks: [Words]

  init(_ judgement: Judgement) {
    status = judgement.status.rawValue
    checks = judgement.checks.map {
      Check(
        id: $0.id,
        title: Words($0.title),
        isHidden: $0.isHidden,
        isOpen: $0.isOpen,
        points: $0.points,
        earned: $0.earned,
        reason: Words($0.reason),
        told: Words($0.told)
      )
    }
    reasons = judgement.reasons.map(Words.init)
    texts = judgement.texts.map { Text(question: Words($0.question), answer: $0.answer) }
    standings = judgement.standings.map {
      Standing(metric: $0.metric, value: $0.value, isLessBetter: $0.isLessBetter)
    }
    remarks = judgement.remarks.map(Words.init)
  }

  /// What it says; nil of a status that there is not.
  var judgement: Judgement? {
    guard let status = Grade.Status(rawValue: status) else { return nil }
    var judgement = Judgement()
    judgement.status = status
    judgement.checks = checks.map {
      CheckResult(
        id: $0.id,
        title: $0.title.phrase,
        isHidden: $0.isHidden,
        isOpen: $0.isOpen,
        points: $0.points,
        earned: $0.earned,
        reason: $0.reason.phrase,
        told: $0.told.phrase
      )
    }
    judgement.reasons = reasons.map(\.phrase)
    judgement.texts = texts.map { ReadAnswer(question: $0.question.phrase, answer: $0.answer) }
    judgement.standings = standings.map {
      Coursework.Standing(metric: $0.metric, value: $0.value, isLessBetter: $0.isLessBetter)
    }
    judgement.remarks = remarks.map(\.phrase)
    return judgement
  }
}
