import LogisticsPark
import Wording

extension RunSummary {
  /// What each of several warehouses came to.
  var warehouses: [Phrase] {
    guard park.warehouses.count > 1 else { return [] }
    return park.warehouses.enumerated().compactMap { index, warehouse in
      guard let created = figures.mean("orders_created", ofWarehouse: index) else { return nil }
      let number = count(created)
      var parts = [
        Phrase("\(warehouse.id): \(number) orders", "\(warehouse.id)：订单 \(number)")
      ]
      let isFlown = !park.warehousesWithoutDrones.contains(index)
      if let lead = figures.mean("lead_time_s", ofWarehouse: index) {
        let time = NumberText.duration(seconds: lead)
        parts.append(
          isFlown
            ? Phrase("lead time \(time.english) on average", "平均交付时长 \(time.chinese)")
            : Phrase(
              "packed after \(time.english) on average, flown by no drone",
              "平均 \(time.chinese)后包装完，没有无人机配送"
            )
        )
      }
      if isFlown, let share = figures.mean("on_time_share", ofWarehouse: index) {
        let percent = NumberText.percent(share, decimals: 1)
        parts.append(Phrase("\(percent) on time", "准时 \(percent)"))
      }
      if let open = figures.mean("orders_open_at_end", ofWarehouse: index), open > 0 {
        parts.append(Phrase("\(count(open)) open at the end", "结束时未完成 \(count(open))"))
      }
      if let wait = longestWait(ofWarehouse: index) { parts.append(wait) }
      return Self.listed(parts)
    }
  }

  /// What holds up a warehouse most: by those who stand in line on average, since the wait of one who is never
  /// served is in no mean.
  private func longestWait(ofWarehouse index: Int) -> Phrase? {
    let lines = [
      ("pick", "orders", Phrase("picker", "拣货员")), ("pack", "orders", Phrase("packer", "包装员")),
      ("drone", "orders", Phrase("drone", "无人机")), ("dock", "drones", Phrase("dock", "装货位")),
    ].compactMap { name, who, label -> (label: Phrase, length: Double, wait: Double?)? in
      figures.mean("queue_\(name)_\(who)", ofWarehouse: index).map {
        (label, $0, figures.mean("wait_\(name)_s", ofWarehouse: index))
      }
    }
    guard let longest = lines.max(by: { $0.length < $1.length }), longest.length > 0 else {
      return nil
    }
    let length = NumberText.fixed(longest.length, 2)
    let wait =
      longest.wait.flatMap { $0 > 0 ? NumberText.duration(seconds: $0) : nil }.map {
        Phrase("\($0.english) on average", "平均 \($0.chinese)")
      } ?? Phrase("\(length) in line on average", "平均 \(length) 个在排队")
    return Phrase(
      "waits longest for a \(longest.label.english), \(wait.english)",
      "等待\(longest.label.chinese)最久，\(wait.chinese)"
    )
  }
}
