import DiscreteEvents
import Figures
import Foundation
import LogisticsPark
import ResultStore
import ScenarioFiles
import TestSupport
import Testing
import Wording

@testable import Reports

/// Pages of the reference day and of the park with two warehouses, held beside their results files.
struct ReportTests {
  private static let day = "Scenarios/shangrao/day.json"
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func stored(_ arguments: [String]) throws -> ReportedRuns {
    let path = folder.path("runs.sqlite")
    let result = try ParkSimProcess.run(["run"] + arguments + ["--out", path])
    #expect(result.status == 0, "\(result.errors)")
    return try ReportedRuns(.last, of: ResultFile.openForReading(path: path))
  }

  @Test("What is read back of a run is what the park gave")
  func pastRun() throws {
    for scenario in [Self.day, "Scenarios/shangrao/two-warehouses.json"] {
      let reported = try stored([scenario, "--replace"])
      let listener = RecordingListener()
      let loaded = try ScenarioFile.load(ParkSimProcess.root.appendingPathComponent(scenario).path)
      let simulation = ParkSimulation(
        loaded.configuration,
        seed: reported.runs[0].identity.seed,
        replication: 1,
        telemetry: .none
      )
      let result = try simulation.run(listener)
      let past = try reported.past(reported.runs[0])
      var given = listener.history.records
      given.orders.sort { $0.id < $1.id }
      given.flights.sort { $0.number < $1.number }
      given.chargeSessions.sort { $0.number < $1.number }
      given.visits.sort { $0.number < $1.number }
      #expect(past.records == given)
      #expect(past.storedAtEnd == result.drones.map(\.storedAtEnd))
      #expect(!given.flights.isEmpty && !given.chargeSessions.isEmpty)
    }
  }

