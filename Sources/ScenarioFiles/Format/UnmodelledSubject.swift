import Wording

/// What people look for in a park and this model has not, or has under another name.
///
/// A key for it is no slip of the pen: help with its spelling would only send them looking.
struct UnmodelledSubject: Sendable {
  /// What it is.
  let subject: Phrase
  /// What there is in its place.
  let instead: Phrase
  /// Whether the model has it under another name.
  let isModelled: Bool
  /// Its names: each one or several words, small and singular, with spaces between them.
  private let names: [[Substring]]
  /// Its names in Chinese, of which a key need only have one in it.
  private let chineseNames: [String]

  private init(
    _ subject: Phrase,
    _ instead: Phrase,
    isModelled: Bool = false,
    names: String,
    chinese: String
  ) {
    self.subject = subject
    self.instead = instead
    self.isModelled = isModelled
    self.names = names.split(separator: ",").map { $0.split(separator: " ") }
    chineseNames = chinese.split(separator: "、").map(String.init)
  }

  /// The subject of a key; nil if the key names none.
  static func of(_ key: String) -> UnmodelledSubject? {
    // A bound on the work: no name of a thing is longer.
    guard key.utf8.count <= 64 else { return nil }
    let words = words(of: key)
    return all.first { subject in
      subject.names.contains { Self.contains(words, $0) }
        || subject.chineseNames.contains { key.contains($0) }
    }
  }

  private static func contains(_ words: [String], _ name: [Substring]) -> Bool {
    guard name.count <= words.count else { return false }
    return (0...words.count - name.count).contains { start in
      zip(words[start...], name).allSatisfy { $0 == $1 }
    }
  }

  /// The words of a key: `noFlyZones`, `no-fly-zones` and `no_fly_zone` have the same.
  private static func words(of key: String) -> [String] {
    var words: [String] = []
    var word = ""
    func end() {
      if !word.isEmpty { words.append(singular(word)) }
      word = ""
    }
    for scalar in key.unicodeScalars {
      if !scalar.properties.isAlphabetic {
        end()
      } else {
        let isCapital = scalar.properties.isUppercase
        if isCapital, word.unicodeScalars.last.map({ !$0.properties.isUppercase }) ?? false {
          end()
        }
        word.unicodeScalars.append(scalar)
      }
    }
    end()
    return words
  }

  private static func singular(_ word: String) -> String {
    let word = word.lowercased()
    if word.hasSuffix("ies"), word.count > 4 { return word.dropLast(3) + "y" }
    return word.hasSuffix("s") && !word.hasSuffix("ss") && word.count > 3
      ? String(word.dropLast()) : word
  }
}

extension UnmodelledSubject {
  /// All subjects, in the order in which they are looked through.
  static let all: [UnmodelledSubject] = site + sky + power + trade + people

  private static let site = [
    UnmodelledSubject(
      Phrase("warehouses", "仓库"),
      Phrase(
        "they are the entries of \"warehouses\", with \"picking\", \"packing\" and \"docks\"",
        "它们是 \"warehouses\" 中的各项，含 \"picking\"、\"packing\" 和 \"docks\""
      ),
      isModelled: true,
      names: "depot,hub,site,branch",
      chinese: "多仓、仓库、分仓、前置仓"
    ),
    UnmodelledSubject(
      Phrase("ways on the ground", "地面通道"),
      Phrase(
        "\"pads\", from which drones fly, and \"docks\" of a warehouse, where they are loaded",
        "无人机起降的 \"pads\" 和仓库中装货的 \"docks\""
      ),
      names: "door,aisle,yard,parking,gate,lane,road,traffic",
      chinese: "装卸、停车、道路、通道"
    ),
    UnmodelledSubject(
      Phrase("stock", "库存"),
      Phrase(
        "\"goods\" with a \"weight_kg\" each, which never run out",
        "\"goods\" 中的货品各有 \"weight_kg\"，不会缺货"
      ),
      names: "stock,inventory,sku,product,replenishment,supplier,supply,reorder,shelf,storage",
      chinese: "库存、补货、供应商、货架"
    ),
    UnmodelledSubject(
      Phrase("vehicles on the ground", "地面车辆"),
      Phrase(
        "drones: \"fleet\"; without it an order is delivered when the warehouse is done with it",
        "无人机：\"fleet\"；没有机队时，仓库处理完即算送达"
      ),
      names:
        "vehicle,truck,van,car,lorry,robot,agv,amr,courier,rider,driver,bike,forklift,conveyor",
      chinese: "车辆、卡车、货车、机器人、快递员、骑手、司机、叉车、传送带、无人车"
    ),
  ]

