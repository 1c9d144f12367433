import DiscreteEvents
import TestSupport
import Testing
import Wording

@testable import LogisticsPark

/// What chapters say fits together: names, tables, records, sizes.
struct ChapterTests {
  @Test func metricsAreNamedOnce() {
    let names = MetricCatalogue.definitions.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(names.first == "orders_created" && names.last == "telemetry_samples")
  }

  @Test(
    "The metrics that a run is said to have are those that it has, in the order of the catalogue"
  )
  func namesAreKnownBeforeTheRun() throws {
    var streams = StreamDirectory(seed: 20, replication: 1)
    var stream = streams.stream("parks")
    var seen: Set<String> = []
    let catalogue = MetricCatalogue.definitions.map(\.name)
    for number in 0..<60 {
      var park = ParkConfiguration.randomOfManyParts(&stream)
      park.study.horizon = .hours(1)
      park.study.warmUp = .zero
      park.study.ordersFrom = nil
      park.study.ordersUntil = nil
      if number % 5 == 0 {
        park.charging = nil
        park.fleets.removeAll { !$0.carriesOrders }
      }
      if number % 7 == 0 { park.fleets = [] }
      if number % 3 == 0 { park.sensors = .make() }
      if number % 11 == 0 { park.warehouse = WarehouseConfiguration(picking: nil, packing: nil) }
      let telemetry: TelemetryLevel = number % 2 == 0 ? .summary : .none
      let run = ParkSimulation(park, seed: 1, replication: 1, telemetry: telemetry)
      let names = try run.run(IgnoringListener()).metrics.map(\.name)
      #expect(names == run.metricNames, "park \(number)")
      #expect(names == catalogue.filter(names.contains), "park \(number)")
      seen.formUnion(names)
    }
    #expect(seen == Set(catalogue))
  }

  @Test func everyKindOfRecordHasATableWhoseFirstColumnIsItsNumber() {
    let layouts = RecordTables.layouts
    #expect(layouts.map(\.name) == ["orders", "flights", "visits", "charge_sessions", "alerts"])
    for layout in layouts {
      #expect(layout.columns[0].kind == .integer && layout.columns[0].isRequired)
      #expect(Set(layout.columns.map(\.name)).count == layout.columns.count)
      for column in layout.columns {
        let ending: String? =
          switch column.kind {
          case .time: "_us"
          case .entity: "_id"
          case .integer, .real, .text, .truth: nil
          }
        if let ending { #expect(column.name.hasSuffix(ending), "\(layout.name).\(column.name)") }
      }
    }
  }

  @Test func summariesNameMetricsThatThereAre() {
    let titles = ParkChapters.summary.map(\.title.english)
    #expect(titles == ["Waits", "Sensors"])
    let known = Set(MetricCatalogue.definitions.map(\.name))
    for part in ParkChapters.summary.flatMap(\.parts) { #expect(known.contains(part.metric)) }
    #expect(ParkChapters.summary[0].parts.map(\.before.english).last == "charging bay")
  }

  @Test("Records of all kinds are counted, added and thrown away")
  func recordsOfAllKindsAreTakenTogether() throws {
    let kept = KeptRecords()
    _ = try ParkSimulation(.make(horizon: .hours(6)), seed: 1, replication: 1, telemetry: .none)
      .run(kept)
    let records = kept.records
    #expect(!records.orders.isEmpty && !records.flights.isEmpty && !records.chargeSessions.isEmpty)
    #expect(
      records.count == records.orders.count + records.flights.count + records.chargeSessions.count
    )
    var twice = records
    twice.append(records)
    #expect(twice.count == 2 * records.count)
    #expect(Array(twice.flights.suffix(records.flights.count)) == records.flights)
    twice.removeAll()
    #expect(twice == ParkRecords())
  }

  /// What is held for each pending event and each drone; a string or an array here would show in every fork.
  @Test func eventsAndDronesStaySmall() {
    #expect(MemoryLayout<ParkEvent>.size <= 24)
    #expect(MemoryLayout<Drone>.size <= 516)
    #expect(MemoryLayout<AvailableDrone>.size <= 48)
  }
}
