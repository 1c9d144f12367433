import Testing

@testable import ParkCommands

struct TextTableTests {
  @Test func wideCharactersTakeTwoColumns() {
    var table = TextTable([("key", .left), ("n", .right), ("end", .left)])
    table.add(["上饶", "7", "x"])
    table.add(["a", "1000", "y"])
    #expect(table.lines == ["key      n  end", "上饶     7  x", "a     1000  y"])
  }

  @Test func aCellThatIsTooWidePushesItsOwnLineOnly() {
    var table = TextTable([("key", .left), ("value", .left), ("end", .left)])
    table.widest = 6
    table.add(["a long name", "1", "x"])
    table.add(["b", "a long value", "y"])
    #expect(
      table.lines == [
        "key          value  end", "a long name  1      x", "b            a long value  y",
      ]
    )
  }
}
