import DiscreteEvents

/// The ticket counter in the event view.
func movieEvents() -> [Movies.Movie] {
  var theater = MovieEvents()
  theater.scheduleArrival()
  theater.run(until: Movies.end)
  return theater.movies
}

/// The state of the theater and of all who have come.
struct MovieEvents: Model {
  enum Event: BitwiseCopyable {
    case arrival
    case endOfTalk(Claim)
  }

  /// Somebody who has come.
  struct Moviegoer {
    var movie: Int
    var tickets: Int
  }

  var engine = Engine<Event>()
  private(set) var movies = Movies.titles.map { _ in Movies.Movie() }
  private var people: [Moviegoer] = []
  private var counter = Resource(capacity: 1)
  private var chance = MovieChance()

  mutating func scheduleArrival() {
    engine.schedule(.arrival, after: chance.timeToNextArrival())
  }

  mutating func handle(_ event: Event) {
    switch event {
    case .arrival:
      let (movie, tickets) = chance.wish()
      scheduleArrival()
      if movies[movie].ticketsLeft > 0 { queue(movie, tickets) }
    case .endOfTalk(let claim):
      serve(counter.release(claim, at: engine.now).grants)
    }
  }

  private mutating func queue(_ movie: Int, _ tickets: Int) {
    people.append(Moviegoer(movie: movie, tickets: tickets))
    serve(counter.request(for: people.count - 1, at: engine.now).grants)
  }

  private mutating func serve(_ grants: ShortList<Grant>) {
    for grant in grants {
      let person = people[grant.token]
      let isServed = movies[person.movie].sell(person.tickets, at: engine.now)
      if movies[person.movie].soldOut == engine.now { sendAway(person.movie) }
      engine.schedule(
        .endOfTalk(grant.claim),
        after: isServed ? Movies.sellingTime : Movies.arguingTime,
        priority: EventPriority.completion
      )
    }
  }

  /// All who queue for a movie leave; nobody's turn comes by that, since the counter is busy.
  private mutating func sendAway(_ movie: Int) {
    for waiting in counter.waitingClaims where people[waiting.token].movie == movie {
      _ = counter.renege(waiting.claim, at: engine.now)
      movies[movie].queuedInVain += 1
    }
  }
}
