package import Experiments
import ScenarioFiles
package import Wording

extension SetAside {
  /// The variant and why it is not compared, on one line.
  package var words: Phrase {
    let reason = reason.words
    return Phrase(
      "\(VariantNames.quoted(name)): \(reason.english)",
      "\(VariantNames.quoted(name))：\(reason.chinese)"
    )
  }

  /// How what is set aside is compared all the same, where that can be.
  package static func hints(on aside: [SetAside]) -> [Phrase] {
    var hints: [Phrase] = []
    if aside.contains(where: { $0.reason.isChoice }) {
      hints.append(
        Phrase(
          "(other studies, other orders and few runs are compared all the same if named with --variant, beside "
            + "those that are to be compared with them)",
          "（研究不同、订单不同或运行少的，用 --variant 与要比较的方案一起点名即可照样比较）"
        )
      )
    }
    if aside.contains(where: { if case .outside = $0.reason { true } else { false } }) {
      hints.append(
        Phrase(
          "(a hand-in may extend what lies in its own folder or in one that is named, and the scenario file that --base "
            + "names with what that one extends)",
          "（提交的文件可以扩展其所在文件夹或被点名文件夹中的文件，以及 --base 所指的场景文件及其扩展的文件）"
        )
      )
    }
    return hints
  }
}

extension SetAside.Reason {
  /// In words, with a way out where there is one.
  package var words: Phrase {
    // Long, as each case is here, so that none is without words.
    switch self {
    case .unreadable(let why): why.map { TerminalText.visible($0) }
    case .invalid(let fault, let count):
      count > 1
        ? fault
          .followed(
            by: "; and \(count - 1) more (parksim scenario check)",
            "；另有 \(count - 1) 处（parksim scenario check）"
          ) : fault
    case .outside(let fault): fault
    case .tooCostly(let why): why
    case .edited(let runs, let all):
      Phrase(
        "the numbers or the scenario of \(runs) of \(all) runs are not those that were written, as their "
          + "digests differ: edited or damaged (--unchecked takes them all the same)",
        "\(all) 次运行中 \(runs) 次的数字或场景与写入时不同（摘要不符）：被修改或损坏（--unchecked 可照样采用）"
      )
    case .otherNumbers(let runs, let all, let scenario):
      Phrase(
        "\(runs) of \(all) runs have other numbers than this program has made of the same scenario with the same "
          + "seeds, as \(VariantNames.quoted(scenario)): edited, and the digests with them",
        "\(all) 次运行中 \(runs) 次的数字与本程序用相同场景和种子得到的（\(VariantNames.quoted(scenario))）不同：连同摘要一起被修改"
      )
    case .otherChances:
      Phrase(
        "other orders, though its demand, seeds and numbers of replications are those of the others: its runs were "
          + "not made with the seeds that they state, or edited",
        "需求、种子和重复编号与其他相同，订单却不同：其运行未用所声明的种子生成，或被修改"
      )
    case .noCompleteRun(let begun, let why):
      Phrase(
        "no run is complete; \(begun) \(begun == 1 ? "was" : "were") begun"
          + (why.map { ", and failed: \(TerminalText.visible($0))" } ?? ": run it again"),
        "没有完成的运行；已开始 \(begun) 次" + (why.map { "，失败：\(TerminalText.visible($0))" } ?? "：请重新运行")
      )
    case .noRun: Phrase("holds no run: run it again", "没有运行：请重新运行")
    case .onlyForks(let count):
      Phrase(
        "its \(count) \(count == 1 ? "run was forked from the middle of another, and stands" : "runs were forked from the middle of others, and stand") for no "
          + "scenario from its start: parksim metrics shows \(count == 1 ? "it" : "them")",
        "其 \(count) 次运行是从其他运行中途分叉的，不代表任何从头开始的场景：parksim metrics 可显示"
      )
    case .fewRuns(let count, let usual, let unfinished):
      Phrase(
        "has \(count) of the \(usual) replications that most others have"
          + (unfinished > 0
            ? ", and \(unfinished) \(unfinished == 1 ? "run that is" : "runs that are") not complete"
            : "")
          + ": run it again"
          + (count < Comparison.fewestOfAVerdict
            ? "" : ", or compare fewer of all (parksim compare --replications)"),
        "其他大多有 \(usual) 次重复，它只有 \(count) 次" + (unfinished > 0 ? "，另有 \(unfinished) 次未完成" : "")
          + "：请重新运行"
          + (count < Comparison.fewestOfAVerdict
            ? "" : "，或全部只比较较少的次数（parksim compare --replications）")
      )
    case .otherRevision(let found, let usual):
      Phrase(
        "made by revision \(found.map { "\($0)" }.joined(separator: ", ")) of the model, the others by "
          + "\(usual): run it again with one version",
        "由模型修订 \(found.map { "\($0)" }.joined(separator: "、")) 生成，其他为 \(usual)：请用同一版本重新运行"
      )
    case .otherSeeds:
      Phrase(
        "shares no replications (seed and number) with the standard: run it with the same --seed",
        "与基准没有共同的重复（种子与编号）：请用相同的 --seed 运行"
      )
    case .otherStudy(let changes):
      Phrase("another study" + Self.list(changes, .english), "研究不同" + Self.list(changes, .chinese))
    case .otherOrders(let changes):
      Phrase("other orders" + Self.list(changes, .english), "订单不同" + Self.list(changes, .chinese))
    }
  }

  /// Whether naming the variant compares it all the same.
  package var isChoice: Bool {
    switch self {
    case .otherStudy, .otherOrders, .fewRuns, .otherSeeds: true
    default: false
    }
  }

  private static func list(_ changes: [ComparedSystem.Change], _ language: Language) -> String {
    guard !changes.isEmpty else { return "" }
    return Phrase(": ", "：")[language] + ChangeText.words(changes, width: 60, in: language)
  }
}
