extension ChineseHelp {
  /// Commands that look at results.
  static let ofResults: [String: ChineseHelp] = [
    "parksim runs": ChineseHelp(
      abstract: "列出结果文件中的运行，包括未完成的。",
      discussion: """
        --check 找出数据行与存入时不一致的运行：手工改动的值，以及数据库察觉不到的损坏；还有本应相同却不同的运行。
        """,
      arguments: ["--check": "重新计算每次完整运行的摘要；有不符时退出代码为 1。"]
    ),
    "parksim metrics": ChineseHelp(
      abstract: "显示一次运行的全部指标，或各次重复的均值，并附含义。",
      discussion: """
        运行过多次的场景显示各次重复的均值及 95 % 区间，除非用 --run 指定其中一次；文件中有多个场景时，显示最后一次运行所属的那个。\
        --means 取文件中每个场景每个方案的全部完整运行，分叉的除外。--by 把同样的指标按各个部分（如各仓库）并排显示；与 --means 同用时为各方案的。
        """,
      arguments: [
        "--run": "运行的编号，从 1 起；不写时若有多次重复则为其均值。",
        "--means": "显示每个方案各次重复的均值。",
        "--by": "按一类部分分别显示指标：source、zone、goods、warehouse、fleet、pad、station 或 charger。",
        "--unchecked": "运行的数据行与其摘要不符时也显示。",
      ]
    ),
    "parksim plot": ChineseHelp(
      abstract: "绘制一次或多次运行的图（SVG），或把图中的数写成 CSV。",
      discussion: """
        没有 --chart 时列出文件可有的各种图，每种附一条命令。运行过多次的场景绘制全部重复：均值与 95 % 区间，或全部观测合在一起；\
        单架无人机的图显示第一次运行。图在黑白打印时也清晰。--lang zh 使图中文字为中文。
        """,
      arguments: [
        "--chart": "哪种图；不写时列出各种图。",
        "--entity": "显示什么：该图可选的无人机、地点、区域、仓库或充电站的名称。",
        "--run": "运行的编号，从 1 起；不写时为最后一个方案的全部重复。",
        "--variant": "要绘制其运行的方案。",
        "--out": "要生成的文件：文件名以 .svg 或 .csv 结尾。",
        "--width": "图的宽度，以像素计，300 到 4000。",
        "--unchecked": "运行的数据行与其摘要不符时也绘制。",
      ]
    ),
    "parksim query": ChineseHelp(
      abstract: "用 SQL 向结果文件提问，并打印各行。",
      discussion: """
        供人查询的视图以 v_ 开头：v_run、v_metric、v_entity_metric、v_order、v_flight、v_charge_session、v_visit、v_queue、v_sample；\
        docs/reference/results-file.md 列出全部视图及其列。文件只被读取（在 WAL 模式下，SQLite 会把旁边的内容并入其中）。打印的数读回后逐位相同。

        table：对齐的表；列宽按前 1000 行所需。
        csv：RFC 4180；NULL 为空字段，空文本为 ""。
        json：一个数组，每行一个对象。
        """,
      arguments: [
        "<sql>": "一条以 SELECT、WITH、VALUES 或 EXPLAIN 开头的语句。",
        "--format": "打印各行的形式：table、csv 或 json。",
      ]
    ),
    "parksim serve": ChineseHelp(
      abstract: "在本机浏览器中显示一个文件夹里的结果文件。",
      discussion: """
        列出文件夹中的结果文件、其中的运行、报告，以及正在进行的实验的进度。只读取；除非 --host 另有指定，只有本机能访问。\
        按 Ctrl-C 结束，退出代码为 130；SIGTERM 为 0。程序须以 --traits Server 构建。
        """,
      arguments: [
        "<folder>": "存放结果文件的文件夹。",
        "--port": "监听的端口，0 到 65535；0 为任一空闲端口。",
        "--host": "监听的本机名称或地址，如 0.0.0.0 表示全部；凡能访问者都能读取该文件夹中的全部结果文件。不写时只有本机能访问。",
      ]
    ),
  ]

  /// Commands that bring results into other forms.
  static let ofExchange: [String: ChineseHelp] = [
    "parksim export": ChineseHelp(
      abstract: "把结果文件写成其他程序能读的形式。",
      discussion: """
        csv：一个文件夹，每张表一个文件；'parksim import' 可读回。
        omnetpp：按 OMNeT++ 的 SQLite 结果格式写出标量、统计量和向量。
        vidigi：把订单和飞行写成事件日志（CSV）。

        写完之后文件才会出现。docs/how-to/export.md 说明各项的对应关系。
        """,
      arguments: [
        "--format": "形式：csv、omnetpp 或 vidigi。",
        "--to": "要生成的文件夹（csv）或文件。",
        "--replace": "替换先前的导出；其他内容从不替换。",
        "--unchecked": "运行的数据行与其摘要不符时也导出。",
      ]
    ),
    "parksim import": ChineseHelp(
      abstract: "由 'parksim export --format csv' 写出的文件夹生成结果文件。",
      discussion: """
        检查每个值、每个引用和每次完整运行的内容摘要，因此文件的结果与导出的文件相同。
        """,
      arguments: [
        "<folder>": "存放 CSV 文件的文件夹。",
        "--out": "要生成的结果文件。",
        "--replace": "替换已有的结果文件。",
      ]
    ),
    "parksim upgrade": ChineseHelp(
      abstract: "把旧格式的结果文件连同全部运行升级到当前格式。",
      discussion: """
        添加运行的命令会自动升级；只读取的命令不改动文件，而是请您使用本命令。任何值都不改变，但内容摘要的定义不同，会重新计算。\
        未完成的运行记为失败。因其他程序占用文件而未能并入的已完成运行会被并入。
        """
    ),
  ]
}
