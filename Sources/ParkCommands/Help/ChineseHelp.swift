import LogisticsPark

/// What a command and its arguments are for, in Chinese.
///
/// The argument parser knows one language. Its description of the commands says what there is, so that nothing can
/// be forgotten: a test asks for the words of every command and of every argument.
struct ChineseHelp {
  /// What it does, in a sentence.
  var abstract: String
  /// What else there is to know; the examples are those of the English help.
  var discussion = ""
  /// What arguments are for, by their names: `--seed`, or `<file>` of one without a name.
  ///
  /// What is not here is in ``shared``.
  var arguments: [String: String] = [:]

  /// All commands by their paths, such as `parksim scenario load`.
  static let commands: [String: ChineseHelp] =
    [ofRuns, ofExperiments, ofResults, ofExchange, ofScenarios, ofChecks, ofCoursework].reduce(
      into: [:]) {
      $0.merge($1) { first, _ in first }
    }

  /// Arguments that mean the same wherever they are, by name.
  static let shared = [
    "--version": "显示版本。",
    "--help": "显示帮助。",
    "<scenario>": "场景文件（JSON）。",
    "<file>": "结果文件。",
    "<experiment>": "实验文件（JSON）。",
    "--json": "在标准输出上打印一个 JSON 对象。",
    "--set": "更改场景的一个键，如 fleet.m100.count=12；可重复使用。",
    "--confined": "场景不得读取其所在文件夹之外的文件，经链接也不行：用于检查他人提交的文件。",
    "--limit":
      "放宽或收紧一个命令的规模上限：运行数 runs（默认 \(CostLimit.runs.standard)）、一次运行的订单 orders 与事件 events"
      + "（\(CostLimit.orders.standard)、\(CostLimit.events.standard)）、存入的行 rows"
      + "（\(CostLimit.rows.standard)）；可重复使用。",
    "--jobs": "同时进行的运行数，1 到 1024；默认为本机的核数。",
    "--seed": "研究的种子，0 到 9007199254740991。",
    "--replace": "重建结果文件，而不是向其中添加。",
    "--unchecked": "照样采用数值，不检查是否被修改过。",
    "--experiment": "实验的名称；默认为文件中的最后一个。",
  ]

  /// What an argument is for.
  ///
  /// - Parameters:
  ///   - name: Its name, such as `--seed` or `<file>`.
  ///   - command: Path of its command.
  /// - Returns: nil if nobody has said it.
  static func argument(_ name: String, of command: String) -> String? {
    commands[command]?.arguments[name] ?? shared[name]
  }
}
