import LogisticsPark

extension ParkFault {
  var chinese: FaultWords {
    switch self {
    case .warmUpTooLong(let hours, let horizon):
      FaultWords(
        "预热 \(hours) 小时，而运行只有 \(horizon) 小时，没有剩余",
        help: "让它短于 horizon_h"
      )
    case .warmUpOfTerminatingStudy:
      FaultWords(
        "终止型研究不设预热期，直接从给定的初始条件开始",
        help: "删去 warm_up_h，或写 \"kind\": \"steady_state\""
      )
    case .drainOfSteadyState:
      FaultWords(
        "稳态研究没有收尾时间：订单不会结束",
        help: "删去 drain_h，或写 \"kind\": \"terminating\""
      )
    case .ordersFromOfSteadyState:
      FaultWords(
        "稳态研究中，预热之后的订单才计入",
        help: "用 warm_up_h 代替 orders_from_h"
      )
    case .noOrderCounts(let from, let until):
      FaultWords(
        "没有订单计入：从 \(from) 小时起的才计入，而从 \(until) 小时起的不计入",
        help: "让 orders_from_h（或 warm_up_h）小于 orders_until_h 和 horizon_h"
      )
    case .notAscending(let numbers):
      FaultWords(
        numbers.map { "\($0.name) \($0.value)" }.joined(separator: "、") + " 没有从小到大排列",
        help: "应满足 " + numbers.map(\.name).joined(separator: " <= ") + "，且第一个小于最后一个"
      )
    case .shiftWithoutLength(let from, let to):
      FaultWords(
        "从 \(from) 到 \(to) 的班次没有时长",
        help: "全天是 00:00 到 24:00；班次可以在午夜之后结束"
      )
    case .chargesAboveTarget(let start, let target):
      FaultWords(
        "\(start) 高于目标值 \(target)，充满的无人机也会去充电",
        help: "不要高于 target_state_of_charge"
      )
    case .fleetWithoutPads:
      FaultWords(
        "机队需要起降点，而场景中没有",
        help: "在场景中加上 \"pads\": { \"home\": { \"x_m\": 0, \"y_m\": 0 } }"
      )
    case .nothingHappens:
      FaultWords(
        "什么都不会发生：场景中既没有需求，也没有巡逻的机队",
        help: "加上 \"demand\" 对象"
      )
    case .tooManyOrders(let expected, let limit):
      FaultWords(
        "运行中预计约有 \(whole(expected)) 个订单；最多 \(whole(limit)) 个",
        help: "减小 demand.ID.orders_per_hour 或 study.horizon_h；要更多数据请用重复运行"
      )
    case .tooManySamples(let expected, let limit):
      FaultWords(
        "每个传感器要采 \(whole(expected)) 个样本；最多 \(whole(limit)) 个",
        help: "增大 telemetry.sensors.ID.period_s，或减小 study.horizon_h 或 study.drain_h"
      )
    case .noDrones:
      FaultWords(
        "没有可送订单的无人机",
        help: "给机队设 count，或删去 \"fleet\"，只研究仓库"
      )
    case .tooHeavy(let lightest, let strongest, let isRecorded):
      FaultWords(
        "没有一架无人机载得动任何\(isRecorded ? "记录的" : "")订单：最轻的订单 \(lightest) kg，最大载重仅 \(strongest) kg",
        help: (isRecorded
          ? "请检查表格中的 weight_kg（单位：千克）；"
          : "重量 demand.ID.weight_kg 不超过 \(strongest) 时所有订单都能飞；")
          + "或删去 \"fleet\"，只研究仓库"
      )
    case .reserveAboveTarget(let reserve, let target, let isDefault):
      FaultWords(
        "保留电量 \(reserve) 大于等于充电目标 \(target)\(isDefault ? "（默认值）" : "")，无人机永远无法起飞",
        help: "减小 safety.reserve.state_of_charge 或增大 fleet.ID.recharge.target_state_of_charge"
      )
    case .outOfReach(let shortfall): outOfReachInChinese(shortfall)
    case .patrolWithoutCharging:
      FaultWords(
        "巡逻的机队回来要充电，而场景中没有充电位",
        help: "加上 \"charging\" 对象"
      )
    case .patrolWithoutStation(let pad):
      FaultWords(
        "巡逻的机队回来要充电，而没有充电站为起降点 \"\(pad)\" 的无人机充电",
        help: "在 \"charging\" 下某个充电站的 \"pads\" 中写上该起降点"
      )
    case .patrolInTwoStages:
      FaultWords(
        "巡逻不消耗电能，没有可分两段充入的电量",
        help: "写成 \"session\": { \"model\": \"exponential\", \"mean_s\": 1200 }"
      )
    case .nobodyOnShift(let stage, let busy):
      FaultWords(
        "有订单，但 \(stage) 各班次的人数都是 0",
        help: "请给班次安排人员（一天中最忙的一小时平均有 \(tenths(busy)) 人在忙），"
          + "或删去 \"\(stage)\"，让订单跳过这一步"
      )
    case .startsAtMidnight:
      FaultWords("运行要在 24:00 之前开始", help: "写成 \"time_of_day\": \"00:00\"")
    case .sourceWithoutZones:
      FaultWords(
        "没有可以送货的区域",
        help: "在场景中加上 \"zones\": { \"town\": { \"x_m\": 500, \"y_m\": 300, \"radius_m\": 400 } }"
      )
    case .warehouseNotNamed:
      FaultWords(
        "有多个仓库，而这里没有指明是哪一个",
        help: "加上 \"warehouse\"，值为仓库的标识；订单来源也可以写 \"nearest\"（最近的仓库）"
      )
    case .weightOfGoods:
      FaultWords(
        "由货品组成的订单，载重由货品给出",
        help: "删去此处的 \"weight_kg\"，或删去 \"goods\""
      )
    case .tableNotGivenOnce:
      FaultWords(
        "记录的订单来自 file 或 rows，二者取一",
        help: "写成 \"file\": \"orders.csv\"，不写 \"rows\""
      )
    case .recordedAfterEnd(let first, let end):
      FaultWords(
        "第一个记录的订单在 \(first) 秒到来，而运行在 \(end) 秒结束",
        help: "created_s 是从运行开始起的秒数；或增大 study.horizon_h"
      )
    }
  }

