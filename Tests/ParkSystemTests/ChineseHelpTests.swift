import TestSupport
import Testing

@testable import ParkCommands

/// The help in Chinese.
struct ChineseHelpTests {
  private static let all = HelpCommand.root?.all(path: "parksim") ?? []

  @Test("Every command and every argument has its words, and there are none of what is gone")
  func nothingIsForgotten() throws {
    #expect(Self.all.count > 25)
    for (path, command) in Self.all {
      let words = try #require(ChineseHelp.commands[path], "no words for \(path)")
      for argument in command.shownArguments {
        let text = ChineseHelp.argument(argument.name, of: path)
        #expect(text?.hasSuffix("。") == true, "\(path) \(argument.name)")
      }
      let names = Set(command.shownArguments.map(\.name))
      let gone = Set(words.arguments.keys).subtracting(names)
      #expect(gone.isEmpty, "\(path): \(gone)")
    }
    let paths = Set(Self.all.map(\.path))
    #expect(Set(ChineseHelp.commands.keys).subtracting(paths).isEmpty)
  }

  @Test("Help is in Chinese, however it is asked for, and no wider than a terminal")
  func helpIsInChinese() throws {
    for (path, _) in Self.all where path != "parksim help" {
      let words = path.split(separator: " ").dropFirst().map(String.init)
      let page = try ChineseProse.run(["help"] + words)
      #expect(page.status == 0)
      #expect(try ChineseProse.run(words + ["--help"]).output == page.output)
      #expect(
        ChineseProse.sentences(in: page.output).isEmpty,
        "\(path): \(ChineseProse.sentences(in: page.output))"
      )
      #expect(page.output.hasPrefix("概述："), "\(path)")
      for part in ["用法：" + path, "选项："] { #expect(page.output.contains(part), "\(path)") }
      for line in page.output.split(separator: "\n") where !line.contains("parksim ") {
        #expect(ChineseProse.width(of: line) <= 80, "\(path): \(line)")
      }
    }
    #expect(try ChineseProse.run(["-h"]).output == ChineseProse.run([]).output)
  }

  @Test("The options and examples of English are all there")
  func nothingIsLeftOut() throws {
    for (path, command) in Self.all where path != "parksim help" {
      let words = path.split(separator: " ").dropFirst().map(String.init)
      let page = try ChineseProse.run(["help"] + words).output
      for argument in command.shownArguments { #expect(page.contains("  " + argument.synopsis)) }
      for line in (command.discussion ?? "").split(separator: "\n")
      where line.hasPrefix("  parksim") {
        #expect(page.contains(line))
      }
    }
  }

  @Test(
    "Chinese breaks before no mark that closes and after none that opens",
    arguments: [
      (text: "一二三四五，六", width: 10, lines: ["一二三四", "五，六"]),
      (text: "一二三（四）五", width: 9, lines: ["一二三", "（四）五"]),
      (text: "一 two 三", width: 6, lines: ["一 two", "三"]),
      (text: "", width: 6, lines: [""]),
    ]
  )
  func folding(text: String, width: Int, lines: [String]) {
    #expect(ChineseHelpPage.folded(text, width: width) == lines)
  }
}
