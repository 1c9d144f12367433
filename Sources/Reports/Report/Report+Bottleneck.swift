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
    return """
      \(whose)<p class="headline">\(words.headline[language])</p>
      <div class="evidence"><ul>\(evidence)</ul>
      \(drawn(figures(of: found), name: "bottleneck-\(index)-\(language.rawValue)", language, width: 620, height: 130))</div>
      \(buttons(words, language))
      """
  }

  /// Buttons that bring the map to instants worth a look.
  private func buttons(_ words: BottleneckWords, _ language: Language) -> HTML? {
    let moments = words.moments
    guard !moments.isEmpty, isPlayedBack else { return nil }
    let buttons = moments.map { moment -> HTML in
      let time = HTML(markup: JSONColumns.number(moment.time))
      return "<button type=\"button\" data-seek=\"\(time)\">\(moment.clock)</button> "
    }
    return "<p class=\"seek\">\(Phrase("On the map:", "在地图上看：")[language]) \(buttons)</p>"
  }

  /// The line before what was short, and where orders waited for it where that is elsewhere; of several runs means.
  private func figures(of found: Bottleneck) -> [Figure] {
    let names = [found.place.place.name, found.line.place.name]
    let drawn = past.map { run in
      [figure(names.compactMap { name in run.places.first { $0.name == name } }, run)]
    }
    return drawn.count == 1 ? drawn[0] : FigureMeans.mean(of: drawn)
  }

  private func figure(_ places: [PlaceHistory], _ run: PastRun) -> Figure {
    let (short, line) = (places[0], places[1])
    var layers = [Layer(short.waitingTitle, .waiting, .area(short.waiting))]
    if short.name != line.name {
      layers.append(Layer(line.waitingTitle, .series(0), .steps(line.waiting)))
    }
    return Figure(
      short.name == line.name ? line.waitingTitle : Phrase("Who waited when", "何时排队"),
      horizontal: run.timeOfDay,
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
      <p>\(Phrase("What would help, free changes first, simulated on the same orders:", "哪些改变有用（先试不花钱的），用相同订单模拟：")[language])</p>
      <pre><code>\(command)</code></pre>
      """
  }

  private var advisingCommand: String? {
    let words = reported.runs[0].provenance.command.split(separator: " ").map(String.init)
    guard words.count > 2, words[0].split(separator: "/").last == "parksim", words[1] == "run",
      !words.contains("#"), !words.contains("--advise")
    else { return nil }
    // In a file of its own: the runs of this one would be in it twice.
    var rest = words.dropFirst().filter { $0 != "--replace" }
    if let place = rest.firstIndex(of: "--out"), place + 1 < rest.endIndex {
      rest[place + 1] =
        (rest[place + 1].hasSuffix(".sqlite")
          ? String(rest[place + 1].dropLast(7)) : rest[place + 1])
        + "-advice.sqlite"
    }
    return (["parksim"] + rest + ["--advise"]).joined(separator: " ")
  }
}
