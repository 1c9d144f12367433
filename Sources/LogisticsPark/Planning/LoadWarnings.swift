import DiscreteEvents

extension OfferedLoad {
  /// Load over a day above which a queue is long even without peaks.
  package static let tight = 0.85

  /// What a student should know before running: what can not be served, and what is tight.
  package var warnings: [String] {
    limits + startAndEnd + resources.compactMap(warning)
  }

  /// What no queue shows: orders that nobody can fly, and batteries that nobody charges.
  private var limits: [String] {
    var limits: [String] = []
    if undeliverableShare > 0.005 {
      limits.append(
        "\(percent(undeliverableShare)) of the orders are too heavy or too far for every drone"
      )
    }
    for pool in unchargedPools where pool.orders < pool.expected {
      limits.append(
        "\(pool.name): there are no charging bays, and the batteries are good for about "
          + "\(Int(pool.orders)) orders; the park can not serve its day"
      )
    }
    if forecast.stranded >= 0.5 {
      let first = forecast.flownOnFirstCharge
      limits.append(
        "about \(whole(first + forecast.stranded)) of \(whole(forecast.orders)) orders can be flown on "
          + "the charge of the start only, which no drone has again: about \(whole(first)) of them are, "
          + "and the others wait for ever, or until they are withdrawn"
      )
    }
    return limits
  }

  /// What the table of hours does not show.
  private var startAndEnd: [String] {
    var notes: [String] = []
    if backlogOrders > 0 {
      let work = resources.filter { $0.secondsPerOrder > 0 }.map { resource in
        let hours = Double(backlogOrders) * resource.secondsPerOrder / 3600
        return "\(tenths(hours)) h for \(resource.name)"
      }
      notes.append(
        "\(backlogOrders) orders wait at the start, which no hour above counts: "
          + work.joined(separator: ", ")
      )
    }
    if ordersAfterEnd > 0 {
      notes.append(
        "\(ordersAfterEnd) recorded orders come after the end of the run: they never come"
      )
    }
    return notes
  }

  /// What a resource's load comes to in the hours of the run; nil where it has room.
  private func warning(of resource: Resource) -> String? {
    let queue = queue(before: resource)
    let hours = resource.overloadedHours
    let isTight = resource.dayLoad > Self.tight
    guard isTight || !hours.isEmpty else { return nil }
    let load =
      resource.dayLoad > 1
      ? "the day's load is \(percent(resource.dayLoad)) of capacity"
      : hours.isEmpty
        ? "the day's load is \(percent(resource.dayLoad)) of capacity; expect long queues"
        : "more work than capacity in \(hourList(hours))"
    let late = overtime(of: resource)
    guard !hours.isEmpty || resource.dayLoad > 1 else { return "\(resource.name): \(load)\(late)" }
    guard !resource.id.isGround else {
      return "\(resource.name): \(load); drones wait there, and orders for drones"
    }
    let end = queue.map { outcome(of: $0, at: resource) } ?? elsewhere(than: resource)
    return "\(resource.name): \(load)\(late); \(end)"
  }

  /// Where a queue for drones is told that another resource causes.
  private func elsewhere(than resource: Resource) -> String {
    let partners = partners(of: resource)
    guard
      let queue = forecast.queues.first(where: {
        ($0.resource == resource.id || partners.map(\.id).contains($0.resource)) && $0.peak != nil
      })
    else { return withoutQueue(at: resource) }
    let isTold = partners.contains { $0.dayLoad > Self.tight || !$0.overloadedHours.isEmpty }
    guard isTold else { return outcome(of: queue, at: resource) }
    return resource.id.isOfDrones
      ? "they wait for charging bays, see there" : "drones are short before they are, see there"
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
  private func overtime(of resource: Resource) -> String {
    let overtime = resource.overtime.reduce(0, +)
    guard resource.shiftLoad > 1, percent(resource.shiftLoad) != percent(resource.dayLoad) else {
      return ""
    }
    return
      ", with about \(tenths(overtime)) h a day in which people finish the order in hand after their "
      + "shift (\(percent(resource.shiftLoad)) without)"
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

  private func outcome(of queue: QueueForecast.Queue, at resource: Resource) -> String {
    if queue.withdrawn > 0.02 * forecast.orders, queue.openAtEnd < 0.1 * forecast.orders {
      let share = percent(queue.withdrawn / forecast.orders)
      return "withdrawals keep the queue at about \(whole(queue.largest)) orders or fewer: about "
        + "\(share) of the orders are withdrawn while they wait"
    }
    if queue.openAtEnd >= max(1, 0.01 * forecast.orders) {
      let open =
        "about \(whole(queue.openAtEnd)) of \(whole(forecast.orders)) still wait when the run ends"
      // What a day brings is then worked off, only not within this run.
      guard resource.dayLoad > 1 else {
        let after = queue.goneAt.map { "; if it went on, this queue would be gone by \(clock($0))" }
        return open + (after ?? ", and some would a day later")
      }
      return "the park can not serve its orders: \(open)"
    }
    guard let largest = queue.peak else { return withoutQueue(at: resource) }
    let (first, others) = waves(of: queue, around: largest)
    let clears = first.clearedAt.map { "and the queue is gone by \(clock($0))" }
    return "about \(waiting(in: first)), \(clears ?? Self.stillWaits)"
      + others.map { wave in
        let gone = wave.clearedAt.map { "gone by \(clock($0))" }
        return "; about \(waiting(in: wave)), \(gone ?? Self.stillWaits)"
      }.joined()
  }

  private static let stillWaits = "and some still do when the run ends"

  private func waiting(in wave: QueueWave) -> String {
    let orders = whole(wave.largest)
    return
      "\(orders) \(orders == "1" ? "order waits" : "orders wait") at \(clock(wave.largestAt))"
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
  private func withoutQueue(at resource: Resource) -> String {
    guard !hasQueue(before: resource) else {
      let most = resource.overloadedHours.map { resource.load(hour: $0) }.max() ?? 0
      let cause = most < 1.1 ? "by so little, or so held up" : "but so held up"
      return "\(cause) by what comes before, that the queue stays below one order, but for chance"
    }
    return resource.id.stage == nil
      ? "but for chance, the drones' charge and their number carry the park through"
      : "by so little that the queue stays below one order, but for chance"
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
  private func clock(_ time: SimulationTime) -> String {
    let minutes = (timeOfDay + time).ticks / SimulationTime.minutes(1).ticks
    let (hour, minute, day) = (minutes / 60 % 24, minutes % 60, minutes / 1440)
    let text = "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    return day == 0 ? text : text + " of day \(day + 1)"
  }

  private func whole(_ value: Double) -> String { "\(Int(min(value, 1e18).rounded()))" }

  private func tenths(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private func percent(_ share: Double) -> String {
    share.isFinite ? "\(Int((share * 100).rounded())) %" : "without limit: nobody is there"
  }

  /// Hours as ranges, such as `11-13 h, 18-20 h`.
  private func hourList(_ hours: [Int]) -> String {
    var ranges: [(first: Int, last: Int)] = []
    for hour in hours {
      if let last = ranges.last, last.last == hour - 1 {
        ranges[ranges.count - 1].last = hour
      } else {
        ranges.append((hour, hour))
      }
    }
    return ranges.map { "\($0.first)-\($0.last + 1) h" }.joined(separator: ", ")
  }
}

extension OfferedLoad.ResourceID {
  fileprivate var isOfDrones: Bool {
    if case .drones = self { true } else { false }
  }
}
