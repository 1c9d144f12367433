import DiscreteEvents
package import Wording

extension OfferedLoad {
  /// Load over a day above which a queue is long even without peaks.
  package static let tight = 0.85

  /// What a student should know before running: what can not be served, and what is tight.
  package var warnings: [String] { warningWords.map(\.english) }

  /// The warnings in every language.
  package var warningWords: [Phrase] {
    limits + startAndEnd + resources.compactMap(warning)
  }

  /// What no queue shows: orders that nobody can fly, and batteries that nobody charges.
  private var limits: [Phrase] {
    var limits: [Phrase] = []
    if undeliverableShare > 0.005 {
      let share = percent(undeliverableShare)
      limits.append(
        Phrase(
          "\(share.english) of the orders are too heavy or too far for every drone",
          "\(share.chinese) 的订单对所有无人机来说太重或太远"
        )
      )
    }
    for pool in unchargedPools where pool.orders < pool.expected {
      limits.append(
        Phrase(
          "\(pool.title.english): there are no charging bays, and the batteries are good for about "
            + "\(Int(pool.orders)) orders; the park can not serve its day",
          "\(pool.title.chinese)：没有充电位，电池只够约 \(Int(pool.orders)) 个订单；园区完不成一天的订单"
        )
      )
    }
    if forecast.stranded >= 0.5 {
      let first = forecast.flownOnFirstCharge
      let (few, all) = (whole(first + forecast.stranded), whole(forecast.orders))
      limits.append(
        Phrase(
          "about \(few) of \(all) orders can be flown on "
            + "the charge of the start only, which no drone has again: about \(whole(first)) of them are, "
            + "and the others wait for ever, or until they are withdrawn",
          "\(all) 个订单中约有 \(few) 个只能用开始时的电量飞行，此后无人机不会再有这么多电量："
            + "其中约 \(whole(first)) 个得以飞行，其余一直等待，或等到退单"
        )
      )
    }
    return limits
  }

  /// What the table of hours does not show.
  private var startAndEnd: [Phrase] {
    var notes: [Phrase] = []
    if backlogOrders > 0 {
      let work = resources.filter { $0.secondsPerOrder > 0 }.map { resource in
        let hours = tenths(Double(backlogOrders) * resource.secondsPerOrder / 3600)
        return Phrase(
          "\(hours) h for \(resource.title.english)",
          "\(resource.title.chinese) \(hours) 小时"
        )
      }
      notes.append(
        Phrase(
          "\(backlogOrders) orders wait at the start, which no hour above counts: "
            + work.map(\.english).joined(separator: ", "),
          "开始时有 \(backlogOrders) 个订单在等待，未计入上面任何时段："
            + work.map(\.chinese).joined(separator: "，")
        )
      )
    }
    if ordersAfterEnd > 0 {
      notes.append(
        Phrase(
          "\(ordersAfterEnd) recorded orders come after the end of the run: they never come",
          "订单表中有 \(ordersAfterEnd) 个订单在运行结束之后：它们不会到达"
        )
      )
    }
    return notes
  }

  /// What a resource's load comes to in the hours of the run; nil where it has room.
  private func warning(of resource: Resource) -> Phrase? {
    let queue = queue(before: resource)
    let hours = resource.overloadedHours
    let isTight = resource.dayLoad > Self.tight
    guard isTight || !hours.isEmpty else { return nil }
    let load = load(of: resource)
    let late = overtime(of: resource)
    let name = resource.title.followed(by: ": ", "：")
    guard !hours.isEmpty || resource.dayLoad > 1 else { return name + load + late }
    guard !resource.id.isGround else {
      return (name + load)
        .followed(by: "; drones wait there, and orders for drones", "；无人机在那里等待，订单等待无人机")
    }
    let end = queue.map { outcome(of: $0, at: resource) } ?? elsewhere(than: resource)
    return (name + load + late).followed(by: "; ", "；") + end
  }

  /// How much more, or hardly less, than it can do is asked of a resource.
  private func load(of resource: Resource) -> Phrase {
    let day = percent(resource.dayLoad)
    let ofDay = Phrase(
      "the day's load is \(day.english) of capacity",
      resource.dayLoad.isFinite ? "全天负荷为能力的 \(day.chinese)" : "全天负荷\(day.chinese)"
    )
    if resource.dayLoad > 1 { return ofDay }
    let hours = resource.overloadedHours
    if hours.isEmpty { return ofDay.followed(by: "; expect long queues", "；会有长队") }
    return Phrase(
      "more work than capacity in \(hourList(hours).map { "\($0) h" }.joined(separator: ", "))",
      "\(hourList(hours).map { "\($0) 时" }.joined(separator: "、"))的工作超过能力"
    )
  }

