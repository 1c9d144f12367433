import Foundation
import LogisticsPark
import ResultStore
import TestSupport
import Testing

@testable import Reports

/// What is played back is what the file holds.
struct PlaybackDataTests {
  private let folder: TemporaryFolder
  private let reported: ReportedRuns
  private let data: [String: Any]

  init() throws {
    folder = try TemporaryFolder()
    let path = folder.path("two.sqlite")
    let result = try ParkSimProcess.run([
      "run", "Scenarios/shangrao/two-warehouses.json", "--out", path,
    ])
    #expect(result.status == 0, "\(result.errors)")
    reported = try ReportedRuns(.last, of: ResultFile.openForReading(path: path))
    let text = PlaybackData([("base", try reported.past(reported.runs[0]))]).json
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    data = try #require(object as? [String: Any])
  }

  private var variant: [String: Any] {
    get throws { try #require((data["variants"] as? [[String: Any]])?.first) }
  }

  private func names(_ table: String) throws -> [String] {
    let park = try #require(data["park"] as? [String: Any])
    return try #require(park[table] as? [[String: Any]]).compactMap { $0["id"] as? String }
  }

  @Test(
    arguments: [
      (
        "orders",
        """
        SELECT created_s AS created, promised_s AS promised, pick_started_s AS pick_started, pick_ended_s AS pick_ended,
          pack_started_s AS pack_started, pack_ended_s AS pack_ended, dispatched_s AS dispatched, closed_s AS closed
        FROM v_order ORDER BY order_number
        """
      ),
      (
        "flights",
        """
        SELECT started_s AS started, arrived_s AS arrived, delivered_s AS delivered, returned_s AS returned, ended_s AS ended
        FROM v_flight ORDER BY flight_number
        """
      ),
      (
        "sessions",
        """
        SELECT requested_s AS requested, started_s AS started, ended_s AS ended
        FROM v_charge_session ORDER BY session_number
        """
      ),
    ]
  )
  func instantsAreThoseOfTheFile(table: String, question: String) throws {
    let rows = try reported.file.query(question)
    let columns = try #require(variant[table] as? [String: [Any]])
    for (place, name) in rows.columns.enumerated() {
      let column = try #require(columns[name])
      #expect(column.count == rows.rows.count && column.count > 100)
      for (shown, row) in zip(column, rows.rows) {
        switch row[place] {
        case .real(let value):
          let number = try #require(shown as? NSNumber).doubleValue
          #expect(abs(number - value) <= 0.0005 + 1e-9, "\(name)")
        case .null: #expect(shown is NSNull)
        case .integer, .text: Issue.record("\(name) is no instant")
        }
      }
    }
  }

  @Test func padsAndDronesAreThoseOfTheFile() throws {
    let rows = try reported.file.query(
      "SELECT drone, from_pad, to_pad FROM v_flight ORDER BY flight_number"
    ).rows
    let flights = try #require(variant["flights"] as? [String: [Any]])
    let (pads, drones) = (try names("pads"), try names("drones"))
    for (index, row) in rows.enumerated() {
      let shown = try ["drone", "from", "to"].map { name in
        try #require(flights[name]?[index] as? NSNumber).intValue
      }
      #expect(row == [.text(drones[shown[0]]), .text(pads[shown[1]]), .text(pads[shown[2]])])
    }
  }

  /// No drone flew an order with less than the order asks, and what has less is what the rules refuse.
  @Test func theLeastChargeIsThatOfTheRules() throws {
    let all = try #require(variant["least_charge"] as? [[Any]])
    let park = try #require(data["park"] as? [String: Any])
    let drones = try #require(park["drones"] as? [[String: Any]])
    let flights = try #require(variant["flights"] as? [String: [Any]])
    let number = { (table: [Any]?, row: Int) in (table?[row] as? NSNumber)?.doubleValue }
    var flown = 0
    for flight in try #require(flights["drone"]).indices {
      let drone = Int(try #require(number(flights["drone"], flight)))
      guard let order = number(flights["order"], flight).map({ Int($0) }) else { continue }
      let group = try #require(drones[drone]["group"] as? Int)
      let least = try #require(number(all[group], order))
      let charge = try #require(number(flights["charge_start"], flight))
      #expect(charge >= least - 1e-4, "flight \(flight)")
      flown += 1
    }
    #expect(flown > 100)
    let plan = reported.plan
    let records = try reported.past(reported.runs[0]).records.orders
    for (index, order) in records.enumerated() where index.isMultiple(of: 7) {
      let needs = plan.fleet.rules.needs(
        to: order.destination,
        payload: order.weight,
        from: order.warehouse
      )
      for (group, need) in zip(plan.fleet.rules.groups.indices, needs) {
        let type = plan.fleet.rules.groups[group].type
        let capacity = plan.fleet.rules.types[type].battery.capacity
        guard let least = number(all[group], index) else {
          #expect(!need.energy.isFinite)
          continue
        }
        let (more, less) = ((least + 1e-4) * capacity, (least - 1e-4) * capacity)
        #expect(plan.fleet.rules.mayFly(need, stored: more, type: type))
        #expect(!plan.fleet.rules.mayFly(need, stored: less, type: type))
      }
    }
  }

  @Test func linesAreThoseOfTheView() throws {
    let places = try #require(variant["places"] as? [[String: Any]])
    var compared = 0
    for place in places {
      let kind = try #require(place["kind"] as? String)
      let owner = try #require(place["place"] as? String)
      let rows = try reported.file.query(
        """
        SELECT time_s, waiting, served FROM v_queue
        WHERE place_kind = '\(kind)' AND place = '\(owner)' ORDER BY time_s
        """
      ).rows
      let times = try #require(place["t"] as? [NSNumber]).map(\.doubleValue)
      let waiting = try #require(place["waiting"] as? [NSNumber]).map(\.int64Value)
      let served = try #require(place["served"] as? [NSNumber]).map(\.int64Value)
      for row in rows {
        guard case .real(let time) = row[0] else { continue }
        // The last change up to an instant; times are rounded to a millisecond.
        let index = try #require(times.lastIndex { $0 <= time + 0.0005 })
        guard times[index] >= time - 0.0005 else { continue }
        let isAlone = !times.indices.contains(index + 1) || times[index + 1] > time + 0.001
        if isAlone, index == 0 || times[index - 1] < time - 0.001 {
          #expect(row[1] == .integer(waiting[index]), "\(kind) of \(owner) at \(time)")
          #expect(row[2] == .integer(served[index]), "\(kind) of \(owner) at \(time)")
          compared += 1
        }
      }
    }
    #expect(places.count == 13 && compared > 1000)
  }

  @Test func noTextEndsTheElementAroundIt() {
    let text = JSONColumns.quoted("</script><!-- & \u{2028} \"\\\u{1} 中")
    #expect(text == "\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028 \\\"\\\\\\u0001 中\"")
    #expect(JSONColumns.number(1.2340004) == "1.234")
    #expect(JSONColumns.number(100) == "100" && JSONColumns.number(0) == "0")
  }
}