  private func outOfReachInChinese(_ shortfall: ReachShortfall) -> FaultWords {
    let no = "没有一架无人机能完成任何订单"
    let place = shortfall.zone.map { "区域 \"\($0)\" " } ?? "最近的记录的订单"
    let way = "\(place)距起降点 \"\(shortfall.pad)\" \(whole(shortfall.distance)) 米"
    let usable = "而充好的电池在保留电量之上只有 \(wattHours(shortfall.usable)) Wh"
    switch shortfall.cause {
    case .distance:
      return FaultWords(
        "\(no)：最近的也太远，\(way)，"
          + "最轻的订单（\(shortfall.payload) kg）大约只能送 \(whole(shortfall.reach)) 米",
        help: "请检查\(shortfall.zone == nil ? "表格中" : "各区域")的 x_m、y_m（单位：米），或电池与保留电量"
      )
    case .weight:
      return FaultWords(
        "\(no)：对这段路程来说太重，\(way)，"
          + "最轻的订单（\(shortfall.payload) kg）大约只能送 \(whole(shortfall.reach)) 米"
          + "（空载 \(whole(shortfall.emptyReach)) 米）",
        help: "请检查重量（单位：千克），或把区域、起降点移近"
      )
    case .height:
      return FaultWords(
        "\(no)：一次任务需要 \(wattHours(shortfall.missionEnergy)) Wh，"
          + "其中爬升与下降 \(wattHours(shortfall.heightEnergy)) Wh，\(usable)",
        help: "减小 flight.cruise_height_m；省去时为 60"
      )
    case .handOver:
      return FaultWords(
        "\(no)：一次任务需要 \(wattHours(shortfall.missionEnergy)) Wh，"
          + "其中在客户处悬停 \(wattHours(shortfall.handOverEnergy)) Wh，\(usable)",
        help: "减小 flight.hand_over_s；省去时为 30"
      )
    case .battery:
      return FaultWords(
        "\(no)：最省电的任务需要 \(wattHours(shortfall.missionEnergy)) Wh，\(usable)",
        help:
          "减小 safety.reserve.state_of_charge，或增大 fleet.ID.recharge.target_state_of_charge 或电池的 capacity_wh"
      )
    }
  }
}
