import DiscreteEvents
import Foundation
import LogisticsPark
import Testing

@testable import ResultStore

struct EventLogTests {
  private let folder: TemporaryFolder
  private let file: ResultFile
  private var log: String { folder.path + "/events.csv" }

  init() throws {
    folder = try TemporaryFolder()
    file = try ResultFile.open(path: folder.results, create: true)
  }

  @Test("The story of a small run, line by line")
  func theStoryOfASmallRun() throws {
    try RunData().store(in: file)
    _ = try file.begin(RunData.replication(2).identity, provenance: RunData().provenance)
    let summary = try file.exportVidigi(to: log, replace: false)
    #expect(summary.tables == [ExportSummary.Table(name: "event", rows: 32)])
    let text = try String(contentsOfFile: log, encoding: .utf8)
    #expect(
      text
        == """
        entity_id,pathway,event_type,event,time,resource_id,run_number
        order-1,order,arrival_departure,arrival,1.000001,,1
        order-1,order,queue,wait_pick,1.000001,,1
        order-1,order,resource_use,pick,2.0,1,1
        order-1,order,resource_use_end,pick_end,3.0,1,1
        order-1,order,queue,wait_pack,3.0,,1
        order-1,order,resource_use,pack,4.0,1,1
        order-1,order,resource_use_end,pack_end,5.0,1,1
        order-1,order,queue,wait_drone,5.0,,1
        order-1,order,resource_use,carry,6.0,2,1
        flight-1,flight,arrival_departure,arrival,6.5,,1
        flight-1,flight,resource_use,fly,6.5,2,1
        order-1,order,resource_use_end,carry_end,7.0,2,1
        order-1,order,arrival_departure,depart,7.0,,1
        order-2,order,arrival_departure,arrival,8.0,,1
        order-2,order,queue,wait_pick,8.0,,1
        flight-1,flight,resource_use_end,fly_end,8.5,2,1
        flight-1,flight,arrival_departure,depart,8.5,,1
        charge-1,charge,arrival_departure,arrival,8.5,,1
        charge-1,charge,queue,wait_bay,8.5,,1
        charge-1,charge,resource_use,charge,8.6,1,1
        order-3,order,arrival_departure,arrival,9.0,,1
        order-3,order,arrival_departure,depart,9.0,,1
        charge-1,charge,resource_use_end,charge_end,9.4,1,1
        charge-1,charge,arrival_departure,depart,9.4,,1
        flight-2,flight,arrival_departure,arrival,9.5,,1
        flight-2,flight,resource_use,fly,9.5,1,1
        charge-2,charge,arrival_departure,arrival,9.9,,1
        charge-2,charge,queue,wait_bay,9.9,,1
        order-2,order,arrival_departure,depart,3600.0,,1
        flight-2,flight,resource_use_end,fly_end,3600.0,1,1
        flight-2,flight,arrival_departure,depart,3600.0,,1
        charge-2,charge,arrival_departure,depart,3600.0,,1

        """.replacingOccurrences(of: "\n", with: "\r\n")
    )
  }

  private func order(_ number: Int, pick: ClosedRange<Int64>) -> StoredOrder {
    StoredOrder(
      number: number,
      zone: "east",
      destination: Position(x: 0, y: 0),
      weight: 1,
      createdAt: .zero,
      promisedBy: .hours(1),
      pickStartedAt: SimulationTime(ticks: pick.lowerBound),
      pickEndedAt: SimulationTime(ticks: pick.upperBound),
      state: .waitingForPacker
    )
  }

  @Test("Who picks at the same time stands at another place; a free place is taken again")
  func placesAreTheLowestThatAreFree() {
    let log = EventLog(
      orders: [
        order(1, pick: 0...10), order(2, pick: 1...5), order(3, pick: 5...6),
        order(4, pick: 10...12),
        order(5, pick: 11...13),
      ],
      flights: [],
      drones: [],
      end: .hours(1)
    )
    let picks = log.events.filter { $0.name == "pick" }
    #expect(picks.map(\.entity) == (1...5).map { "order-\($0)" })
    #expect(picks.map(\.resource) == [1, 2, 2, 1, 2])
  }

  @Test func whatIsWorkedOnAtTheEndEndsWithTheRun() throws {
    var picking = order(1, pick: 5...5)
    picking.pickEndedAt = nil
    picking.state = .picking
    let log = EventLog(orders: [picking], flights: [], drones: [], end: .seconds(60))
    #expect(
      log.events.map(\.name) == ["arrival", "wait_pick", "pick", "pick_end", "depart"]
    )
    #expect(log.events.suffix(2).allSatisfy { $0.time == .seconds(60) })
  }

  @Test func aDayIsWellFormed() throws {
    try WellFormedLog.check(
      EventLog(
        orders: (1...200).map { number in
          let start = Int64(number * 7 % 31)
          return order(number, pick: start...start + Int64(number * 13 % 17))
        },
        flights: [],
        drones: [],
        end: .hours(1)
      ).events
    )
  }
}

/// What must hold in every event log.
enum WellFormedLog {
  static func check(_ events: [EventLog.Event]) throws {
    #expect(zip(events, events.dropFirst()).allSatisfy { $0.time <= $1.time })
    for (entity, life) in Dictionary(grouping: events, by: \.entity) {
      #expect(life.first?.name == "arrival" && life.last?.name == "depart", "\(entity)")
      #expect(life.filter { $0.kind == .arrivalDeparture }.count == 2, "\(entity)")
      var open: EventLog.Event?
      for event in life {
        switch event.kind {
        case .resourceUse:
          #expect(open == nil, "\(entity)")
          #expect(event.resource != nil)
          open = event
        case .resourceUseEnd:
          #expect(open?.resource == event.resource && event.name == (open?.name ?? "") + "_end")
          open = nil
        default: #expect(open == nil && event.resource == nil, "\(entity)")
        }
      }
    }
  }
}
