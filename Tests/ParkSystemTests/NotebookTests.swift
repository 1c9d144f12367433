import Foundation
import ResultStore
import TestSupport
import Testing

/// The notebook in the how-to does what it says.
///
/// Its SQL is always run; the whole of it where Python has pandas, or where `PARKSIM_PYTHON` names
/// a Python that must have it (`make check-all`).
struct NotebookTests {
  private static let demanded = ProcessInfo.processInfo.environment["PARKSIM_PYTHON"]

  private static let hasPandas: Bool = {
    (try? run(["-c", "import pandas"], in: ParkSimProcess.root).status) == 0
  }()

  private let folder: TemporaryFolder
  private let code: String

  init() throws {
    folder = try TemporaryFolder()
    let page = ParkSimProcess.root.appendingPathComponent("docs/how-to/notebook.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let block = try #require(text.firstMatch(of: /(?s)```python\n(.*?)```/))
    code = String(block.1)
    let results = folder.path("Results/notebook.sqlite")
    try FileManager.default.createDirectory(
      at: folder.file("Results"),
      withIntermediateDirectories: true
    )
    let run = try ParkSimProcess.run(
      ["run", "Scenarios/shangrao/day.json", "--replications", "5", "--out", results]
    )
    try #require(run.status == 0, "\(run.errors)")
  }

  private static func run(
    _ arguments: [String],
    in folder: URL
  ) throws -> (
    status: Int32, output: String
  ) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [demanded ?? "python3"] + arguments
    process.currentDirectoryURL = folder
    let output = try TemporaryFolder()
    let file = output.file("output")
    try Data().write(to: file)
    let handle = try FileHandle(forWritingTo: file)
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    return (process.terminationStatus, try String(contentsOf: file, encoding: .utf8))
  }

  @Test func itsQuestionsAreAnswered() throws {
    let file = try ResultFile.openForReading(path: folder.path("Results/notebook.sqlite"))
    let questions = code.matches(of: /read_sql\("([^"]+)"/).map { String($0.1) }
    #expect(questions.count == 2)
    for sql in questions {
      #expect(try file.query(sql).rows.count > 100, "\(sql)")
    }
    // The columns that the code picks are metrics.
    let names = try file.query("SELECT DISTINCT name FROM v_metric").rows.flatMap { $0 }
    for name in ["orders_delivered", "lead_time_s", "energy_grid_kwh"] {
      #expect(code.contains("\"\(name)\"") && names.contains(.text(name)))
    }
  }

  @Test("It runs under Python with pandas", .enabled(if: demanded != nil || hasPandas))
  func itRuns() throws {
    try Data(code.utf8).write(to: folder.file("notebook.py"))
    let before = try Data(contentsOf: folder.file("Results/notebook.sqlite"))
    let result = try Self.run(["-W", "error", "notebook.py"], in: folder.url)
    #expect(result.status == 0, "\(result.output)")
    #expect(result.output.contains("lead_time_s") && result.output.contains("size"))
    #expect(try Data(contentsOf: folder.file("Results/notebook.sqlite")) == before)
  }
}
