package import DiscreteEvents
package import OutputStatistics

/// One server that serves all present at once, each at an equal part of its rate.
///
/// An example of a discipline that is no line: the end of the service that ends next is moved
/// whenever somebody comes or goes. Everybody present has been served for the same time since any
/// instant, so who ends first is known from the sum of that time and the own work.
package struct SharedProcessor: Model {
  /// What can happen.
  package enum Event: BitwiseCopyable, Sendable {
    /// The next job arrives.
    case arrives
    /// The job with the least work left is complete.
    case completes
  }

  /// How the server divides itself.
  package enum Discipline: Sendable {
    /// Equal parts for all.
    case sharing
    /// One after the other, in order of arrival.
    case inOrderOfArrival
  }

  private struct Job {
    let arrivedAt: SimulationTime
    let work: Double
    /// The service that a job present all along has received when this one is complete [s].
    let endsAt: Double
  }

  package var engine = Engine<Event>()
  private let arrivals: TimeLaw
  private let service: TimeLaw
  private let window: StudyWindow
  private let discipline: Discipline
  private var gaps: RandomStream
  private var works: RandomStream
  private var jobs: [Job] = []
  private var received = 0.0
  private var lastChange = SimulationTime.zero
  private var completion = EventHandle.none
  private var present = TimeAverage(value: 0, at: 0)
  private var hasSettled = false

  /// Time from arrival to departure over work, of jobs whose work is not above the mean.
  package private(set) var slowdownOfShort = Tally()
  /// The same of jobs whose work is above the mean.
  package private(set) var slowdownOfLong = Tally()

  /// Makes an empty server and schedules the first arrival.
  package init(
    arrivals: TimeLaw,
    service: TimeLaw,
    discipline: Discipline = .sharing,
    window: StudyWindow,
    streams: inout StreamDirectory,
    name: String
  ) {
    self.arrivals = arrivals
    self.service = service
    self.window = window
    self.discipline = discipline
    gaps = streams.stream("time between arrivals", entity: name)
    works = streams.stream("service time", entity: name)
    engine.schedule(.arrives, after: .seconds(arrivals.sample(&gaps)))
  }

  /// Mean number present in the window, up to now; nil before it.
  package var meanPresent: Double? { present.mean(until: engine.now.ticks) }

  /// Lets an event happen.
  package mutating func handle(_ event: Event) {
    if !hasSettled, engine.now >= window.start {
      hasSettled = true
      present.mark(at: engine.now.ticks)
    }
    let share = discipline == .sharing ? Double(max(1, jobs.count)) : 1
    received += (engine.now - lastChange).inSeconds / share
    lastChange = engine.now
    switch event {
    case .arrives: arrive()
    case .completes: complete()
    }
    scheduleCompletion()
  }

  private mutating func arrive() {
    engine.schedule(.arrives, after: .seconds(arrivals.sample(&gaps)))
    let work = service.sample(&works)
    let begin = discipline == .sharing ? received : max(received, jobs.last?.endsAt ?? received)
    let job = Job(arrivedAt: engine.now, work: work, endsAt: begin + work)
    jobs.insert(job, at: jobs.firstIndex { $0.endsAt > job.endsAt } ?? jobs.count)
    present.add(1, at: engine.now.ticks)
  }

  private mutating func complete() {
    let job = jobs.removeFirst()
    present.add(-1, at: engine.now.ticks)
    guard job.arrivedAt >= window.start else { return }
    let slowdown = (engine.now - job.arrivedAt).inSeconds / job.work
    if job.work <= service.mean {
      slowdownOfShort.add(slowdown)
    } else {
      slowdownOfLong.add(slowdown)
    }
  }

  private mutating func scheduleCompletion() {
    guard let next = jobs.first else { return }
    let share = discipline == .sharing ? Double(jobs.count) : 1
    let time = engine.now + .seconds(max(0, next.endsAt - received) * share)
    guard !engine.reschedule(completion, at: time) else { return }
    completion = engine.schedule(.completes, at: time, priority: EventPriority.completion)
  }
}