  private static let sky = [
    UnmodelledSubject(
      Phrase("weather", "天气"),
      Phrase(
        "air that does not change: \"weather\" with air_density_kgm3 and air_temperature_c",
        "不变的空气：\"weather\" 中的 air_density_kgm3 和 air_temperature_c"
      ),
      names:
        "wind,gust,rain,snow,storm,precipitation,humidity,visibility,fog,climate,season",
      chinese: "天气、气象、风、雨、雪、雾、湿度、能见度、季节"
    ),
    UnmodelledSubject(
      Phrase("airspace", "空域"),
      Phrase(
        "straight flights at \"flight\" cruise_height_m, without anything in the way",
        "在 \"flight\" 的 cruise_height_m 高度直线飞行，没有障碍"
      ),
      names:
        "no fly,nofly,geofence,airspace,corridor,obstacle,building,terrain,route,waypoint,path,"
        + "air traffic,separation,restricted area",
      chinese: "禁飞、空域、航线、障碍、地形、航路、围栏"
    ),
    UnmodelledSubject(
      Phrase("failures and maintenance", "故障与维护"),
      Phrase("drones and bays that never fail", "从不出故障的无人机和充电位"),
      names: "failure,breakdown,maintenance,repair,mtbf,mttr,crash,accident,reliability,inspection",
      chinese: "故障、维修、维护、保养、坠机、事故、可靠性"
    ),
    UnmodelledSubject(
      Phrase("radio and networks", "通信网络"),
      Phrase(
        "sensors with noise and resolution: \"telemetry\"",
        "有噪声和分辨率的传感器：\"telemetry\""
      ),
      names:
        "network,radio,latency,packet,bandwidth,gateway,signal,communication,gps,camera,alert,alarm",
      chinese: "网络、通信、信号、延迟、丢包、告警、摄像"
    ),
  ]

  private static let power = [
    UnmodelledSubject(
      Phrase("chargers", "充电桩"),
      Phrase(
        "they are \"chargers\" of a station under \"charging\": charging.ID.chargers.ID.count",
        "它们是 \"charging\" 下充电站的 \"chargers\"：charging.ID.chargers.ID.count"
      ),
      isModelled: true,
      names:
        "charging pile,charging bay,charging slot,bay,station,charging point,charging location",
      chinese: "充电站、充电点、充电桩、充电位、充电器"
    ),
    UnmodelledSubject(
      Phrase("swapping of batteries", "换电"),
      Phrase("charging at \"chargers\" under \"charging\"", "\"charging\" 下 \"chargers\" 上的充电"),
      names: "swap,swapping,spare battery,battery pack,exchange",
      chinese: "换电、备用电池"
    ),
    UnmodelledSubject(
      Phrase("ageing of batteries", "电池老化"),
      Phrase(
        "\"battery\" of a fleet, with capacity_wh and internal_resistance_ohm",
        "机队的 \"battery\"，含 capacity_wh 和 internal_resistance_ohm"
      ),
      names: "aging,ageing,degradation,state of health,soh,wear,cycle life,battery life,lifetime",
      chinese: "老化、衰减、健康度、寿命"
    ),
    UnmodelledSubject(
      Phrase("limits and sources of the grid", "电网的容量与来源"),
      Phrase(
        "power of a charger: power_w of its \"session\"; the peak is the metric peak_power_kw",
        "充电桩的功率：其 \"session\" 的 power_w；峰值见指标 peak_power_kw"
      ),
      names: "solar,photovoltaic,pv,grid,power cap,power limit,site power,transformer,generator",
      chinese: "太阳能、光伏、电网、功率上限、变压器"
    ),
  ]

