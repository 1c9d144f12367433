import ScenarioFiles
import Wording

extension ChineseHelp {
  /// Commands that look at scenarios and say what their format is.
  static let ofScenarios: [String: ChineseHelp] = [
    "parksim scenario": ChineseHelp(abstract: "在运行之前查看场景，或新建、升级场景。"),
    "parksim scenario new": ChineseHelp(
      abstract: "打印一个可作起点的场景。",
      discussion: """
        模板：
        \(ScenarioTemplate.allCases.map { "  \($0.rawValue)：\($0.meaning.chinese)" }.joined(separator: "\n"))
        """,
      arguments: [
        "--template": "场景的内容。",
        "--out": "要写的文件；不得已存在。默认为标准输出。",
      ]
    ),
    "parksim scenario check": ChineseHelp(
      abstract: "说明场景有效，或列出其全部错误。",
      discussion: "有效时退出代码为 0，否则为 2。错误代码的含义：parksim explain CODE。",
      arguments: ["--json": "在标准输出上打印一个 JSON 对象，有错误时也如此。"]
    ),
    "parksim scenario show": ChineseHelp(
      abstract: "打印场景的每个值，以及它来自哪个文件的哪一行或默认值。",
      discussion: """
        按实际生效的内容显示场景：合并它所扩展的场景、--set 和默认值。加 --json 时又是一个独立的、含义相同的场景文件。
        """,
      arguments: ["--json": "把场景打印为一个可以运行的 JSON 对象。"]
    ),
    "parksim scenario diff": ChineseHelp(
      abstract: "打印两个场景中不同的值。",
      discussion: """
        按实际生效的内容比较，含所扩展的场景和默认值，因此次序、空格和写明的默认值没有影响。相同时退出代码为 0，不同为 1，其中之一有错误为 2。
        """,
      arguments: [
        "<first>": "场景文件（JSON）。",
        "<second>": "与之比较的场景文件。",
      ]
    ),
    "parksim scenario load": ChineseHelp(
      abstract: "逐时显示需求给每种资源带来的工作，并给出警告。",
      discussion: """
        一个时段的负荷是该时段订单带来的工作与该时段能完成的工作之比。超过 100 % 时会排队。队列有多长、何时消失、结束时还剩多少，\
        按工作和人手到来的次序逐分钟推算；随机波动另计。
        """
    ),
    "parksim scenario upgrade": ChineseHelp(
      abstract: "把旧格式的场景文件写成当前格式。",
      discussion: """
        键的次序不变，任何格式都没有的键也保留（随后由 run 报告）；运行的事件不变。含 "extends" 的文件单独升级；它所扩展的文件也要升级。\
        没有 --out 和 --in-place 时写到标准输出。
        """,
      arguments: [
        "<file>": "场景文件（JSON）。",
        "--out": "要写的文件；已存在时拒绝。",
        "--in-place": "改写文件本身；一步替换。",
        "--from": "没有写明格式的文件的格式。",
      ]
    ),
    "parksim schema": ChineseHelp(
      abstract: "把场景、实验或课程作业各种文件的格式打印为 JSON Schema 或文档页。",
      discussion: """
        两者都由读取文件所依据的描述生成。场景以 "$schema" 指明该模式后，支持 JSON Schema 的编辑器会给出补全和说明。
        """,
      arguments: [
        "--of": "哪种文件的格式：scenario、experiment、assignment、hidden-checks 或 submission。",
        "--format": "json：JSON Schema（2020-12）。markdown：每个键及其含义和默认值。",
      ]
    ),
    "parksim explain": ChineseHelp(
      abstract: "解释一个错误代码，并举一错一对两例；或列出全部代码。",
      arguments: ["<code>": "代码，如 E0204；不写时列出全部代码。"]
    ),
  ]

  /// Commands that check the program itself.
  static let ofChecks: [String: ChineseHelp] = [
    "parksim regress": ChineseHelp(
      abstract: "重新运行各基线的场景，说明有何不同；重要时退出代码为 1。",
      discussion: """
        一条基线保存一次运行的事件、其指标，以及多次重复的全部指标。事件不相同时，每次重复与基线中对应的一次配对，\
        须证明每个指标的平均差异在容许范围之内（除非文件另有规定，为 0.75 %）。不同之处会写明：场景的键、第一个不同的事件、指标。

        有意改变结果之后，请查看差异，再附上理由予以采纳。docs/how-to/regression.md 有更多说明。
        """,
      arguments: [
        "<files>": "基线文件；默认为基线文件夹中的全部。",
        "--baselines": "存放基线的文件夹。",
        "--set": "更改场景的一个键，看它改变什么；可重复使用。",
        "--strict": "事件、指标、内容摘要和场景都必须相同，否则不通过。",
        "--redrawn": "随机数有意换过：把均值作为独立样本比较，容许范围更宽。",
        "--other-seed": "用另一个种子运行；等于同时写了 --redrawn。",
        "--against": "与之比较的另一个 parksim，代替基线中保存的内容。",
        "--junit": "把结果以 JUnit XML 写入的文件。",
        "--add": "为一个场景文件建立新基线，须有 --reason。",
        "--accept": "把不同之处采纳为新基线，须有 --reason。",
        "--reason": "新结果正确的理由。",
        "--seed": "新基线的种子，0 到 9007199254740991。",
        "--replications": "新基线的均值所用的重复次数，2 到 10000；默认按其长度而定。",
      ]
    ),
    "parksim verify": ChineseHelp(
      abstract: "把仿真与理论的解析结果比较；有不符时退出代码为 1。",
      discussion: """
        排队系统、排队网络和到达过程在内核上运行，园区则以其最简单的形式按 run 的方式运行。每个数由独立重复仿真得出。\
        若其 99.99 % 区间包含理论值，或与近似式的误差带相交，则为相符。在外的数用随后三个种子再看一次，若其中有一个仍在外则为不符。\
        全部案例需一分钟左右；--scale 缩短或加长各次重复。
        """,
      arguments: [
        "--case": "要检验的案例；默认为全部。",
        "--list": "显示案例而不运行。",
        "--scale": "重复的长度与完整长度之比，0.01 到 100。",
        "--jobs": "同时进行的案例数，1 到 1024；默认为本机的核数。",
        "--scenarios": "存放园区场景的文件夹。",
      ]
    ),
  ]
}