  /// Where a queue for drones is told that another resource causes.
  private func elsewhere(than resource: Resource) -> Phrase {
    let partners = partners(of: resource)
    guard
      let queue = forecast.queues.first(where: {
        ($0.resource == resource.id || partners.map(\.id).contains($0.resource)) && $0.peak != nil
      })
    else { return withoutQueue(at: resource) }
    let isTold = partners.contains { $0.dayLoad > Self.tight || !$0.overloadedHours.isEmpty }
    guard isTold else { return outcome(of: queue, at: resource) }
    return resource.id.isOfDrones
      ? Phrase("they wait for charging bays, see there", "它们在等充电位，见该项")
      : Phrase("drones are short before they are, see there", "无人机比它们先不够用，见该项")
  }

  /// The drones that use chargers, or the chargers that drones use.
  private func partners(of resource: Resource) -> [Resource] {
    resources.filter { other in
      switch (resource.id, other.id) {
      case (.drones(let pool), .chargers(let cluster)),
        (.chargers(let cluster), .drones(let pool)):
        poolsOfCluster[cluster].contains(pool)
      default: false
      }
    }
  }

  /// What people add after their shifts, where the day hangs on it.
  private func overtime(of resource: Resource) -> Phrase {
    let overtime = resource.overtime.reduce(0, +)
    guard resource.shiftLoad > 1, percent(resource.shiftLoad) != percent(resource.dayLoad) else {
      return Phrase(same: "")
    }
    let (hours, without) = (tenths(overtime), percent(resource.shiftLoad))
    return Phrase(
      ", with about \(hours) h a day in which people finish the order in hand after their "
        + "shift (\(without.english) without)",
      "，其中每天约 \(hours) 小时是下班后做完手头订单的时间（不计则为 \(without.chinese)）"
    )
  }

  /// The queue that a resource causes: that for a drone is the bays' where drones lack charge.
  private func queue(before resource: Resource) -> QueueForecast.Queue? {
    switch resource.id {
    case .chargers:
      let pools = partners(of: resource).map(\.id)
      return forecast.queues.filter { pools.contains($0.resource) && $0.isHeldByBays }
        .reduce(nil) { most, queue in queue.largest > most?.largest ?? 0 ? queue : most }
    case .drones: return forecast.queues.first { $0.resource == resource.id && !$0.isHeldByBays }
    case .pads, .docks: return nil
    case .stage: return forecast.queues.first { $0.resource == resource.id }
    }
  }

  private func outcome(of queue: QueueForecast.Queue, at resource: Resource) -> Phrase {
    if queue.withdrawn > 0.02 * forecast.orders, queue.openAtEnd < 0.1 * forecast.orders {
      let share = percent(queue.withdrawn / forecast.orders)
      return Phrase(
        "withdrawals keep the queue at about \(whole(queue.largest)) orders or fewer: about "
          + "\(share.english) of the orders are withdrawn while they wait",
        "退单使队列不超过约 \(whole(queue.largest)) 个订单：约 \(share.chinese) 的订单在等待中退单"
      )
    }
    if queue.openAtEnd >= max(1, 0.01 * forecast.orders) { return stillOpen(queue, at: resource) }
    guard let largest = queue.peak else { return withoutQueue(at: resource) }
    let (first, others) = waves(of: queue, around: largest)
    let clears = first.clearedAt.map(clock).map {
      Phrase("and the queue is gone by \($0.english)", "到\(spaced($0)) 队列消失")
    }
    let start =
      Phrase("about ", "") + waiting(in: first) + Phrase(", ", "，") + (clears ?? Self.stillWaits)
    return others.reduce(start) { words, wave in
      let gone = wave.clearedAt.map(clock).map {
        Phrase("gone by \($0.english)", "到\(spaced($0)) 消失")
      }
      return words + Phrase("; about ", "；") + waiting(in: wave) + Phrase(", ", "，")
        + (gone ?? Self.stillWaits)
    }
  }

  /// What is left of a queue when the run ends, and when it would be gone.
  private func stillOpen(_ queue: QueueForecast.Queue, at resource: Resource) -> Phrase {
    let (some, all) = (whole(queue.openAtEnd), whole(forecast.orders))
    let open = Phrase(
      "about \(some) of \(all) still wait when the run ends",
      "运行结束时 \(all) 个订单中约有 \(some) 个仍在等待"
    )
    // What a day brings is then worked off, only not within this run.
    guard resource.dayLoad > 1 else {
      let after = queue.goneAt.map(clock).map {
        Phrase(
          "; if it went on, this queue would be gone by \($0.english)",
          "；若继续运行，此队列将在\(spaced($0)) 前消失"
        )
      }
      return open + (after ?? Phrase(", and some would a day later", "，一天之后仍会有一些"))
    }
    return Phrase("the park can not serve its orders: ", "园区完不成它的订单：") + open
  }

