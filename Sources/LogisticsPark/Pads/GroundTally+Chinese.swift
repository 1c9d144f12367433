extension GroundTally {
  /// What the metrics of pads and docks mean, in Chinese.
  static let chinese: [String: String] = [
    "wait_landing_s": "在已满起降点上空等到空位的时间；按有空位的降落平均",
    "waited_landing_share": "来到限量起降点的无人机中未能立即降落的比例",
    "landings_beside_pad": "无法继续盘旋而降落在起降点旁的次数",
    "wait_pad_s": "为装货等待起降点空位的时间；按等到的无人机平均",
    "queue_pad_drones": "在空中或地面等待起降点空位的无人机；时间平均",
    "pad_utilization": "限量起降点上已占用空位的比例",
    "wait_dock_s": "等待装货位的时间；按等到的无人机平均",
    "queue_dock_drones": "等待装货位的无人机；时间平均",
    "dock_utilization": "装货位使用时间的比例",
  ]
}
