import DiscreteEvents

/// The bank in the event view: what changes when somebody comes, is done or has waited enough.
///
/// - Parameters:
///   - chance: Where times come from.
///   - customers: How many customers come.
/// - Returns: What happened, in the order in which it did.
func bankEvents(_ chance: some BankChance, customers: Int) -> [BankEntry] {
  var bank = BankEvents(chance: chance, customers: customers)
  bank.engine.schedule(.arrival(customer: 0), at: .zero)
  bank.run()
  return bank.story
}

/// The state of the bank: all of it is in these few values, so a copy is a second bank.
struct BankEvents<Chance: BankChance>: Model {
  enum Event: BitwiseCopyable {
    case arrival(customer: Int)
    case endOfService(customer: Int, Claim)
    case endOfPatience(customer: Int, Claim, patience: SimulationTime)
  }

  var engine = Engine<Event>()
  var chance: Chance
  let customers: Int
  var teller = Resource(capacity: 1)
  var story: [BankEntry] = []

  init(chance: Chance, customers: Int) {
    self.chance = chance
    self.customers = customers
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .arrival(let customer):
      arrive(customer)
    case .endOfService(let customer, let claim):
      let changes = teller.release(claim, at: engine.now)
      note(customer, .leaves)
      serve(changes.grants)
    case .endOfPatience(let customer, let claim, let patience):
      // Without effect for a customer whose turn came before.
      guard let changes = teller.renege(claim, at: engine.now) else { return }
      note(customer, .givesUp, waited: patience)
      serve(changes.grants)
    }
  }

  private mutating func arrive(_ customer: Int) {
    note(customer, .arrives)
    let pause = chance.timeToNextArrival()
    if customer + 1 < customers {
      engine.schedule(.arrival(customer: customer + 1), after: pause)
    }
    let patience = chance.patience()
    let changes = teller.request(for: customer, at: engine.now)
    serve(changes.grants)
    engine.schedule(
      .endOfPatience(customer: customer, changes.claim, patience: patience),
      after: patience
    )
  }

  private mutating func serve(_ grants: ShortList<Grant>) {
    for grant in grants {
      note(grant.token, .isServed, waited: grant.waited)
      engine.schedule(
        .endOfService(customer: grant.token, grant.claim),
        after: chance.serviceTime(),
        priority: EventPriority.completion
      )
    }
  }

  private mutating func note(
    _ customer: Int,
    _ news: BankEntry.News,
    waited: SimulationTime = .zero
  ) {
    story.append(BankEntry(time: engine.now, customer: customer, news: news, waited: waited))
  }
}
