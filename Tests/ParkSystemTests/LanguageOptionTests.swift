import TestSupport
import Testing

/// Faults of scenarios in the language that the user asks for.
struct LanguageOptionTests {
  private let faulty = [
    "scenario", "load", "Scenarios/shangrao/day.json", "--set",
    "charging.depot.chargers.standard.count=0",
  ]

  private let chinese = """
    --set charging.depot.chargers.standard.count=0:1:40: 错误 E0204（位于 /charging/depot/chargers/standard/count）：此处是数字 0，\
    应为 1 到 10000 之间的整数（单位：个充电桩）
      charging.depot.chargers.standard.count=0
                                             ^
    帮助：写 1 或更大的数；没有 "charging" 时无人机只用最初的电量

    """

  @Test func englishIsSpokenUnlessSomebodyAsks() throws {
    let result = try ParkSimProcess.run(faulty)
    #expect(result.status == 2)
    #expect(
      result.errors.contains(
        "found the number 0; allowed is a whole number from 1 to 10000 chargers"
      )
    )
  }

  @Test(arguments: [
    (options: ["--lang", "zh"], environment: [:]),
    (options: ["--lang=zh-Hans"], environment: [:]),
    (options: [], environment: ["LC_ALL": "zh_CN.UTF-8"]),
    (options: [], environment: ["LC_ALL": "", "LANG": "zh_CN.UTF-8"]),
  ])
  func chineseIsSpokenOnDemand(options: [String], environment: [String: String]) throws {
    let result = try ParkSimProcess.run(faulty + options, environment: environment)
    #expect(result.status == 2)
    #expect(result.errors == chinese)
  }

  @Test(arguments: [["--lang", "fr"], ["--lang"]])
  func otherLanguagesAreRefused(option: [String]) throws {
    let result = try ParkSimProcess.run(faulty + option)
    #expect(result.status == 2)
    #expect(result.errors.contains("en or zh"))
  }
}
