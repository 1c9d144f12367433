import Charts
import Figures
import Foundation
import Testing
import Wording

struct ChartTests {
  private static let hostile =
    "<script>alert('&\"')</script> \u{202E}مرحبا \u{0}" + String(repeating: "長", count: 300)

  /// One layer of each kind, all named by a text that means harm.
  private static func figure(rows: Bool) -> Figure {
    let name = Phrase(same: hostile)
    let steps = StepSeries(times: [0, 10], values: [1, 3], end: 20)
    let layers: [Mark] =
      rows
      ? [
        .spans([.init(row: 0, from: 1, to: 5)]),
        .estimates([.init(row: 1, value: 3, low: 2, high: 4)]),
        .boxes([
          .init(row: 0, minimum: 1, lowerQuartile: 2, median: 3, upperQuartile: 4, maximum: 5)
        ]),
      ]
      : [
        .steps(steps), .area(steps), .line([.init(0, 1), .init(20, 2)]),
        .ranges([.init(from: 0, to: 20, low: 1, high: 2)]),
        .columns([.init(from: 0, to: 5, height: 2)]),
        .rule(7),
      ]
    return Figure(
      name,
      horizontal: Axis(name, unit: name),
      vertical: rows ? .names(name, [hostile, "b"]) : Axis(name, .count),
      layers.enumerated().map { Layer(name, .series($0), $1) },
      notes: [name]
    )
  }

  @Test(arguments: [Surface.paper, .page], [Language.english, .chinese])
  func namesAreTextAndNothingElse(surface: Surface, language: Language) throws {
    let chart = Chart(language: language, surface: surface)
    let svg = chart.svg(of: [Self.figure(rows: false), Self.figure(rows: true)], name: "x")
    #expect(!svg.contains("<script"))
    #expect(svg.contains("&lt;script&gt;"))
    let document = try XMLCheck.elements(of: svg)
    #expect(document.filter { $0 == "title" }.count >= 1)
    #expect(!document.contains("script"))
    #expect(!svg.contains("NaN") && !svg.contains("inf"))
  }

  @Test func paperHasColoursAndAPageHasClasses() {
    let paper = Chart(surface: .paper).svg(of: [Self.figure(rows: false)])
    let page = Chart(surface: .page).svg(of: [Self.figure(rows: false)])
    #expect(paper.contains("stroke=\"#0072b2\"") && !paper.contains("class="))
    #expect(page.contains("class=\"stroke-s0\"") && !page.contains("#0072b2"))
  }

  @Test func emptyAndConstantFiguresAreDrawn() throws {
    for values in [[], [0.0], [5.0], [1e9]] {
      let series = StepSeries(times: values.isEmpty ? [] : [0], values: values, end: 10)
      let figure = Figure(
        Phrase(same: "t"),
        horizontal: .timeOfDay(from: 0, until: 86_400),
        vertical: Axis(Phrase(same: "n")),
        [Layer(Phrase(same: "a"), .waiting, .steps(series))]
      )
      let svg = Chart(surface: .paper).svg(of: [figure])
      #expect(!svg.contains("NaN") && !svg.contains("inf"))
      _ = try XMLCheck.elements(of: svg)
    }
  }

  @Test func aDayEndsAtTwentyFourAndTheNextOneHasItsNumber() {
    func texts(_ days: Double) -> String {
      Chart(surface: .paper).svg(of: [
        Figure(
          Phrase(same: "t"),
          horizontal: .timeOfDay(from: 0, until: days * 86_400),
          vertical: Axis(Phrase(same: "n")),
          []
        )
      ])
    }
    #expect(texts(1).contains(">24:00<") && texts(1).contains(">06:00<"))
    #expect(texts(3).contains(">1d<") && texts(3).contains(">2d<"))
  }

  @Test func intervalsStandInTheRowsOfTheirMeans() {
    let name = Phrase(same: "n")
    let figure = Figure(
      Phrase(same: "f"),
      horizontal: Axis(name),
      vertical: Axis(name),
      [
        Layer(name, .waiting, .ranges([.init(from: 0, to: 2, low: 1, high: 3)])),
        Layer(name, .waiting, .steps(StepSeries(times: [0], values: [2], end: 2))),
      ]
    )
    #expect(
      FigureTable.csv(of: [figure]).split(separator: "\r\n").dropFirst() == [
        "f,n,,0.0,2.0,2.0,1.0,3.0"
      ]
    )
  }

  @Test func aTableHasARowForEachThingWithAllItsDigits() {
    let series = StepSeries(times: [0, 0.1], values: [1, 2], end: 1.0 / 3)
    let figure = Figure(
      Phrase("A, \"quoted\"", "甲"),
      horizontal: Axis(Phrase(same: "x")),
      vertical: .names(Phrase(same: "y"), ["one"]),
      [
        Layer(Phrase("steps", "阶梯"), .waiting, .steps(series)),
        Layer(Phrase("spans", "段"), .busy, .spans([.init(row: 0, from: 2, to: 3)])),
      ]
    )
    #expect(
      FigureTable.csv(of: [figure])
        == [
          "figure,series,row,from,to,value,low,high",
          "\"A, \"\"quoted\"\"\",steps,,0.0,0.1,1.0,,",
          "\"A, \"\"quoted\"\"\",steps,,0.1,0.3333333333333333,2.0,,",
          "\"A, \"\"quoted\"\"\",spans,one,2.0,3.0,,,", "",
        ].joined(separator: "\r\n")
    )
  }
}

/// Reads a drawing as XML, which a browser would.
enum XMLCheck {
  private struct Malformed: Error {}

  /// Names of its elements in their order.
  static func elements(of text: String) throws -> [String] {
    var open: [String] = []
    var names: [String] = []
    var rest = text[...]
    while let start = rest.firstIndex(of: "<") {
      guard let end = rest[start...].firstIndex(of: ">") else { throw Malformed() }
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      let name = String(tag.prefix { $0.isLetter || $0.isNumber || $0 == "/" })
      if name.hasPrefix("/") {
        guard open.popLast() == String(name.dropFirst()) else { throw Malformed() }
      } else {
        names.append(name.hasSuffix("/") ? String(name.dropLast()) : name)
        if !tag.hasSuffix("/") { open.append(name) }
      }
    }
    guard open.isEmpty else { throw Malformed() }
    return names
  }
}
