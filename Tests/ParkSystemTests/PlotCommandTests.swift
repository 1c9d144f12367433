import Foundation
import ResultStore
import TestSupport
import Testing

struct PlotCommandTests {
  private let folder: TemporaryFolder
  private let file: String

  init() throws {
    folder = try TemporaryFolder()
    file = folder.path("day.sqlite")
    let run = ["run", "Scenarios/shangrao/day.json", "--replications", "2", "--out", file]
    #expect(try ParkSimProcess.run(run).status == 0)
  }

  private func plot(_ arguments: [String]) throws -> ParkSimProcess.Result {
    try ParkSimProcess.run(["plot", file] + arguments)
  }

  @Test("The numbers of a queue integrate to its metric")
  func queue() throws {
    let out = folder.path("queue.csv")
    let result = try plot(["--chart", "queue", "--entity", "drone", "--run", "1", "--out", out])
    #expect(result.status == 0, "\(result.errors)")
    let lines = try String(contentsOfFile: out, encoding: .utf8).split(separator: "\r\n")
    #expect(lines[0] == "figure,series,row,from,to,value,low,high")
    let area = lines.dropFirst().reduce(0.0) { sum, line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      let numbers = fields[3...5].compactMap { Double($0) }
      return sum + (numbers[1] - numbers[0]) * numbers[2]
    }
    let rows = try ResultFile.openForReading(path: file)
      .query("SELECT value FROM v_metric WHERE run_id = 1 AND name = 'queue_drone_orders'").rows
    guard case .real(let expected) = rows[0][0] else {
      Issue.record("no such metric")
      return
    }
    #expect(expected > 0.1)
    #expect(abs(area / 86_400 - expected) < 1e-9)
  }

  /// The picture at the top of the README is what its command makes.
  @Test func thePictureOfTheReadmeIsMadeByItsCommand() throws {
    let out = folder.path("queue.svg")
    let result = try plot([
      "--chart", "queue", "--entity", "charging", "drone", "--run", "1", "--out", out,
    ])
    #expect(result.status == 0, "\(result.errors)")
    let shown = ParkSimProcess.root.appendingPathComponent("docs/images/queue.svg")
    #expect(
      try String(contentsOfFile: out, encoding: .utf8) == String(contentsOf: shown, encoding: .utf8)
    )
  }

  @Test func everyChartThatIsListedIsDrawn() throws {
    let list = try plot([])
    let commands = list.output.split(separator: "\n").map { $0.drop { $0 == " " } }
      .filter { $0.hasPrefix("parksim plot") }
    #expect(commands.count == 9)
    for command in commands {
      var words = command.split(separator: " ").map(String.init)
      words[words.count - 1] = folder.path(words[words.count - 1])
      let result = try ParkSimProcess.run(Array(words.dropFirst()))
      #expect(result.status == 0, "\(command): \(result.errors)")
      let svg = try String(contentsOfFile: words[words.count - 1], encoding: .utf8)
      #expect(svg.hasPrefix("<svg") && svg.hasSuffix("</svg>"))
      #expect(svg.contains("<path") || svg.contains("<rect"))
    }
  }

  @Test(
    arguments: [
      (["--chart", "queu", "--out", "a.svg"], "did you mean queue?"),
      (["--chart", "queue", "--entity", "dron", "--out", "a.svg"], "did you mean 'drone'?"),
      (["--chart", "queue", "--out", "a.png"], "ends with .svg or .csv"),
      (["--chart", "fleet", "--entity", "x", "--out", "a.svg"], "leave out --entity"),
      (["--chart", "queue"], "--out names the file"),
      (
        ["--chart", "queue", "--run", "9", "--out", "a.svg"], "the complete runs of the file: 1, 2"
      ),
      (["--chart", "queue", "--variant", "bas", "--out", "a.svg"], "did you mean 'base'?"),
      (["--chart", "queue", "--width", "3", "--out", "a.svg"], "between 300 and 4000"),
    ]
  )
  func mistakesAreToldWithAWayOut(arguments: [String], message: String) throws {
    let result = try plot(arguments)
    #expect(result.status == 2)
    #expect(result.errors.contains(message), "\(result.errors)")
  }

  /// The place of the README's command, where there are several of the kind.
  @Test func aKindOfPlacesMeansAllOfThem() throws {
    let file = folder.path("two.sqlite")
    let scenario = "Scenarios/shangrao/two-warehouses.json"
    try #require(try ParkSimProcess.run(["run", scenario, "--out", file]).status == 0)
    let command = ["plot", file, "--chart", "queue", "--out"]
    let (both, each) = (folder.path("both.csv"), folder.path("each.csv"))
    let names = ["drone/cold-store", "drone/general"]
    #expect(try ParkSimProcess.run(command + [both, "--entity", "drone"]).status == 0)
    #expect(try ParkSimProcess.run(command + [each, "--entity"] + names).status == 0)
    let texts = try [both, each].map { try String(contentsOfFile: $0, encoding: .utf8) }
    #expect(texts[0] == texts[1] && texts[0].count > 1000)
    let unknown = try ParkSimProcess.run(["plot", file, "--chart", "nosuch"])
    #expect(unknown.status == 2 && unknown.errors.contains("there is no chart 'nosuch'"))
    let unnamed = try ParkSimProcess.run(["plot", file, "--chart", "queue"])
    #expect(unnamed.status == 2 && unnamed.errors.contains("such as --out queue.svg"))
  }

  @Test func aReportIsMadeInEitherLanguageAndReplacesTheEarlierOne() throws {
    let out = folder.path("day.html")
    for (language, word) in [("en", "Can I trust this?"), ("zh", "瓶颈在哪里")] {
      let result = try ParkSimProcess.run(["report", file, "--out", out, "--lang", language])
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.errors.isEmpty)
      #expect(try String(contentsOfFile: out, encoding: .utf8).contains(word))
    }
    let none = try ParkSimProcess.run(["report", folder.path("none.sqlite")])
    #expect(none.status == 2)
  }
}
