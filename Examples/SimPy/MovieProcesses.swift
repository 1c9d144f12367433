import DiscreteEvents

/// The ticket counter in the process view: people who wait for their turn or for bad news.
func movieProcesses() throws -> [Movies.Movie] {
  var chance = MovieChance()
  var movies = Movies.titles.map { _ in Movies.Movie() }
  let simulation = Simulation()
  let counter = simulation.resource("counter", capacity: 1)
  let soldOut = Movies.titles.map { simulation.occurrence("\($0) is sold out") }

  func buy(_ tickets: Int, for movie: Int) async throws {
    let turn = counter.request()
    guard try await simulation.firstOf(turn.granted, soldOut[movie]) == 0 else {
      movies[movie].queuedInVain += 1
      return
    }
    let isServed = movies[movie].sell(tickets, at: simulation.now)
    if movies[movie].soldOut != nil { soldOut[movie].happen() }
    try await simulation.wait(isServed ? Movies.sellingTime : Movies.arguingTime)
    counter.release(turn.claim)
  }

  simulation.process("arrivals") {
    while true {
      try await simulation.wait(chance.timeToNextArrival())
      let (movie, tickets) = chance.wish()
      if movies[movie].ticketsLeft > 0 {
        simulation.process("moviegoer") { try await buy(tickets, for: movie) }
      }
    }
  }

  try simulation.run(until: Movies.end)
  return movies
}
