import DiscreteEvents
import ElementaryFunctions

/// Orders that wait in one place, as a fluid, with what the queue has come to.
struct OrderLine {
  /// Orders whose customers wait for as long as it takes, and those who wish to withdraw some time.
  typealias Parts = (patient: Double, impatient: Double)

  /// Orders that wait for as long as it takes.
  private(set) var patient = 0.0
  /// Orders whose customers wish to withdraw them some time.
  private(set) var impatient = 0.0
  /// Orders that have been withdrawn here.
  private(set) var withdrawn = 0.0
  /// Orders that have gone on.
  private(set) var passed = 0.0

  /// The times in which orders waited, one after the other, of one order and more.
  private(set) var waves: [QueueWave] = []
  /// Most orders that wait at once.
  private(set) var largest = 0.0
  /// Instant at which they do, from the start of the run.
  private(set) var largestAt = SimulationTime.zero
  /// First instant after it with less than half an order; nil if there was none.
  private(set) var clearedAt: SimulationTime?

  /// Orders that wait.
  var waiting: Double { patient + impatient }

  /// Orders come.
  mutating func take(_ orders: Parts) {
    patient += orders.patient
    impatient += orders.impatient
  }

  /// Some of those who wish to withdraw do so; a share stays.
  mutating func withdraw(staying: Double) {
    withdrawn += impatient * (1 - staying)
    impatient *= staying
  }

  /// At most some orders go on, of both kinds alike.
  mutating func pass(_ most: Double) -> Parts {
    let share = waiting > most ? max(0, most) / waiting : 1
    let out = (patient: patient * share, impatient: impatient * share)
    patient -= out.patient
    impatient -= out.impatient
    passed += out.patient + out.impatient
    return out
  }

  /// Looks at the queue at an instant.
  mutating func note(at time: SimulationTime, isHeldByBays: Bool = false) {
    if waiting > largest {
      largest = waiting
      largestAt = time
      clearedAt = nil
    } else if waiting < 0.5, clearedAt == nil {
      clearedAt = time
    }
    guard let last = waves.last, last.clearedAt == nil else {
      if waiting >= 1 {
        waves.append(QueueWave(largest: waiting, largestAt: time, isHeldByBays: isHeldByBays))
      }
      return
    }
    if waiting > last.largest {
      waves[waves.count - 1] =
        QueueWave(largest: waiting, largestAt: time, isHeldByBays: isHeldByBays)
    } else if waiting < 0.5 {
      waves[waves.count - 1].clearedAt = time
    }
  }

  /// Days that can go as the one since `before`: until the line is empty, or until about as many have
  /// withdrawn as there are.
  func alikeDays(since before: OrderLine, refundDays: Double) -> Double {
    var days = Double.infinity
    for (now, then) in [(patient, before.patient), (impatient, before.impatient)]
    where then - now > 1e-6 * (1 + now) {
      days = min(days, now / (then - now))
    }
    if (impatient - before.impatient).magnitude > 1e-3 * (1e-3 + impatient) {
      days = min(days, refundDays)
    }
    return days
  }

  /// Goes on for some days as in the one since `before`.
  mutating func skip(_ days: Double, since before: OrderLine) {
    patient = max(0, patient + days * (patient - before.patient))
    impatient = max(0, impatient + days * (impatient - before.impatient))
    withdrawn += days * (withdrawn - before.withdrawn)
    passed += days * (passed - before.passed)
  }
}

/// A stage of the warehouse: a line, and people.
struct StageFlow {
  /// Which one.
  let stage: WarehouseStage
  /// Orders that wait here.
  private(set) var line = OrderLine()
  /// Orders that have been withdrawn while somebody worked on them.
  private(set) var withdrawn = 0.0

  /// Share of those with a wish to withdraw who do so while somebody works on their order.
  private let goneInHand: Double
  /// Orders that the people on shift finish up to each minute of the day.
  private let onShift: [Double]
  /// Orders that people finish after their shift, if none is ever without an order.
  private let overtime: [Double]
  /// Whether people had orders in hand when they left.
  private var isBusy = false

  /// Makes an empty stage.
  init(
    _ stage: WarehouseStage,
    _ configuration: StageConfiguration,
    refundMeanSeconds: Double
  ) {
    self.stage = stage
    let seconds = max(configuration.service.meanSeconds, 1e-9)
    goneInHand = -Elementary.expm1(-configuration.service.meanSeconds / refundMeanSeconds)
    let people = configuration.people(inIntervalsOf: .minutes(1))
    onShift = Self.sums(people.onShift.map { $0 * 60 / seconds })
    overtime = Self.sums(people.overtime.map { $0 * 60 / seconds })
  }

  private var minutesOfADay: Int { overtime.count - 1 }

  private static func sums(_ values: [Double]) -> [Double] {
    values.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
  }

  /// Sum over some minutes from a minute of the day on.
  private static func sum(_ sums: [Double], _ clock: Int, _ length: Int) -> Double {
    let day = sums.count - 1
    let end = clock + length
    return sums[end % day] - sums[clock] + Double(end / day) * sums[day]
  }

  /// Takes orders in, lets some be withdrawn and as many go on as people can finish.
  ///
  /// - Returns: The orders that go on, without those that are withdrawn while people work on them.
  mutating func step(
    _ orders: OrderLine.Parts,
    clock: Int,
    length: Int,
    staying: Double
  ) -> OrderLine.Parts {
    let late = Self.sum(overtime, clock, length)
    line.withdraw(staying: staying)
    line.take(orders)
    var out = line.pass(Self.sum(onShift, clock, length) + (isBusy ? late : 0))
    // Nobody begins an order after the shift: what there is at its end decides.
    let next = Self.sum(overtime, (clock + 1) % minutesOfADay, 1)
    if late == 0 || length > 1 || next > late * (1 + 1e-6) { isBusy = line.waiting > 0 }
    let gone = out.impatient * goneInHand
    withdrawn += gone
    out.impatient -= gone
    return out
  }

  /// Orders wait that were there before the first step.
  mutating func take(_ orders: OrderLine.Parts) { line.take(orders) }

  /// Looks at the queue at an instant.
  mutating func note(at time: SimulationTime) { line.note(at: time) }

  /// Goes on for some days as in the one since `before`.
  mutating func skip(_ days: Double, since before: StageFlow) {
    line.skip(days, since: before.line)
    withdrawn += days * (withdrawn - before.withdrawn)
  }
}
