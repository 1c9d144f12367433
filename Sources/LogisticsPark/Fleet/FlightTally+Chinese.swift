extension FlightTally {
  /// What the metrics of flights and drones mean, in Chinese.
  static let chinese: [String: String] = [
    "flights": "飞完的任务",
    "flight_time_s": "从起飞到降落在起降点的时间；按飞行平均",
    "distance_km": "飞完航段的水平距离，去程加回程",
    "energy_flown_wh": "飞行从电池取出的能量",
    "energy_flown_per_order_wh": "飞行从电池取出的能量，除以其交付的订单",
    "state_of_charge_minimum": "飞行后的最低电量",
    "drone_utilization": "送货无人机执行任务（含装货）的时间比例",
    "drone_charging_share": "送货无人机在充电位上的时间比例",
    "drone_waiting_for_bay_share": "送货无人机等待充电位的时间比例",
    "drone_waiting_for_pad_share": "送货无人机等待装货空位的时间比例",
    "drone_holding_share": "送货无人机在已满起降点上空盘旋的时间比例",
  ]
}