  private static let stillWaits = Phrase(
    "and some still do when the run ends",
    "运行结束时仍有一些在等待"
  )

  private func waiting(in wave: QueueWave) -> Phrase {
    let (orders, time) = (whole(wave.largest), clock(wave.largestAt))
    return Phrase(
      "\(orders) \(orders == "1" ? "order waits" : "orders wait") at \(time.english)",
      "\(time.chinese) 约有 \(orders) 个订单在等待"
    )
  }

  /// The largest queue, and others within a day of it that are large too, in their order: who looks at the
  /// evening is not told of noon alone.
  private func waves(
    of queue: QueueForecast.Queue,
    around largest: QueueWave
  ) -> (first: QueueWave, others: [QueueWave]) {
    let day = SimulationTime.hours(24)
    let near = queue.waves.filter { wave in
      wave != largest && wave.largest >= Self.noteworthyShare * largest.largest
        && wave.largestAt > largest.largestAt - day && wave.largestAt < largest.largestAt + day
    }
    let most = near.sorted { $0.largest > $1.largest }.prefix(Self.mostOthers)
    let told = (most + [largest]).sorted { $0.largestAt < $1.largestAt }
    return (told[0], Array(told.dropFirst()))
  }

  /// Share of the largest queue from which on another one is told of, and how many of them.
  private static let (noteworthyShare, mostOthers) = (0.2, 2)

  /// Why nobody waits for long although an hour brings more work than there is capacity.
  private func withoutQueue(at resource: Resource) -> Phrase {
    guard !hasQueue(before: resource) else {
      let most = resource.overloadedHours.map { resource.load(hour: $0) }.max() ?? 0
      let cause =
        most < 1.1
        ? Phrase("by so little, or so held up", "超出很少，或受")
        : Phrase("but so held up", "但受")
      return
        cause
        .followed(
          by: " by what comes before, that the queue stays below one order, but for chance",
          "前面环节限制，除偶然波动外队列不到一个订单"
        )
    }
    return resource.id.stage == nil
      ? Phrase(
        "but for chance, the drones' charge and their number carry the park through",
        "除偶然波动外，无人机的电量和数量足以应付"
      )
      : Phrase(
        "by so little that the queue stays below one order, but for chance",
        "超出很少，除偶然波动外队列不到一个订单"
      )
  }

  /// Whether orders wait for people before they come to a resource.
  private func hasQueue(before resource: Resource) -> Bool {
    forecast.queues.contains { queue in
      guard queue.peak != nil, let stage = queue.resource.stage else { return false }
      // Drones may fly for several warehouses, of which any may hold them up.
      guard case .stage(let own, let warehouse) = resource.id else { return true }
      return stage.rawValue < own.rawValue
        && queue.resource == .stage(stage, warehouse: warehouse)
    }
  }

  /// What the clock shows at an instant of the run, such as `13:10` or `13:10 of day 3`.
  private func clock(_ time: SimulationTime) -> Phrase {
    let minutes = (timeOfDay + time).ticks / SimulationTime.minutes(1).ticks
    let (hour, minute, day) = (minutes / 60 % 24, minutes % 60, minutes / 1440)
    let text = "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    return day == 0
      ? Phrase(same: text) : Phrase("\(text) of day \(day + 1)", "第 \(day + 1) 天 \(text)")
  }

  /// An instant in Chinese after a word: a space parts it from what begins with a digit only.
  private func spaced(_ time: Phrase) -> String {
    (time.chinese.first?.isNumber == true ? " " : "") + time.chinese
  }

  private func whole(_ value: Double) -> String { "\(Int(min(value, 1e18).rounded()))" }

  private func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private func percent(_ share: Double) -> Phrase {
    share.isFinite
      ? Phrase(same: "\(Int((share * 100).rounded())) %")
      : Phrase("without limit: nobody is there", "无限大：没有人在")
  }

  /// Hours as ranges, such as `11-13` and `18-20`.
  private func hourList(_ hours: [Int]) -> [String] {
    var ranges: [(first: Int, last: Int)] = []
    for hour in hours {
      if let last = ranges.last, last.last == hour - 1 {
        ranges[ranges.count - 1].last = hour
      } else {
        ranges.append((hour, hour))
      }
    }
    return ranges.map { "\($0.first)-\($0.last + 1)" }
  }
}

extension OfferedLoad.ResourceID {
  fileprivate var isOfDrones: Bool {
    if case .drones = self { true } else { false }
  }
}
