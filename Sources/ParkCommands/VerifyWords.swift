import Verification
import Wording

/// What `verify` names, in every language; names of metrics stay as they are.
extension VerificationCase.Quantity {
  /// What it is.
  var title: Phrase { Phrase(name, Self.chinese[name] ?? Self.ofPart(name) ?? name) }

  /// Whether it is a metric, or one of a part, whose name no language changes.
  var isMetric: Bool { name.contains("_") }

  /// A metric of a part, or the variance of one.
  private static func ofPart(_ name: String) -> String? {
    if name.hasPrefix("variance of ") { return name.dropFirst("variance of ".count) + " 的方差" }
    let parts = name.split(separator: " ")
    guard parts.count == 3, parts[1] == "of", parts[0].contains("_") else { return nil }
    return "\(parts[2]) 的 \(parts[0])"
  }

  private static let chinese = [
    "covariance of first and second": "第一、二时段的协方差",
    "dispersion of the count": "计数的离散指数",
    "mean busy servers": "平均忙碌服务台数",
    "mean count": "平均计数",
    "mean count, first period": "第一时段的平均计数",
    "mean count, second period": "第二时段的平均计数",
    "mean count, third period": "第三时段的平均计数",
    "mean line length": "平均队长",
    "mean number down": "平均故障台数",
    "mean number present": "平均在系统人数",
    "mean product of the numbers": "两站人数之积的均值",
    "mean size": "平均规模",
    "mean slowdown of long work": "长作业的平均减速比",
    "mean slowdown of short work": "短作业的平均减速比",
    "mean time in system": "平均逗留时间",
    "mean time in system, others": "其他顾客的平均逗留时间",
    "mean time in system, urgent": "紧急顾客的平均逗留时间",
    "mean wait": "平均等待时间",
    "mean wait of all": "全部顾客的平均等待时间",
    "mean wait of the others": "其他顾客的平均等待时间",
    "mean wait of the served": "接受服务者的平均等待时间",
    "mean wait of the urgent": "紧急顾客的平均等待时间",
    "share lost": "损失比例",
    "share of time empty": "空闲时间比例",
    "share of time in which all run": "全部运转的时间比例",
    "share who leave": "放弃比例",
    "share who wait": "等待比例",
    "utilization": "利用率",
    "variance of the count": "计数的方差",
    "variance of the size": "规模的方差",
    "variance, second period": "第二时段的方差",
  ]
}

extension VerificationCase {
  /// What is simulated.
  var systemTitle: Phrase { Phrase(system, Self.chinese[name]?.system ?? system) }

  /// Where the theory comes from: names of people and years are the same in every language.
  var sourceTitle: Phrase { Phrase(source, Self.chinese[name]?.source ?? source) }

  private static let chinese: [String: (system: String, source: String?)] = [
    "mm1": ("M/M/1，到达 1 /s，服务 2 /s", nil),
    "mm1-heavy": ("M/M/1，到达 0.9 /s，服务 1 /s", nil),
    "mmc": ("M/M/3，到达 0.2 /s，服务 0.1 /s", nil),
    "mmck": ("M/M/2/3，到达 3 /s，服务 4 /s", "Kleinrock 1975, 3.6、3.7"),
    "erlang-b": ("M/G/10/10，负荷 10，服务时间均匀分布", nil),
    "mgc": ("M/G/2，到达 1.6 /s，服务时间均匀分布，均值 1 s", "Lee、Longton 1959，近似式"),
    "mg1": ("M/G/1，到达 0.7 /s，服务时间均匀分布，均值 1 s", nil),
    "mg1-varied": ("M/G/1，到达 0.6 /s，服务时间伽马分布，均值 1 s，变异系数 2", nil),
    "dm1": ("D/M/1，到达 0.8 /s，服务 1 /s", nil),
    "processor-sharing": (
      "M/G/1-PS，到达 0.6 /s，作业均匀分布，均值 1 s", "Kleinrock 1967；Sakata、Noguchi、Oizumi 1971"
    ),
    "erlang-a": (
      "M/M/2+M，到达 3 /s，服务 1 /s，耐心 1 s", "Palm 1957；Garnett、Mandelbaum、Reiman 2002"
    ),
    "priority-non-preemptive": ("M/M/1，紧急 0.3 /s、其他 0.5 /s 到达，服务 1 /s，不可抢占", nil),
    "priority-preemptive": (
      "M/G/1，紧急 0.3 /s（均匀）、其他 0.4 /s（指数），抢占后续做", "Conway、Maxwell、Miller 1967, 8.7"
    ),
    "machine-repair": ("M/M/1//5，10 s 后故障，维修 1 s", "Palm 1947；Kleinrock 1975, 3.8、3.10"),
    "machine-repair-crew": (
      "M/M/4//10，2 s 后故障，维修 1 s", "Palm 1947；Kleinrock 1975, 3.8、3.10"
    ),
    "tandem": ("两个串联的 M/M/1，到达 1 /s，服务 1.5 /s 与 2 /s", nil),
    "poisson-counts": ("泊松到达，0.5、2、1 /s 各 20 s", nil),
    "renewal-counts": ("20 s 内的到达，间隔均匀分布，均值 1 s", "Cox 1962, 4.2、4.5"),
    "hawkes-counts": (
      "Hawkes 过程，移民 0.5 /s，分支比 0.6，衰减 1 /s，窗口 20 s", "Hawkes 1971；Da Fonseca、Zaatour 2014"
    ),
    "hawkes-clusters": ("Hawkes 过程的簇，分支比 0.5", "Borel 1942；Hawkes、Oakes 1974"),
    "park-picking-erlang-c": ("拣货为 M/M/3：40 单/h，每单 216 s", nil),
    "park-picking-pollaczek-khinchine": (
      "拣货为 M/G/1：12 单/h，对数正态，每单 210 s，变异系数 0.5", nil
    ),
    "park-picking-erlang-a": (
      "拣货为 M/M/3+M：60 单/h，每单 216 s，10 min 后退单",
      "Palm 1957；Garnett、Mandelbaum、Reiman 2002（Erlang A）"
    ),
    "park-warehouse-tandem": ("先拣货 M/M/2，后包装 M/M/1：30 单/h，每单 180 s 与 72 s", nil),
    "park-charging-machine-repair": (
      "充电位为 M/M/4//10：外出 40 min，占用充电位 20 min", "Palm 1947（机器维修）"
    ),
    "park-orders-poisson": ("一天的订单，逐时每小时 2 到 20 单，共 216 单", nil),
    "park-two-warehouses": (
      "60 单/h 随机分给两处拣货：M/M/3（216 s）与 M/M/1（126 s）",
      "Erlang 1917（Erlang C）；Kingman 1993, 5.1（着色定理）"
    ),
    "park-two-kinds-of-chargers": (
      "10 架无人机共用一队的两快两慢充电桩：外出 40 min，充电 10 或 30 min",
      "马尔可夫链，用 Grassmann、Taksar、Heyman 1985 的方法求解"
    ),
    "park-pads-holding": ("降落为 M/D/2：42 单/h，下降 60 s，起降点容两架", nil),
    "park-crew-hand-over": ("两班各一名拣货员，换班时手头有订单", "手算"),
  ]
}
