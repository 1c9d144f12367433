/// What a place is for.
package enum PlaceRole: Hashable, Sendable, BitwiseCopyable {
  /// People of a warehouse work on orders.
  case stage(WarehouseStage)
  /// Drones charge.
  case charging
  /// Drones are loaded and land.
  case pad
  /// Drones are loaded from a warehouse.
  case dock

  /// Whether orders are served there, and not drones.
  package var isForOrders: Bool {
    if case .stage = self { true } else { false }
  }

  /// What happens there, in messages.
  package var label: String {
    switch self {
    case .stage(let stage): stage.label
    case .charging: "charging"
    case .pad: "pad"
    case .dock: "loading"
    }
  }

  /// What one who waits there waits for, in messages.
  package var awaited: String {
    switch self {
    case .stage(.picking): "a picker"
    case .stage(.packing): "a packer"
    case .charging: "a charging bay"
    case .pad: "room on the pad"
    case .dock: "a dock"
    }
  }
}
