import LogisticsPark
import Wording

/// What people call a metric, where its name is a word for scripts.
enum MetricTitle {
  /// By the names of the metrics.
  static let titles: [String: Phrase] = [
    "lead_time_s": Phrase("Lead time", "交付时长"),
    "on_time_share": Phrase("On time", "准时率"),
    "service_level": Phrase("Service level", "服务水平"),
    "backlog_orders": Phrase("Orders open", "未完成订单"),
    "orders_created": Phrase("Orders created", "创建的订单"),
    "orders_delivered": Phrase("Orders delivered", "送达的订单"),
    "orders_failed": Phrase("Orders failed", "失败的订单"),
    "orders_refunded": Phrase("Orders withdrawn", "退单"),
    "wait_pick_s": Phrase("Wait for a picker", "等待拣货员"),
    "wait_pack_s": Phrase("Wait for a packer", "等待包装员"),
    "wait_drone_s": Phrase("Wait for a drone", "等待无人机"),
    "wait_dock_s": Phrase("Wait for a dock", "等待装货位"),
    "wait_landing_s": Phrase("Wait to land", "等待降落"),
    "wait_charger_s": Phrase("Wait for a charging bay", "等待充电位"),
    "charge_turnaround_s": Phrase("Time to get charged", "充电周转时间"),
    "energy_grid_kwh": Phrase("Energy from the grid", "电网用电"),
    "energy_grid_flown_kwh": Phrase("Energy from the grid for flights", "飞行用电（电网）"),
    "peak_power_kw": Phrase("Peak power", "峰值功率"),
  ]

  private static let quantiles: [String: Phrase] = [
    "p50": Phrase("median", "中位数"),
    "p95": Phrase("95 % quantile", "95 % 分位数"),
    "p99": Phrase("99 % quantile", "99 % 分位数"),
  ]

  /// What a metric is called; its name where nobody has called it otherwise.
  static func of(_ name: String) -> Phrase {
    let read = MetricName(name)
    guard var title = titles[read.metric] else { return Phrase(same: name) }
    if let quantile = quantiles[read.column] {
      title = Phrase(
        "\(title.english), \(quantile.english)",
        "\(title.chinese)\(quantile.chinese)"
      )
    }
    guard let part = read.part else { return title }
    return Phrase("\(title.english), \(part.name)", "\(part.name) 的\(title.chinese)")
  }
}
