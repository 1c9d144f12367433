import Figures
import LogisticsPark
import ResultStore
import Wording

extension Report {
  /// What held the orders up, with what shows it.
  func bottleneck(_ language: Language) -> HTML {
    let pieces = bottlenecks.enumerated().map { index, found in
      piece(found, index, language)
    }
    return """
      <section class="bottleneck" id="bottleneck-\(language.rawValue)"><h2>\(Phrase("What held the orders up", "瓶颈在哪里")[language])</h2>
      \(pieces)
      \(advice(language))
      </section>
      """
  }

  private func piece(_ reported: ReportedBottleneck, _ index: Int, _ language: Language) -> HTML {
    let whose: HTML = reported.warehouse.map { "<h3>\(HTML.name($0))</h3>" } ?? ""
    guard let found = reported.found else {
      return """
        \(whose)<p class="headline good">\(Phrase("Nothing: orders hardly waited.", "没有明显瓶颈：订单几乎不用等待。")[language])</p>
        """
    }
    let words = BottleneckWords(found, clockStart: clockStart, warehouse: reported.warehouse)
    let evidence = (words.evidence + [words.cost]).map { sentence -> HTML in
      "<li>\(sentence[language])</li>"
    }
    let isSame =
      reported.sameIn.of > 1
      ? Phrase(
        "Times and numbers are those of replication 1; the same was short in \(reported.sameIn.runs) of \(reported.sameIn.of) runs.",
        "时间与数量为第 1 次运行；\(reported.sameIn.of) 次运行中有 \(reported.sameIn.runs) 次瓶颈相同。"
      )[language] : ""
    let note: HTML = isSame.isEmpty ? "" : "<p class=\"faint\">\(isSame)</p>"
    return """
      \(whose)<p class="headline">\(words.headline[language])</p>
      <div class="evidence"><ul>\(evidence)</ul>
      \(drawn([figure(of: found)], name: "bottleneck-\(index)-\(language.rawValue)", language, width: 620, height: 130))</div>
      \(note)
      """
  }

  /// The line before what was short, and where orders waited for it where that is elsewhere.
  private func figure(of found: Bottleneck) -> Figure {
    var layers = [Layer(found.place.waitingTitle, .waiting, .area(found.place.waiting))]
    if found.place.name != found.line.name {
      layers.append(Layer(found.line.waitingTitle, .series(0), .steps(found.line.waiting)))
    }
    return Figure(
      found.place.name == found.line.name
        ? found.line.waitingTitle : Phrase("Who waited when", "何时排队"),
      horizontal: past[0].timeOfDay,
      vertical: Axis(Phrase("Number waiting", "等待数量"), .count),
      layers
    )
  }

  /// How to learn what would help: the command that made the runs, asked for advice.
  private func advice(_ language: Language) -> HTML {
    guard bottlenecks.contains(where: { $0.found != nil }), let command = advisingCommand else {
      return ""
    }
    return """
      <p>\(Phrase("What would help, simulated on the same orders:", "哪些改变有用，用相同订单模拟：")[language])</p>
      <pre><code>\(command)</code></pre>
      """
  }

  private var advisingCommand: String? {
    let words = reported.runs[0].provenance.command.split(separator: " ").map(String.init)
    guard words.count > 2, words[0].split(separator: "/").last == "parksim", words[1] == "run",
      !words.contains("#"), !words.contains("--advise")
    else { return nil }
    return (["parksim"] + words.dropFirst().filter { $0 != "--replace" } + ["--advise"])
      .joined(separator: " ")
  }
}
