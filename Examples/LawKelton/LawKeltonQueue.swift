import DiscreteEvents

/// The single server of Law and Kelton, "Simulation Modeling and Analysis", section 1.4.
///
/// *System.* Customers come 1 minute apart on average; the server needs half a minute for one on
/// average; both times are exponential.
///
/// *Question.* How long do customers wait, how many wait, and how busy is the server?
///
/// *Result.* The reports of the book for two ways to end the run: after 1,000 customers have waited
/// (figure 1.37), and after 480 minutes. Times are rounded to ticks of a
/// microsecond, 1.7e-8 minutes: all printed digits are those of the book.
enum LawKeltonQueue {
  static let timeBetweenArrivals = 1.0
  static let serviceTime = 0.5

  /// When a run ends: after some delays, or at some time, whichever comes first.
  struct End {
    var delays = Int.max
    var time = SimulationTime.distantFuture
  }

  /// What a run reports; times in minutes.
  struct Report: Equatable {
    var delays = 0
    var meanDelay = 0.0
    var meanNumberInQueue = 0.0
    var utilization = 0.0
    var end = 0.0
  }

  /// Both reports as the example prints them.
  static func text(_ view: View) throws -> String {
    "After 1000 delays:\n" + text(of: try report(End(delays: 1000), view))
      + "After 480 minutes:\n" + text(of: try report(End(time: .minutes(480)), view))
  }

  static func report(_ end: End, _ view: View) throws -> Report {
    switch view {
    case .events: lawKeltonQueueEvents(until: end)
    case .processes: try lawKeltonQueueProcesses(until: end)
    }
  }

  private static func text(of report: Report) -> String {
    """
      average delay in queue  \(report.meanDelay.text(3, width: 9)) minutes
      average number in queue \(report.meanNumberInQueue.text(3, width: 9))
      server utilization      \(report.utilization.text(3, width: 9))
      number of delays        \(report.delays.text(width: 9))
      time simulation ended   \(report.end.text(3, width: 9)) minutes

    """
  }
}

extension LawKeltonQueue.Report {
  /// The report on a server until now.
  init(_ server: ResourceUsage, at now: SimulationTime) {
    delays = server.grants
    meanDelay = (server.meanWait ?? 0) / 60
    meanNumberInQueue = server.meanLineLength ?? 0
    utilization = server.utilization ?? 0
    end = now.inMinutes
  }
}
