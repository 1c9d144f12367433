internal import Glibc

/// The options of a benchmark, read from the command line.
package struct Options {
  private var numbers: [String: Int]
  private var switches: Set<String>

  /// Reads the command line; a wrong one prints the usage and ends the process with 2.
  ///
  /// - Parameters:
  ///   - numbers: Options that take a whole number from 1 on, with their defaults.
  ///   - switches: Options that stand alone.
  package init(numbers: [String: Int], switches: Set<String>) {
    self.numbers = numbers
    self.switches = []
    var arguments = CommandLine.arguments.dropFirst()
    while let name = arguments.popFirst() {
      if switches.contains(name) {
        self.switches.insert(name)
      } else if numbers[name] != nil, let value = arguments.popFirst().flatMap({ Int($0) }),
        value > 0
      {
        self.numbers[name] = value
      } else {
        Self.endWithUsage(numbers: numbers, switches: switches)
      }
    }
  }

  /// The value of an option that takes a number.
  package func number(_ name: String) -> Int { numbers[name] ?? 0 }

  /// Whether an option that stands alone was given.
  package func isOn(_ name: String) -> Bool { switches.contains(name) }

  private static func endWithUsage(numbers: [String: Int], switches: Set<String>) -> Never {
    let words =
      numbers.keys.sorted().map { "[\($0) N]" } + switches.sorted().map { "[\($0)]" }
    print("usage: \(CommandLine.arguments.first ?? "benchmark") \(words.joined(separator: " "))")
    exit(2)
  }
}
