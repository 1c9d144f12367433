package import DiscreteEvents

/// Where an order stands in its life; the last three are final.
package enum OrderState: String, CaseIterable, Codable, Sendable, BitwiseCopyable {
  /// Waits for a picker.
  case waitingForPicker = "waiting_for_picker"
  /// Is being picked.
  case picking
  /// Waits for a packer.
  case waitingForPacker = "waiting_for_packer"
  /// Is being packed.
  case packing
  /// Packed, waits for a drone.
  case waitingForDrone = "waiting_for_drone"
  /// On its way with a drone.
  case flying
  /// Handed to the customer.
  case delivered
  /// Withdrawn by the customer before dispatch.
  case refunded
  /// Can not be delivered.
  case failed

  /// Whether the order has left the park.
  package var isFinal: Bool {
    switch self {
    case .delivered, .refunded, .failed: true
    default: false
    }
  }
}

/// Why an order failed.
package enum OrderFailure: String, Codable, Sendable, BitwiseCopyable {
  /// Heavier than every drone type's payload.
  case tooHeavy = "too_heavy"
  /// Farther than any drone can fly there and back with its reserve.
  case outOfReach = "out_of_reach"
}

/// The story of one order: when it entered each stage and how it ended.
///
/// A missing time means that the order did not get there before it was closed or the run ended.
package struct OrderRecord: Hashable, Codable, Sendable, BitwiseCopyable {
  /// Number of the order, from 1 in order of creation.
  package var id: OrderID
  /// The source that it comes from.
  package var source: SourceID
  /// Zone of the delivery point, by position among the zones sorted by id.
  package var zone: Int
  /// Delivery point.
  package var destination: Position
  /// Kind of goods, by position among those sorted by id; nil where there are no kinds.
  package var goods: Int?
  /// Payload [kg].
  package var weight: Double
  /// The warehouse to which it belongs.
  package var warehouse: WarehouseID
  /// Instant of creation; the order then waits for a picker.
  package var createdAt: SimulationTime
  /// Instant by which it was promised.
  package var promisedBy: SimulationTime
  /// Picking began.
  package var pickStartedAt: SimulationTime?
  /// Picking ended.
  package var pickEndedAt: SimulationTime?
  /// Packing began.
  package var packStartedAt: SimulationTime?
  /// Packing ended.
  package var packEndedAt: SimulationTime?
  /// A drone took it; the wait for a drone ends here.
  package var dispatchedAt: SimulationTime?
  /// Left the park: delivered, refunded or failed.
  package var closedAt: SimulationTime?
  /// State when the record was made.
  package var state: OrderState
  /// Why it failed, if it did.
  package var failure: OrderFailure?
  /// Drone that took it.
  package var drone: DroneID?

  /// Makes a record from all its fields.
  package init(
    id: OrderID,
    source: SourceID = SourceID(0),
    zone: Int,
    destination: Position,
    goods: Int? = nil,
    weight: Double,
    warehouse: WarehouseID = WarehouseID(0),
    createdAt: SimulationTime,
    promisedBy: SimulationTime,
    pickStartedAt: SimulationTime? = nil,
    pickEndedAt: SimulationTime? = nil,
    packStartedAt: SimulationTime? = nil,
    packEndedAt: SimulationTime? = nil,
    dispatchedAt: SimulationTime? = nil,
    closedAt: SimulationTime? = nil,
    state: OrderState,
    failure: OrderFailure? = nil,
    drone: DroneID? = nil
  ) {
    self.id = id
    self.source = source
    self.zone = zone
    self.destination = destination
    self.goods = goods
    self.weight = weight
    self.warehouse = warehouse
    self.createdAt = createdAt
    self.promisedBy = promisedBy
    self.pickStartedAt = pickStartedAt
    self.pickEndedAt = pickEndedAt
    self.packStartedAt = packStartedAt
    self.packEndedAt = packEndedAt
    self.dispatchedAt = dispatchedAt
    self.closedAt = closedAt
    self.state = state
    self.failure = failure
    self.drone = drone
  }
}

extension OrderRecord {
  /// The table `orders`.
  static let table = RecordTable<OrderRecord>(
    "orders",
    view: "v_order",
    \.orders,
    RecordRules(
      "orders",
      number: { Int($0.id.number) },
      given: { $0.orders.createdCount },
      openNumbers: { $0.orders.slots.filter(\.isOpen).map { Int($0.record.id.number) } },
      open: { $0.state.orders.openRecords },
      stays: { $1.add($0) },
      check: { try $1.check(closed: $0) }
    ),
    [
      .integer("order_number") { Int64($0.id.number) },
      .entity("zone_id", .zone) { $0.zone },
      .real("x_m") { $0.destination.x },
      .real("y_m") { $0.destination.y },
      .real("weight_kg") { $0.weight },
      .time("created_us") { $0.createdAt },
      .time("promised_us") { $0.promisedBy },
      .time(ifAny: "pick_started_us") { $0.pickStartedAt },
      .time(ifAny: "pick_ended_us") { $0.pickEndedAt },
      .time(ifAny: "pack_started_us") { $0.packStartedAt },
      .time(ifAny: "pack_ended_us") { $0.packEndedAt },
      .time(ifAny: "dispatched_us") { $0.dispatchedAt },
      .time(ifAny: "closed_us") { $0.closedAt },
      .word("state") { $0.state.rawValue },
      .word(ifAny: "failure") { $0.failure?.rawValue },
      .entity(ifAny: "drone_id", .drone) { $0.drone.map { Int($0.index) } },
      .entity("source_id", .source) { Int($0.source.index) }.since(3),
      .entity(ifAny: "goods_id", .goods) { $0.goods }.since(3),
      .entity("warehouse_id", .warehouse) { Int($0.warehouse.index) }.since(3),
    ],
    record: { row in
      OrderRecord(
        id: OrderID(Int32(clamping: try row.integer("order_number"))),
        source: SourceID(try row.position(ifAny: "source_id") ?? 0),
        zone: try row.position("zone_id"),
        destination: Position(x: try row.real("x_m"), y: try row.real("y_m")),
        goods: try row.position(ifAny: "goods_id"),
        weight: try row.real("weight_kg"),
        warehouse: WarehouseID(try row.position(ifAny: "warehouse_id") ?? 0),
        createdAt: try row.time("created_us"),
        promisedBy: try row.time("promised_us"),
        pickStartedAt: try row.time(ifAny: "pick_started_us"),
        pickEndedAt: try row.time(ifAny: "pick_ended_us"),
        packStartedAt: try row.time(ifAny: "pack_started_us"),
        packEndedAt: try row.time(ifAny: "pack_ended_us"),
        dispatchedAt: try row.time(ifAny: "dispatched_us"),
        closedAt: try row.time(ifAny: "closed_us"),
        state: try row.word("state"),
        failure: try row.word(ifAny: "failure"),
        drone: try row.position(ifAny: "drone_id").map(DroneID.init)
      )
    }
  )
}

extension PartsOfRecord {
  /// Parts to which an order belongs.
  init(of order: OrderRecord) {
    self.init()
    source = Int32(order.source.index)
    zone = Int32(order.zone)
    goods = order.goods.map { Int32($0) } ?? -1
    warehouse = order.warehouse.index
  }
}