  @Test("Figures of the first screen are those of the file")
  func figures() throws {
    let reported = try stored([Self.day, "--replications", "3"])
    let report = try Report(of: reported)
    let page = report.page(in: .english)
    let rows = try reported.file.query(
      "SELECT avg(value) FROM v_metric WHERE name = 'lead_time_s'"
    ).rows
    guard case .real(let lead) = rows[0][0] else {
      Issue.record("no lead time")
      return
    }
    #expect(page.contains(">\(NumberText.fixed(lead / 60, 1)) min<"))
    for metric in report.metrics.all {
      guard let mean = metric.mean else { continue }
      #expect(
        page.contains(
          "<code>\(metric.definition.name)</code></td><td class=\"number\">\(NumberText.significant(mean))</td>"
        ),
        "\(metric.definition.name)"
      )
    }
    #expect(report.metrics.all.count > 40)
  }

  @Test("The bottleneck of the reference day, and when it set in")
  func bottleneckOfTheDay() throws {
    let report = try Report(of: stored([Self.day]))
    let found = try #require(report.bottlenecks.first?.found)
    #expect(report.bottlenecks.count == 1)
    #expect(found.shortage == .bays)
    let words = BottleneckWords(found, clockStart: 0, warehouse: nil)
    #expect(
      words.headline.english
        == "Drones wait for charging bays, which held orders up from 12:42 to 14:35 and from 19:32 to 20:44"
    )
    #expect(words.headline.chinese == "无人机等待充电位，导致订单等待（12:42 至 14:35、19:32 至 20:44）")
    // What is said of drones adds up to all of them.
    #expect(found.meanwhile.values.reduce(0, +) <= Double(found.drones) + 1e-9)
  }

  @Test("Of several runs the times are those at which orders wait on average")
  func periodsOfSeveralRuns() throws {
    let report = try Report(of: stored([Self.day, "--replications", "4"]))
    let line = try #require(report.bottlenecks.first?.found).line
    // A quarter of an hour of the mean, from the lines of the runs themselves.
    let waits = report.past.compactMap { run in run.places.first { $0.name == "drone" }?.waiting }
    let means = (0..<96).map { quarter -> Double in
      let (from, to) = (Double(quarter) * 900, Double(quarter + 1) * 900)
      return waits.compactMap { $0.average(from: from, to: to) }.reduce(0, +) / 4
    }
    let peak = try #require(means.max())
    #expect(line.periods.count == 2 && peak > 5)
    for (quarter, mean) in means.enumerated() where mean >= max(0.5, peak / 10) {
      let start = Double(quarter) * 900
      guard mean > 0.05 * means.reduce(0, +) else { continue }
      #expect(line.periods.contains { $0.from <= start && start < $0.to }, "\(quarter)")
    }
    #expect(line.periods.map(\.most).max() == peak)
  }

  @Test("A zone that has most of the late orders is named, with its share of all")
  func lateZone() throws {
    let report = try Report(of: stored(["Scenarios/shangrao/two-warehouses.json"]))
    let orders = report.past[0].records.orders.filter { $0.warehouse.index == 0 }
    let late = orders.filter {
      $0.state == .delivered ? $0.closedAt! > $0.promisedBy : $0.closedAt == nil
    }
    let zone = try #require(report.bottlenecks[0].found?.lateZone)
    let number = try #require(reportedZone(zone.name, report))
    #expect(zone.shareOfLate == Double(late.count { $0.zone == number }) / Double(late.count))
    #expect(zone.shareOfAll == Double(orders.count { $0.zone == number }) / Double(orders.count))
    #expect(zone.shareOfLate >= 1.5 * zone.shareOfAll)
  }

  private func reportedZone(_ name: String, _ report: Report) -> Int? {
    report.past[0].plan.entities(.zone).firstIndex { $0.name == name }
  }

  @Test("Each of two warehouses has its own bottleneck")
  func twoWarehouses() throws {
    let report = try Report(of: stored(["Scenarios/shangrao/two-warehouses.json"]))
    #expect(report.bottlenecks.map(\.warehouse) == ["cold-store", "general"])
    #expect(report.bottlenecks.map(\.found?.shortage) == [.charging, .bays])
  }

  @Test("By how many a late order was overtaken, counted one by one")
  func overtaken() throws {
    let reported = try stored([
      "Scenarios/shangrao/two-warehouses.json", "--set", "dispatch.policy=nearest",
    ])
    let report = try Report(of: reported)
    let (run, orders) = (report.past[0], report.past[0].records.orders)
    for (index, bottleneck) in report.bottlenecks.enumerated() {
      let own = orders.filter { Int($0.warehouse.index) == index && $0.packEndedAt != nil }
      let late = own.filter { $0.state == .delivered && $0.closedAt! > $0.promisedBy }
      let open = own.filter { $0.closedAt == nil && $0.promisedBy <= run.end }
      let counts = (late + open).map { order in
        own.count {
          $0.packEndedAt! > order.packEndedAt!
            && $0.dispatchedAt ?? run.end < order.dispatchedAt ?? run.end
        }
      }
      let found = try #require(bottleneck.found)
      #expect(!counts.isEmpty)
      #expect(found.overtakenBy == Double(counts.reduce(0, +)) / Double(counts.count))
      #expect(found.overtakenBy > 1 && found.policy == "nearest")
      let words = BottleneckWords(found, clockStart: 0, warehouse: bottleneck.warehouse)
      #expect(words.overtaken?.english.contains("is nearest") == true)
    }
  }

  @Test("Orders that are served as they came are overtaken by none")
  func servedInTurn() throws {
    let report = try Report(
      of: stored([
        Self.day, "--set", "dispatch.policy=first_free",
        "--set", "demand.orders.orders_per_hour[12]=80",
      ])
    )
    let found = try #require(report.bottlenecks.first?.found)
    #expect(found.late > 0 && found.overtakenBy == 0)
    #expect(BottleneckWords(found, clockStart: 0, warehouse: nil).overtaken == nil)
  }

  @Test(
    "Metrics of parts are those of the file, and an on-time share of each warehouse is on the first screen"
  )
  func parts() throws {
    let reported = try stored(["Scenarios/shangrao/two-warehouses.json", "--replications", "2"])
    let page = try Report(of: reported).page(in: .english)
    let rows = try reported.file.query(
      """
      SELECT kind, entity, name, avg(value) FROM v_entity_metric
      GROUP BY kind, entity, name HAVING count(value) > 0
      """
    ).rows
    #expect(rows.count > 100)
    let lines = page.split(separator: "<tr>")
    for row in rows {
      guard case .text(let part) = row[1], case .text(let name) = row[2],
        case .real(let mean) = row[3]
      else { continue }
      let shown = "<td class=\"number\">\(NumberText.significant(mean))"
      let isShown = lines.contains { line in
        line.contains("<code>\(name)</code></td>") && line.contains(shown)
          && (line.hasPrefix("<td><code>") || line.hasPrefix("<td><bdi>\(part)</bdi>"))
      }
      #expect(isShown, "\(name) of \(part)")
      if row[0] == .text("warehouse"), name == "on_time_share" {
        #expect(page.contains("<p>\(part) \(NumberText.percent(mean, decimals: 1))</p>"))
      }
    }
  }

  @Test("All runs are in the mean of what the drones do, though not all did everything")
  func runsOfOtherActivities() throws {
    let reported = try stored([
      Self.day, "--set", "fleet.m100.count=20", "--set",
      "charging.depot.chargers.standard.count=17", "--replications", "12",
    ])
    let runs = try reported.runs.map(reported.past)
    let waited = runs.map { $0.records.chargeSessions.contains { $0.startedAt != $0.requestedAt } }
    #expect(Set(waited).count == 2)
    let panel = try #require(ParkChapters.panels.first { $0.name == "fleet" })
    let figures = panel.figures(of: runs, mean: FigureMeans.mean)
    #expect(figures[0].notes.last?.english == "Means over 12 runs")
    #expect(figures[0].layers.contains { $0.name.english == "waiting for a bay" })
    // Of a run in which nobody waited or held, nothing is said of it.
    let still = try #require(waited.firstIndex(of: false))
    let alone = panel.figures(of: [runs[still]], mean: FigureMeans.mean)
    #expect(!alone[0].layers.contains { $0.name.english == "waiting for a bay" })
  }

  @Test("What a forked run had before its scenario held is not drawn")
  func forkedRun() throws {
    let saved = folder.path("afternoon.checkpoint")
    let path = folder.path("runs.sqlite")
    let bays = "charging.depot.chargers.standard.count=12"
    let save = try ParkSimProcess.run(["run", Self.day, "--until", "14:00", "--save", saved])
    let fork = try ParkSimProcess.run(["fork", saved, "--set", bays, "--out", path])
    #expect(save.status == 0 && fork.status == 0, "\(fork.errors)")
    let reported = try ReportedRuns(.last, of: ResultFile.openForReading(path: path))
    let past = try reported.past(reported.runs[0])
    #expect(past.plannedFrom == .hours(14))
    let place = try #require(past.places.first { $0.kind == "charging" })
    #expect(place.capacity?.times == [50_400] && place.capacity?.values == [12])
    let power = try #require(ParkChapters.panels.first { $0.name == "power" })
    for layer in power.figures(of: [past], mean: FigureMeans.mean)[0].layers {
      guard case .area(let series) = layer.mark else { continue }
      #expect(series.values.allSatisfy { $0 >= 0 } && series.value(at: 50_000) == 0)
    }
    let page = try Report(of: reported).page(in: .english)
    #expect(page.contains("its scenario holds from 14:00 on"))
  }

  @Test("A bottleneck is of the time and the orders that count")
  func warmUp() throws {
    let reported = try stored([
      Self.day, "--set", "study.kind=steady_state", "--set", "study.warm_up_h=24", "--set",
      "study.horizon_h=48", "--set", "initial.demand.orders.backlog_orders=150",
    ])
    let report = try Report(of: reported)
    let past = report.past[0]
    let found = try #require(report.bottlenecks.first?.found)
    #expect(found.line.jams[0].allSatisfy { $0.from >= 86_400 && $0.to <= 172_800 })
    let counted = past.records.orders.filter { $0.createdAt >= .hours(24) }
    #expect(past.countedOrders == counted && counted.count < past.records.orders.count)
    let late = counted.filter {
      $0.state == .delivered
        ? $0.closedAt! > $0.promisedBy : $0.closedAt == nil && $0.promisedBy <= past.end
    }
    #expect(found.late == Double(late.count))
    let waits = try reported.file.query(
      "SELECT value FROM v_metric WHERE name = 'queue_drone_orders'"
    ).rows
    guard case .real(let mean) = waits[0][0] else {
      Issue.record("no queue")
      return
    }
    #expect(abs(found.line.wait - mean * 86_400) < 1)
  }

  @Test("An order that came late without any wait is ascribed to no line")
  func lateWithoutWaiting() throws {
    let report = try Report(
      of: stored([
        Self.day, "--set", "demand.orders.promise_min=9", "--set",
        "warehouses.main.picking.shifts.early.people=1", "--set",
        "warehouses.main.picking.shifts.late.people=1",
      ])
    )
    let found = try #require(report.bottlenecks.first?.found)
    let orders = report.past[0].records.orders
    let late = orders.filter { $0.state == .delivered && $0.closedAt! > $0.promisedBy }
    let idle = late.count { order in
      [OrderStep.picking, .packing, .drone].allSatisfy {
        (order.visit($0)?.wait(until: report.past[0].end) ?? .zero) == .zero
      }
    }
    #expect(idle > 0 && found.late >= Double(late.count))
    #expect(found.lateByIt <= found.late - Double(idle))
  }

  @Test("Orders an hour are that of a last hour that is shorter too")
  func halfAnHour() throws {
    let reported = try stored([Self.day, "--set", "study.horizon_h=13.5"])
    let past = try reported.past(reported.runs[0])
    let panel = try #require(ParkChapters.panels.first { $0.name == "order-rate" })
    let layer = panel.figures(of: [past], mean: FigureMeans.mean)[0].layers[0]
    guard case .columns(let columns) = layer.mark else {
      Issue.record("no columns")
      return
    }
    let came = past.records.orders.count { $0.createdAt >= .hours(13) }
    #expect(columns.last?.height == 2 * Double(came) && came > 0)
  }

  @Test("Runs that were chosen are those that are shown, and no others")
  func chosenRuns() throws {
    let file = try stored([Self.day, "--replications", "5"]).file
    let chosen = try ReportedRuns(.runs([2, 4]), of: file)
    #expect(chosen.runs.map(\.id.number) == [2, 4])
    let page = try Report(of: chosen).page(in: .english)
    #expect(page.contains("means over 2 runs") && page.contains("replication 2"))
    #expect(throws: ReportError.self) { try ReportedRuns(.runs([9]), of: file) }
  }

  @Test("What a station can do for two warehouses is said to be for both")
  func sharedStation() throws {
    let scenario = folder.path("shared.json")
    let text = try String(
      contentsOf: ParkSimProcess.root.appendingPathComponent(
        "Scenarios/shangrao/two-warehouses.json"
      ),
      encoding: .utf8
    )
    let settings = ["--set", "charging.slow=null", "--set", "charging.fast.pads=null"]
    try text.write(toFile: scenario, atomically: true, encoding: .utf8)
    let path = folder.path("shared.sqlite")
    let result = try ParkSimProcess.run(["run", scenario, "--out", path] + settings)
    try #require(result.status == 0, "\(result.errors)")
    let reported = try ReportedRuns(.last, of: ResultFile.openForReading(path: path))
    let panel = try #require(ParkChapters.panels.first { $0.name == "order-rate" })
    let past = try reported.past(reported.runs[0])
    for figure in panel.figures(of: [past], mean: FigureMeans.mean) {
      let bays = figure.layers.first { $0.name.english.contains("charging bays") }
      #expect(bays?.name.english.hasSuffix("for all its warehouses") == true)
    }
  }

  @Test("A page loads nothing, and names from a scenario are text")
  func hostileNames() throws {
    let name = "</script><script>alert(1)</script> \" ' \u{202E}مرحبا"
    let setting = "name=" + String(decoding: try JSONEncoder().encode(name), as: UTF8.self)
    let report = try Report(of: stored([Self.day, "--set", setting, "--variant", "<img src=x>"]))
    let page = report.page(in: .chinese)
    #expect(!page.contains("<script>alert") && !page.contains("<img src=x>"))
    #expect(page.contains("&lt;script&gt;alert(1)"))
    #expect(page.matches(of: /<script/).count == page.matches(of: /<\/script>/).count)
    #expect(!page.contains("http://") || !page.contains(/(?:src|href)="http/))
    #expect(page.contains("<html lang=\"zh-Hans\">"))
  }

  @Test func whatIsPutIntoAPageIsText() {
    let text = "<b>&\"'"
    let piece: HTML = "<p>\(text)</p>"
    #expect(piece.text == "<p>&lt;b&gt;&amp;&quot;&#39;</p>")
    let around: HTML = "<div>\(piece)</div>"
    #expect(around.text == "<div><p>&lt;b&gt;&amp;&quot;&#39;</p></div>")
  }
}
