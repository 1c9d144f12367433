import DiscreteEvents

/// SimPy's example `movie_renege` (version 4.1.2): people queue for tickets until a movie sells out.
///
/// *System.* People come half a minute apart on average to one counter and want one to six tickets for
/// one of three movies. Selling takes a minute; who wants more tickets than are left argues for half a
/// minute and leaves. When fewer than two are left, the movie is sold out: all who queue for it
/// leave, and nobody comes for it any more.
///
/// *Question.* When is each movie sold out, and how many people have queued in vain?
///
/// *Result.* The text that SimPy prints after `random.seed(42)`, letter by letter. Arrivals are rounded
/// to ticks, 1.7e-8 of a minute, which the one printed digit does not show.
enum Movies {
  static let titles = ["Python Unchained", "Kill Process", "Pulp Implementation"]
  static let tickets = 50
  /// With fewer tickets left a movie is sold out.
  static let fewest = 2
  static let timeBetweenArrivals = 0.5
  static let wishes = 1...6
  static let sellingTime = SimulationTime.minutes(1)
  static let arguingTime = SimulationTime.minutes(0.5)
  static let end = SimulationTime.minutes(120)

  /// What becomes of a movie.
  struct Movie: Equatable {
    var ticketsLeft = Movies.tickets
    var soldOut: SimulationTime?
    var queuedInVain = 0

    /// Sells tickets; true if there were enough.
    mutating func sell(_ tickets: Int, at now: SimulationTime) -> Bool {
      guard tickets <= ticketsLeft else { return false }
      ticketsLeft -= tickets
      if ticketsLeft < Movies.fewest {
        ticketsLeft = 0
        soldOut = now
      }
      return true
    }
  }

  /// The text of the example.
  static func text(_ view: View) throws -> String {
    let movies =
      switch view {
      case .events: movieEvents()
      case .processes: try movieProcesses()
      }
    var text = "Movie renege\n"
    for (title, movie) in zip(titles, movies) {
      guard let soldOut = movie.soldOut else { continue }
      text += "Movie \"\(title)\" sold out \(soldOut.inMinutes.text(1)) minutes after ticket"
      text += " counter opening.\n  Number of people leaving queue when film sold out:"
      text += " \(movie.queuedInVain)\n"
    }
    return text
  }
}

/// One sequence of numbers for everything, as in SimPy's example.
struct MovieChance {
  private var random = PythonRandom(seed: 42)

  mutating func timeToNextArrival() -> SimulationTime {
    .minutes(random.exponential(mean: Movies.timeBetweenArrivals))
  }

  /// A movie and how many tickets are wanted for it.
  mutating func wish() -> (movie: Int, tickets: Int) {
    let movie = random.choice(Array(Movies.titles.indices))
    return (movie, random.integer(in: Movies.wishes))
  }
}
