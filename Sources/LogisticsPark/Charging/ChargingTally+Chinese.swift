extension ChargingTally {
  /// What the metrics of charging mean, in Chinese.
  static let chinese: [String: String] = [
    "charge_sessions": "已开始的充电，预热后提出请求的",
    "wait_charger_s": "等待充电位的时间；按已开始的充电平均",
    "charge_turnaround_s": "从请求充电位到充完的时间；按已结束的充电平均",
    "waited_charger_share": "请求充电位时未能立即得到的比例",
    "queue_charger_drones": "等待充电位的无人机；时间平均",
    "energy_grid_kwh": "计入的充电从电网取用的能量",
    "energy_grid_per_order_wh": "计入的充电从电网取用的能量，除以飞行交付的订单",
    "energy_grid_flown_kwh": "补回飞行用去的能量所需的电网能量",
    "energy_grid_flown_per_order_wh": "补回飞行用去的能量所需的电网能量，除以其交付的订单",
    "peak_power_kw": "充电时电网功率的最大值",
    "charger_utilization": "充电位使用时间的比例",
  ]
}
