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
      \(extent(language))
      \(pieces)
      \(rule(language))
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
    let evidence = (words.evidence + [words.cost, words.overtaken].compactMap { $0 }).map {
      sentence -> HTML in
      "<li>\(sentence[language])</li>"
    }
    return """
      \(whose)<p class="headline">\(words.headline[language])</p>
      <div class="evidence"><ul>\(evidence)</ul>
      \(drawn(figures(of: found), name: "bottleneck-\(index)-\(language.rawValue)", language, width: 620, height: 130))</div>
      \(buttons(words, language))
      """
  }

  /// Of how many runs this is, where not of all.
  private func extent(_ language: Language) -> HTML? {
    let (read, all) = (past.count, reported.runs.count)
    guard read < all else { return nil }
    return """
      <p class="warning">\(Phrase("Of the first \(read) of \(all) runs: the figures above and the metrics are of all.", "以下为前 \(read) 次运行（共 \(all) 次）；上方数字与指标表包含全部运行。")[language])</p>
      """
  }

  /// What is called a line, where one is told.
  private func rule(_ language: Language) -> HTML? {
    guard bottlenecks.contains(where: { $0.found?.line.firstTimes.isEmpty == false }) else {
      return nil
    }
    let (gap, share) = (ReportWords.time(Jam.gap), NumberText.percent(Jam.leastShare))
    guard past.count == 1 else {
      let (least, peak) = (
        NumberText.fixed(Jam.leastMean, 1), NumberText.percent(Jam.leastOfPeak)
      )
      return """
        <p class="faint">\(Phrase("Times of several runs are those at which on average \(least) or more wait, and no fewer than \(peak) of the peak, by quarters of an hour of a day.", "多次运行的时间指平均等待数不少于 \(least) 且不低于峰值 \(peak) 的时段，按一天的一刻钟计。")[language])</p>
        """
    }
    return """
      <p class="faint">\(Phrase("A line lasts while somebody waits, with gaps of up to \(gap.english); those with less than \(share) of all the waiting are left out.", "有人等待即为排队，间断不超过 \(gap.chinese)视为同一次；等待不足总量 \(share) 的不列出。")[language])</p>
      """
  }

  /// Buttons that bring the map to instants worth a look.
  private func buttons(_ words: BottleneckWords, _ language: Language) -> HTML? {
    let moments = words.moments
    guard !moments.isEmpty, isPlayedBack else { return nil }
    let isOfSeveral = past.count > 1
    let lead =
      isOfSeveral
      ? Phrase(
        "On the map, of replication \(firstReplication):",
        "在地图上看（第 \(firstReplication) 次运行）："
      ) : Phrase("On the map:", "在地图上看：")
    let buttons = moments.map { moment -> HTML in
      let time = HTML(markup: JSONColumns.number(moment.time))
      return "<button type=\"button\" data-seek=\"\(time)\">\(moment.clock)</button> "
    }
    return "<p class=\"seek\">\(lead[language]) \(buttons)</p>"
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
}
