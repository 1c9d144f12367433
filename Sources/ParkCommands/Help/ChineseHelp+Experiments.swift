extension ChineseHelp {
  /// Words of a comparison, which a report has too.
  private static let comparison = [
    "--metric":
      "用来判断的指标，可为整个园区或某一部分（lead_time_s@PART）；可重复使用。默认为实验的指标。",
    "--level": "置信水平，0.5 到 0.9999；默认为实验所定，否则 0.95。",
    "--goal": "均值应达到的目标：说明哪些方案达标，如 'on_time_share >= 0.95'。",
  ]

  /// Commands that run experiments and compare variants.
  static let ofExperiments: [String: ChineseHelp] = [
    "parksim experiment": ChineseHelp(
      abstract: "按实验文件的要求运行一个场景的各个方案。",
      discussion: """
        结果文件中已有的运行不再重做：被中断的实验会继续，重复的实验直接由文件回答。全部错误在第一次运行之前查出。\
        docs/how-to/experiments.md 说明实验文件的写法。
        """,
      arguments: [
        "--replications": "每个方案用每个种子的重复次数，1 到 100000；默认如文件所定。",
        "--shard": "只做一部分运行，如 3/40。",
        "--out": "结果文件；默认为 Results/<实验文件名>.sqlite。",
        "--list": "显示各方案而不运行。",
      ]
    ),
    "parksim compare": ChineseHelp(
      abstract: "说明各方案有何不同、哪个更好、有多大把握。",
      discussion: """
        对含实验的文件，按主要指标把各方案与基准比较；否则把文件中的每个方案与第一个比较。种子和编号相同的运行属于一组（公共随机数），成对比较。\
        全部结论一起判断，因此运行结果近似正态时，至多 5 % 的此类研究会出现错误结论。没有实验时所用的指标为 \
        lead_time_s、on_time_share、backlog_orders 和 energy_grid_kwh。

        对文件夹，或写明场景文件时，每个文件是一个方案：结果文件直接采用，场景文件先以相同的种子和重复次数运行。不能与其他比较的会列出并说明原因，\
        且不影响其他：无法读取或有错误的文件、没有完整的运行、数值被修改、研究设置不同、订单不同。此时退出代码仍为 0；若剩下不足两个方案，\
        或用 --goal 时一个也没有，或没有所点名的方案，则为 2。
        """,
      arguments: comparison.merging([
        "<files>": "结果文件、场景文件，或存放它们的文件夹。",
        "--variant": "要比较的方案，未写 --base 时第一个为基准；可重复使用。默认为全部。",
        "--base": "其他方案与之比较的场景文件或结果文件；默认为第一个。",
        "--replications": "每个场景文件的运行次数，1 到 100000；默认 10。",
        "--seed": "运行场景文件所用的种子；默认 1。",
        "--set": "更改每个场景文件的一个键，如 study.orders_from_h=11；可重复使用。",
        "--out": "存放场景文件运行的结果文件；默认为 Results/compared.sqlite。",
        "--full": "方案多时也为每个指标列出一张表。",
        "--format": "输出形式：text、json 或 csv。",
        "--json": "在标准输出上打印一个 JSON 对象，同 --format json。",
      ]) { _, own in own }
    ),
    "parksim rank": ChineseHelp(
      abstract: "按一个指标从若干方案中找出最好的，并给出概率。",
      discussion: """
        subset：由现有的运行判断哪些方案可能最好；与 compare 的回答相同，和相同的指标一起判断。
        kim-nelson：逐步淘汰，落后太多的方案退出；并说明还需要多少次运行。
        rinott：两阶段独立运行；说明每个方案需要多少次运行。

        后两种方法的前提是：小于 --zone（以指标单位计）的差异无关紧要。
        """,
      arguments: [
        "<files>": "结果文件。",
        "--metric": "用来判断的指标。",
        "--method": "方法：subset、kim-nelson 或 rinott。",
        "--zone": "以指标单位计、无关紧要的差异；用于 kim-nelson 和 rinott。",
        "--first-stage": "用来估计方差的每个方案的运行次数，2 到 1000。",
        "--level": "正确选择的概率，0.5 到 0.9999；默认为实验所定，否则 0.95。",
        "--variant": "要排序的方案；可重复使用。默认为全部。",
      ]
    ),
    "parksim effects": ChineseHelp(
      abstract: "说明实验的每个因素对一个指标有何作用。",
      discussion: """
        对已运行的全部方案作方差分析：每个因素在其他因素全部取值上的作用，两个因素共同的作用，以及各自解释了多少变异。\
        用公共随机数时，各次重复作为区组。缺少组合时，一项只计它在其他各项之外所解释的部分。
        """,
      arguments: [
        "<file>": "有因素的实验的结果文件。",
        "--metric": "指标。",
        "--level": "置信水平，0.5 到 0.9999；默认为实验所定。",
      ]
    ),
    "parksim plan": ChineseHelp(
      abstract: "把实验切成分片，可在任何地方、以任何次序运行。",
      discussion: """
        每个分片一行：一个写明其运行和所用命令的对象，或只有命令。parksim merge 合并各分片的结果文件；内容摘要与整体运行的实验相同。\
        docs/how-to/clusters.md 有 Slurm 脚本和 GNU parallel 的用法。
        """,
      arguments: [
        "--shards": "分片数，1 到 10000。",
        "--replications": "每个方案用每个种子的重复次数，1 到 100000；默认如文件所定。",
        "--folder": "存放各分片结果文件的文件夹，须已存在；默认为 Results/shards。",
        "--format": "输出形式：json 或 commands（命令）。",
      ]
    ),
    "parksim merge": ChineseHelp(
      abstract: "把若干结果文件中的完整运行复制到一个文件。",
      discussion: """
        已有的运行会略去，因此合并两次不改变什么，文件的次序也没有影响。未完成的运行留在原处：重新运行该分片（只补做缺少的）后再合并。\
        无法读取的文件，以及数据行与其摘要不符的运行，会列出并略去；此时退出代码为 2 或 74。
        """,
      arguments: [
        "<target>": "接收运行的结果文件；不存在时新建。",
        "<files>": "从中复制运行的结果文件。",
      ]
    ),
    "parksim report": ChineseHelp(
      abstract: "生成一次或多次运行、或一次比较的网页：发生了什么、哪个更好、图与表。",
      discussion: """
        网页是一个 HTML 文件，不加载任何内容，无需网络，含英文和中文（--lang zh 打开时为中文）。多次运行的场景显示全部重复：均值与 95 % 区间。

        加 --advise 时，网页还说明什么会有帮助：与 parksim run --advise 一样，在相同订单上仿真对场景的更改（先是不花钱的），并显示其效果。

        加 --compare 时，网页与 parksim compare 一样，说明各指标上哪个方案最好、与基准相差多少、有多大把握：均值、箱线图、分位数和带区间的成对差异，\
        排序，各方案更改了什么，以及报告之前应核对什么。比较文件中的全部方案，以实验的基准或第一个 --variant 为基准。
        """,
      arguments: comparison.merging([
        "<files>": "结果文件；用 --compare 时可有多个。",
        "--run": "运行的编号，从 1 起；不写时为最后一个方案的全部重复。",
        "--variant": "要显示其运行的方案；用 --compare 时为要比较的方案之一，第一个为基准，可重复使用。",
        "--compare": "比较文件中的各方案。",
        "--advise": "仿真对场景的更改，并说明什么会有帮助。",
        "--out": "要生成的网页；默认放在结果文件旁边。",
        "--unchecked": "运行的数据行与其摘要不符时也显示。",
      ]) { _, own in own }
    ),
  ]
}
