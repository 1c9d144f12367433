import DiscreteEvents
import LogisticsPark
import ScenarioFiles
import TestSupport
import Testing

/// Sources and goods as scenario files have them.
struct SourceFormatTests {
  private static let text = """
    {
      "format": 3, "name": "t", "study": { "kind": "terminating", "horizon_h": 24 },
      "zones": {
        "c": { "x_m": 0, "y_m": 300, "radius_m": 50 },
        "a": { "x_m": 300, "y_m": 0, "radius_m": 50 },
        "unused": { "x_m": 0, "y_m": 0, "radius_m": 50 }
      },
      "goods": {
        "tea": { "weight_kg": { "low": 0.1, "high": 0.3 } },
        "books": { "weight_kg": { "low": 0.2, "high": 0.5 } }
      },
      "demand": {
        "shop": {
          "orders_per_hour": [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1], "scale": 2,
          "promise_min": 60, "goods": { "tea": 3, "books": 1 }, "zones": { "c": 2, "a": 1 }
        },
        "diary": {
          "kind": "recorded", "rows": "created_s,zone;10,c;20,c",
          "promise_min": 30, "weight_kg": { "low": 0.1, "high": 0.3 }, "zones": { "c": 1 }
        }
      },
      "initial": { "demand": { "shop": { "backlog_orders": 4 } } }
    }
    """

  private func read(_ settings: String...) throws -> Scenario {
    try ScenarioFile.read(SourceText(name: "t", text: Self.text), settings: settings)
  }

  private func faults(_ settings: String...) -> [ScenarioFault] {
    do {
      _ = try ScenarioFile.read(SourceText(name: "t", text: Self.text), settings: settings)
      return []
    } catch let faults as ScenarioFaults {
      return faults.faults
    } catch {
      Issue.record("\(error)")
      return []
    }
  }

  @Test func sourcesAndGoodsAreReadByTheirIds() throws {
    let demand = try #require(read().configuration.demand)
    #expect(demand.sources.map(\.id) == ["diary", "shop"])
    #expect(demand.goods.map(\.id) == ["books", "tea"])
    // Zones that no source names are nobody's.
    #expect(demand.zones.map(\.id) == ["a", "c"])
    let (diary, shop) = (demand.sources[0], demand.sources[1])
    #expect(diary.recordedOrders?.map(\.zone) == [1, 1])
    #expect(diary.zones == [OrderShare(1, share: 1)])
    #expect(shop.ordersPerHour == Array(repeating: 2, count: 24))
    #expect(shop.payload == .goods([OrderShare(0, share: 1), OrderShare(1, share: 3)]))
    #expect(shop.zones == [OrderShare(0, share: 1), OrderShare(1, share: 2)])
    #expect((diary.backlogOrders, shop.backlogOrders) == (0, 4))
    #expect((diary.promise, shop.promise) == (.minutes(30), .minutes(60)))
  }

  @Test func aScenarioWithSourcesIsTheSameWhenItsResolvedTextIsRead() throws {
    let scenario = try read()
    let again = try ScenarioFile.read(
      resolved: SourceText(name: "resolved", text: scenario.canonicalText),
      settings: []
    )
    #expect(again.digest == scenario.digest)
    #expect(again.configuration == scenario.configuration)
  }

  @Test(
    "What does not go together is told where it stands",
    arguments: [
      (["demand.shop.weight_kg={\"low\":0.1,\"high\":0.3}"], "E0301", "/demand/shop/weight_kg"),
      (["demand.diary.weight_kg=null"], "E0202", "/demand/diary/weight_kg"),
      (["demand.shop.goods.coffee=1"], "E0302", "/demand/shop/goods/coffee"),
      (["goods.tea.weight_kg=null"], "E0202", "/goods/tea/weight_kg"),
      (["demand.shop.zones={\"d\":1}"], "E0302", "/demand/shop/zones/d"),
      (["initial.demand.show.backlog_orders=3"], "E0302", "/initial/demand/show"),
      (
        ["warehouses={\"n\":{},\"s\":{}}", "demand.diary.warehouse=n"], "E0301", "/demand/shop"
      ),
    ]
  )
  func whatDoesNotGoTogetherIsTold(settings: [String], code: String, place: String) throws {
    do {
      _ = try ScenarioFile.read(SourceText(name: "t", text: Self.text), settings: settings)
      Issue.record("\(settings) are read")
    } catch let faults as ScenarioFaults {
      #expect(faults.faults.map(\.code) == [code])
      #expect(faults.faults.map(\.place.pointer) == [place])
    }
  }

  @Test func aTableMayNameTheZonesOfItsSourceOnly() {
    let found = faults("demand.diary.rows=\"created_s,zone;10,a\"")
    #expect(found.count == 1 && found[0].place.pointer == "/demand/diary/rows")
  }

  @Test func tableFaultsOfAllSourcesAreTold() {
    let found = faults(
      "demand.diary.rows=\"created_s,zone;-1,c\"",
      "demand.shop={\"kind\":\"recorded\",\"rows\":\"created_s,zone;1,x\",\"promise_min\":5,"
        + "\"goods\":{\"tea\":1}}"
    )
    #expect(
      found.map(\.place.pointer) == ["/demand/diary/rows", "/demand/shop/rows"]
        || found.map(\.place.pointer) == ["/demand/shop/rows", "/demand/diary/rows"]
    )
  }
}