  private static let trade = [
    UnmodelledSubject(
      Phrase("money", "费用"),
      Phrase(
        "quantities: the metrics energy_grid_kwh, overtime_h, on_time_share",
        "数量：指标 energy_grid_kwh、overtime_h、on_time_share"
      ),
      names:
        "tariff,price,pricing,cost,cny,rmb,yuan,usd,wage,salary,budget,penalty,revenue,profit,fee,"
        + "carbon,co,emission,tax",
      chinese: "电价、价格、成本、费用、工资、预算、罚款、收入、利润、碳排放、元"
    ),
    UnmodelledSubject(
      Phrase("live rooms and promotions", "直播间与促销"),
      Phrase(
        "sources of \"demand\": by the hour (\"orders_per_hour\", \"scale\"), or \"recorded\" ones",
        "\"demand\" 的来源：按小时（\"orders_per_hour\"、\"scale\"）或 \"recorded\" 记录"
      ),
      names:
        "live room,live stream,livestream,stream,streaming,viewer,promotion,pitch,campaign,flash sale",
      chinese: "直播、观众、促销、秒杀、活动"
    ),
    UnmodelledSubject(
      Phrase("days that differ", "不同的日子"),
      Phrase(
        "the same 24 hours every day: \"demand\" \"orders_per_hour\"",
        "每天相同的 24 小时：\"demand\" 的 \"orders_per_hour\""
      ),
      names: "weekday,weekend,holiday,calendar,date,day of week,month,year",
      chinese: "星期、周末、节假日、日历、日期"
    ),
    UnmodelledSubject(
      Phrase("priorities and returns of orders", "订单的优先级与退货"),
      Phrase(
        "orders served as they come, with \"promise_min\" and \"refund\"",
        "按到来顺序处理的订单，有 \"promise_min\" 和 \"refund\""
      ),
      names:
        "priority,express,order class,returned,return of goods,customer return,batching,batch size,consolidation",
      chinese: "优先级、加急、退货、合单、批量"
    ),
  ]

  private static let people = [
    UnmodelledSubject(
      Phrase("breaks, skills and training", "休息、技能与培训"),
      Phrase("\"shifts\" with so many \"people\", all alike", "\"shifts\" 中的 \"people\"，人人相同"),
      names:
        "break,absence,absenteeism,training,trainee,learning,skill,experience,fatigue,lunch break",
      chinese: "休息、缺勤、培训、学习、技能、疲劳"
    ),
    UnmodelledSubject(
      Phrase("pilots", "飞手"),
      Phrase("drones that fly by themselves: \"fleet\"", "自主飞行的无人机：\"fleet\""),
      names: "pilot,operator,supervisor,supervision,remote",
      chinese: "飞手、驾驶员、操作员、监控员"
    ),
    UnmodelledSubject(
      Phrase("people", "人员"),
      Phrase(
        "they are \"people\" of the \"shifts\" of \"picking\" and \"packing\" of a warehouse",
        "他们是仓库的 \"picking\" 和 \"packing\" 的 \"shifts\" 中的 \"people\""
      ),
      isModelled: true,
      names: "picker,packer,worker,staff,employee,personnel,labour,labor,workforce,headcount,crew",
      chinese: "拣货员、打包员、员工、人员、人手、工人"
    ),
    UnmodelledSubject(
      Phrase("drones", "无人机"),
      Phrase("they are the entries of \"fleet\"", "它们是 \"fleet\" 中的各项"),
      isModelled: true,
      names: "drone,uav,uas,aircraft,quadcopter,multicopter",
      chinese: "无人机、飞机"
    ),
    UnmodelledSubject(
      Phrase("customers", "客户"),
      Phrase("they live in \"zones\"", "他们在 \"zones\" 中"),
      isModelled: true,
      names: "customer,client,district,neighborhood,neighbourhood,destination",
      chinese: "客户、顾客、小区、目的地"
    ),
  ]
}
