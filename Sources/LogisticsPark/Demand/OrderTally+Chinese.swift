extension OrderTally {
  /// What the metrics of orders mean, in Chinese.
  static let chinese: [String: String] = [
    "orders_created": "整次运行中创建的订单",
    "orders_delivered": "已交付的订单；没有无人机飞行处为已包装的订单",
    "orders_refunded": "派机前被撤回的订单",
    "orders_failed": "任何无人机都无法送达的订单",
    "orders_open_at_end": "运行结束时仍未完成的订单",
    "on_time_share": "已送达、失败或结束时已逾期的订单中准时的比例",
    "service_level": "已送达、撤回、失败或结束时已逾期的订单中准时的比例",
    "lead_time_s": "从创建到交付的时间；按订单平均",
    "backlog_orders": "尚未派机的未完成订单；时间平均",
    "wait_pick_s": "等待拣货员的时间；按等到的订单平均",
    "waited_pick_share": "需要拣货的订单中未能立即得到拣货员的比例",
    "queue_pick_orders": "等待拣货员的订单；时间平均",
    "wait_pack_s": "等待包装员的时间；按等到的订单平均",
    "waited_pack_share": "需要包装的订单中未能立即得到包装员的比例",
    "queue_pack_orders": "等待包装员的订单；时间平均",
    "wait_drone_s": "已包装订单等待无人机的时间；按等到的订单平均",
    "waited_drone_share": "需要无人机的订单中未能立即得到的比例",
    "queue_drone_orders": "等待无人机的订单；时间平均",
  ]
}
