import DiscreteEvents

/// Draws programs in which processes get in each other's way as often as can be.
struct ProgramMaker {
  private var random: TestRandom
  private var desks = 0
  private var longest = 0
  private var bodies = 0

  init(seed: Int) { random = TestRandom(seed: seed) }

  private mutating func draw(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

  /// Whether something happens that does so once in some times.
  private mutating func once(in times: Int) -> Bool { draw(times) == 0 }

  mutating func program() -> ProcessProgram {
    desks = 1 + draw(3)
    // Without time everything is a tie; with much of it nothing is.
    longest = [0, 1, 2, 4, 4, 9][draw(6)]
    bodies = 3 + draw(4)
    let starts = (0..<3 + draw(6)).map { _ in
      ProcessProgram.Start(body: draw(bodies), delay: once(in: 2) ? 0 : draw(longest + 1))
    }
    return ProcessProgram(
      desks: (0..<desks).map { _ in
        ProcessProgram.Desk(
          capacity: draw(8) == 0 ? 0 : 1 + draw(3),
          room: once(in: 4) ? draw(3) : .max,
          rule: once(in: 3) ? .firstFit : .strict
        )
      },
      stores: [1, 1 + draw(3)],
      tanks: [ProcessProgram.Tank(amount: draw(6), capacity: 5)],
      occurrences: 2,
      bodies: (0..<bodies).map { body($0) },
      starts: starts,
      stages: (0..<draw(4)).map { _ in stage() }
    )
  }

  private mutating func body(_ index: Int) -> ProcessProgram.Body {
    ProcessProgram.Body(
      steps: (0..<3 + draw(9)).map { _ in step(in: index, depth: 0) },
      tidies: !once(in: 5),
      isTimid: once(in: 8),
      clings: once(in: 10)
    )
  }

  private mutating func stage() -> ProcessProgram.Stage {
    ProcessProgram.Stage(
      length: draw(2 * longest + 2),
      actions: (0..<draw(3)).map { _ in outsideStep() }
    )
  }

  private mutating func asking() -> ProcessStep.Asking {
    ProcessStep.Asking(
      desk: draw(desks),
      units: once(in: 3) ? 1 + draw(4) : 1,
      priority: draw(3),
      preempts: once(in: 3)
    )
  }

  private mutating func patience() -> Int? {
    once(in: 2) ? draw(longest + 2) : nil
  }

  private mutating func awaited() -> ProcessStep.Awaited {
    switch draw(9) {
    case 0, 1: .shared(draw(2))
    case 2: .newTimer(draw(longest + 1))
    case 3, 4: .timer(draw(4))
    case 5: .end(draw(8))
    default: .request(draw(6))
    }
  }

  private mutating func severalAwaited() -> [ProcessStep.Awaited] {
    (0..<1 + draw(4)).map { _ in awaited() }
  }

  private mutating func step(in body: Int, depth: Int) -> ProcessStep {
    switch draw(62) {
    case 0..<7: .wait(draw(longest + 1))
    case 7: .waitUntil(draw(3 * longest + 1))
    case 8: .giveWay
    case 9..<14: .acquire(asking(), patience: patience())
    case 14..<23:
      .use(
        asking(),
        time: draw(2 * longest + 1),
        rule: [.resume, .restart, .abandon][draw(3)],
        patience: patience()
      )
    case 23, 24:
      depth < 2
        ? .using(asking(), (0..<1 + draw(3)).map { _ in step(in: body, depth: depth + 1) })
        : .giveWay
    case 25..<28: .release(draw(3), inPart: once(in: 3))
    case 28: .releaseOf(process: draw(8), draw(3))
    case 29..<31: .put(store: draw(2), item: draw(4), priority: draw(2))
    case 31..<33:
      .take(
        store: draw(2),
        kinds: once(in: 2) ? 1 + draw(15) : nil,
        priority: draw(2),
        patience: patience()
      )
    case 33, 34: .draw(tank: 0, amount: draw(6), priority: draw(2))
    case 35, 36: .add(tank: 0, amount: draw(6), priority: draw(2))
    case 37: .makeTimer(draw(2 * longest + 2))
    case 38..<41: .request(asking())
    case 41..<43: .waitFor(awaited(), patience: patience())
    case 43..<46: .firstOf(severalAwaited())
    case 46..<48: .allOf(severalAwaited())
    case 48, 49:
      body + 1 < bodies
        ? .spawn(body: body + 1 + draw(bodies - body - 1), delay: draw(longest + 1))
        : .giveWay
    case 50: once(in: 4) ? .fail : .leave
    case 51: once(in: 3) ? .stop : .giveWay
    default: outsideStep()
    }
  }

  /// What can also be done between two stages.
  private mutating func outsideStep() -> ProcessStep {
    switch draw(12) {
    case 0..<3: .happen(draw(2))
    case 3..<7: .interrupt(draw(8))
    case 7, 8: .setCapacity(desk: draw(desks), draw(5), preempts: once(in: 2))
    case 9: .putIfRoom(store: draw(2), item: draw(4))
    case 10: .releaseOf(process: draw(8), draw(3))
    default: .request(asking())
    }
  }
}
