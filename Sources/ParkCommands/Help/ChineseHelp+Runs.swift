import ScenarioFiles
import Wording

extension ChineseHelp {
  /// Commands that run scenarios.
  static let ofRuns: [String: ChineseHelp] = [
    "parksim": ChineseHelp(
      abstract: "仿真智慧物流园区：订单、人员、无人机、电池与充电。",
      discussion: """
        场景是一个 JSON 文件。run 对其仿真，并把全部数值写入一个 SQLite 文件。

        --lang zh，或环境变量 LANG=zh_CN.UTF-8，使输出、帮助和错误都用中文；键、命令、选项、指标名和 JSON 输出在各种语言中相同。
        """
    ),
    "parksim help": ChineseHelp(
      abstract: "显示命令的帮助。",
      arguments: ["<subcommands>": "命令的名称。"]
    ),
    "parksim run": ChineseHelp(
      abstract: "仿真一个场景，把结果写入 SQLite 文件。",
      discussion: """
        同一场景和种子在任何机器上结果相同；第 k 次重复所用的随机数与第 1 次不同，但同样处处一致。

        运行可以在某一时刻保存，再从那里继续：结果与不间断的运行相同。保存的运行也可以分叉：见 parksim fork --help。
        """,
      arguments: [
        "<scenario>": "场景文件（JSON）；用 --resume 时不写。",
        "--seed": "研究的种子，0 到 9007199254740991；默认 1。",
        "--replications": "重复次数，1 到 1000000；默认 1。",
        "--jobs": "同时进行的重复数，1 到 1024；默认为本机的核数。",
        "--set": "更改场景的一个键，如 fleet.m100.count=40；可重复使用。",
        "--shard": "只运行一部分重复，如 3/40。",
        "--variant": "运行在结果文件中的名称；默认为 base，或所作的更改。",
        "--out": "结果文件；默认为 Results/<场景文件名>.sqlite。",
        "--telemetry": "传感器采样：none 不采，summary（默认）只存汇总，full 存全部样本。",
        "--until": "运行到的时刻，如 20:05、1d 08:00:30 或 44.5h；与 --save 同用。",
        "--save": "把运行按 --until 时的状态保存到此文件；尚不写入结果文件。",
        "--resume": "保存过运行的文件；从那里继续运行。",
        "--advise": "另外仿真在相同订单下每次改一项设置或多一个单位的情形。",
      ]
    ),
    "parksim fork": ChineseHelp(
      abstract: "从保存的运行继续，但有所更改：假如从那一刻起。",
      discussion: """
        分叉的运行与保存的运行有相同的过去（逐个事件相同），此后的随机数也相同。没有 --set 时就是继续保存的运行。园区运行中可以更改的键：

        \(LiveKey.all.map { "  \($0.path)\n      \($0.meaning.chinese)" }.joined(separator: "\n"))
        """,
      arguments: [
        "<checkpoint>": "由 run --save 保存了运行的文件。",
        "--set": "从保存的时刻起更改一个可更改的键，如 charging.depot.chargers.standard.count=10；可重复使用。",
        "--variant": "运行在结果文件中的名称；默认为所作的更改与时刻。",
        "--out": "结果文件；默认为 Results/<场景文件名>.sqlite。",
      ]
    ),
    "parksim trace": ChineseHelp(
      abstract: "逐个事件显示一次运行，或显示某一时刻谁在等什么。",
      discussion: """
        没有 --at 时列出一段时间的事件；加 --table 时每个事件一行，写明其后园区的状态，如同手工仿真：订单从装货到交货算“随无人机”，\
        无人机从装货到降落算“外出”。有 --at 时显示某一时刻的园区：谁从何时起在等什么，以及接下来的事件。不存储任何内容。

        时刻是时钟所示：10:30 开始（initial.time_of_day）的运行，半小时后是 11:00，1d 11:00 是次日。--json 给出自开始起的秒数。
        """,
      arguments: [
        "--replication": "重复的编号，1 到 1000000。",
        "--from": "起始时刻，如 20:05、1d 08:00:30 或 44.5h；默认为开始。",
        "--to": "终止时刻；默认为结束。",
        "--at": "查看园区的时刻。",
        "--limit": "最多显示的事件数，从 1 起。",
        "--table": "在每个事件之后显示各处有多少订单和无人机。",
      ]
    ),
    "parksim warm-up": ChineseHelp(
      abstract: "求园区的预热时间，供稳态研究的 study.warm_up_h 使用。",
      discussion: """
        从每次重复的开始起（不截去任何部分）统计未完成的订单数和充电位处的无人机数，给出四种回答之一：在此截断；无需截去，且数据足以说明；\
        数据太少，无法判断；没有稳态。在各次重复上把若干长度的开始段与运行的后半段比较；截断点按其均值（Welch）的 MSER-5 确定，且不早于开始段结束。\
        需求或班次随一天变化的园区按整天比较。不存储任何内容。
        """,
      arguments: [
        "--replications": "重复次数，2 到 1000。",
        "--bias": "要发现的运行均值偏差，以均值的 % 计，0.1 到 50。",
      ]
    ),
  ]
}
