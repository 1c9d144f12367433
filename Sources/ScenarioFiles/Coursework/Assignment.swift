package import LogisticsPark
package import Wording

/// A lab as students see it: what is asked, what may be changed, what brings points.
package struct Assignment: Sendable {
  /// Id: the name of its folder, such as `packing-bench`.
  package let id: String
  /// Number, by which it may be named.
  package let number: Int
  /// Title.
  package let title: Phrase
  /// Time that it takes [min].
  package let minutes: Int
  /// Folder that it was read from.
  package let folder: String
  /// The scenario to begin with.
  package let start: StartingScenario
  /// Keys that may be changed.
  package let mayChange: [KeyPattern]
  /// Replications of the runs behind visible checks.
  package let replications: Int
  /// Seed of those runs where students have none of their own.
  package let seed: UInt64
  /// How many times the work of the starting scenario a changed one may take.
  package let mostWork: Int
  /// Values that each student has of their own.
  package let personal: [PersonalValue]
  /// What is asked, by id.
  package let questions: [Question]
  /// What brings points, by id.
  package let checks: [AssignmentCheck]
  /// Points of checks that students do not see.
  package let hiddenPoints: Double
  /// The metric by which a class is ranked; nil if it is not.
  package let leaderboard: String?

  /// Points of the checks that students see.
  package var visiblePoints: Double { checks.reduce(0) { $0 + $1.points } }

  /// A value of the starting scenario that each student has of their own.
  package struct PersonalValue: Sendable {
    /// Its name.
    package let id: String
    /// The key that it sets.
    package let key: String
    /// The smallest value.
    package let from: Double
    /// Distance from one value to the next.
    package let step: Double
    /// How many values there are.
    package let count: Int

    /// A value as JSON text.
    ///
    /// - Parameter index: Which one, 0 up to the count.
    /// - Returns: The number as it stands in a file.
    package func text(at index: Int) -> String {
      // Twelve digits: 0.9 + 3 x 0.1 is to be 1.2.
      let scale = 1e12
      let value = from + Double(index) * step
      let rounded = value.magnitude < 1e3 ? (value * scale).rounded() / scale : value
      return ECMAScriptNumber.text(of: rounded)
    }
  }

  /// Something that is asked.
  package struct Question: Sendable {
    /// What an answer is.
    package enum Kind: Sendable {
      /// A number with a unit, which is empty for a pure one.
      case number(unit: String)
      /// One of several, by id.
      case choice([(id: String, words: Phrase)])
      /// Words that a person reads.
      case text
    }

    /// Its id.
    package let id: String
    /// The question.
    package let ask: Phrase
    /// What an answer is.
    package let kind: Kind
  }

  /// A question by its id.
  package func question(_ id: String) -> Question? { questions.first { $0.id == id } }
}

/// The checks of an assignment that students do not see.
package struct HiddenChecks: Sendable {
  /// Seed of the runs where the course has no secret.
  package let seed: UInt64
  /// Replications of these runs.
  package let replications: Int
  /// The checks, by id.
  package let checks: [AssignmentCheck]

  /// Right answers to visible checks that do not say them, by the id of the check.
  package let answers: [String: StudentAnswer]

  /// Points that the checks bring.
  package var points: Double { checks.reduce(0) { $0 + $1.points } }

  /// Visible checks with the answers that students are not to read.
  package func completing(_ checks: [AssignmentCheck]) -> [AssignmentCheck] {
    checks.map { check in
      switch (check.kind, answers[check.id]) {
      case (.value(let question, nil, let tolerance), .number(let right)?):
        check.with(.value(question: question, right, tolerance))
      case (.choice(let question, nil), .choice(let right)?):
        check.with(.choice(question: question, right))
      default: check
      }
    }
  }
}

/// Something that brings points.
package struct AssignmentCheck: Sendable {
  /// What is looked at.
  package enum Kind: Sendable {
    /// The mean of a metric is at least, or at most, so much.
    case goal(Goal)
    /// A metric is better than that of the starting scenario by more than so much.
    case better(metric: String, by: Double)
    /// A number that was answered is what runs give.
    case claim(question: String, Claim, Tolerance)
    /// A number that was answered is the right one; nil where students are not to read it.
    case value(question: String, Double?, Tolerance)
    /// The right choice was answered; nil where students are not to read it.
    case choice(question: String, String?)
    /// A number that was answered is what a closed form gives.
    case theory(question: String, Theory, Tolerance)
    /// A key of the scenario is in a range.
    case key(String, atLeast: Double?, atMost: Double?)
    /// What the scenario has costs no more.
    case budget([Price], atMost: Double)
  }

  /// Which scenario is meant.
  package enum Subject: String, Sendable {
    /// The one that was handed in.
    case answer
    /// The one to begin with.
    case start
  }

  /// A number that runs give.
  package struct Claim: Sendable {
    /// The metric.
    package let metric: String
    /// Which figure of it.
    package let figure: ClaimedFigure
    /// Of which scenario.
    package let subject: Subject
    /// What is changed in it first.
    package let change: JSONNode?
  }

  /// A number that a closed form gives.
  package struct Theory: Sendable {
    /// The closed form.
    package enum Form: Sendable {
      /// M/M/c: arrivals per hour, servers.
      case erlangC(arrivals: [String])
      /// M/M/c//N: machines, time between repairs [s].
      case machineRepair(machines: [String], up: [String])
    }

    /// The form.
    package let form: Form
    /// Time of service [s].
    package let service: [String]
    /// Number of servers.
    package let servers: [String]
    /// Which figure of it.
    package let figure: TheoryFigure
    /// Of which scenario.
    package let subject: Subject
  }

  /// How far an answer may be off.
  package enum Tolerance: Sendable {
    /// A share of the right one.
    case share(Double)
    /// So much, in its unit.
    case within(Double)

    /// How far the answer may be from a value.
    package func width(at value: Double) -> Double {
      switch self {
      case .share(let share): share * value.magnitude
      case .within(let width): width
      }
    }
  }

  /// Something that is paid for.
  package struct Price: Sendable {
    /// The key that counts it.
    package let key: String
    /// Price of one.
    package let each: Double
  }

  /// Its id.
  package let id: String
  /// What is checked.
  package let title: Phrase
  /// What a student is told who does not have all its points.
  package let hint: Phrase?
  /// Points that it brings.
  package let points: Double
  /// What is looked at.
  package let kind: Kind

  /// Whether the right answer is not said here.
  package var isOpen: Bool {
    switch kind {
    case .value(_, nil, _), .choice(_, nil): true
    default: false
    }
  }

  /// The question whose answer it judges.
  package var question: String? {
    switch kind {
    case .claim(let question, _, _), .value(let question, _, _), .choice(let question, _),
      .theory(let question, _, _):
      question
    case .goal, .better, .key, .budget: nil
    }
  }

  func with(_ kind: Kind) -> AssignmentCheck {
    AssignmentCheck(id: id, title: title, hint: hint, points: points, kind: kind)
  }
}
