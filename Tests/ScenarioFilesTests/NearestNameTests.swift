import Testing

@testable import ScenarioFiles

struct NearestNameTests {
  @Test(arguments: [
    (first: "", second: "", distance: 0), (first: "", second: "abc", distance: 3),
    (first: "count", second: "cuont", distance: 1),
    (first: "kitten", second: "sitting", distance: 3),
    (first: "ab", second: "ba", distance: 1), (first: "ca", second: "abc", distance: 3),
    (first: "flaw", second: "lawn", distance: 2),
  ])
  func distancesAreThoseWorkedByHand(first: String, second: String, distance: Int) {
    #expect(NearestName.distance(Array(first), Array(second)) == distance)
    #expect(NearestName.distance(Array(second), Array(first)) == distance)
  }

  @Test(arguments: [
    (typed: "cuont", nearest: "count"), (typed: "Count", nearest: "count"),
    (typed: "capacity", nearest: "capacity_wh"), (typed: "capacity_kwh", nearest: "capacity_wh"),
    (typed: "masskg", nearest: "mass_kg"), (typed: "zebra", nearest: nil),
    (typed: String(repeating: "count", count: 100_000), nearest: nil),
  ])
  func nearNamesAreFound(typed: String, nearest: String?) {
    #expect(NearestName.of(typed, among: ["count", "capacity_wh", "mass_kg"]) == nearest)
  }
}
