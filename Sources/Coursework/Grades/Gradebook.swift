package import Wording

/// The marks of a class for one assignment.
package struct Gradebook: Sendable {
  /// The assignment.
  package let assignment: GradedAssignment
  /// Marks by student, sorted by their ids; of those on the class list also who handed in nothing.
  package let grades: [Grade]
  /// What was handed in and belongs to nobody: files of whom nothing is known, and two of one student.
  package let aside: [UnassignedHandIn]
  /// What an instructor ought to know of the whole, such as that there were no hidden checks.
  package let notes: [Phrase]

  /// Makes a gradebook from all its fields.
  package init(
    assignment: GradedAssignment,
    grades: [Grade],
    aside: [UnassignedHandIn] = [],
    notes: [Phrase] = []
  ) {
    self.assignment = assignment
    self.grades = grades.sorted { $0.student.id < $1.student.id }
    self.aside = aside
    self.notes = notes
  }
}

/// What is graded.
package struct GradedAssignment: Sendable {
  /// Id of the assignment, such as `packing-bench`.
  package let id: String
  /// Its title.
  package let title: Phrase
  /// Marks that can be had, hidden checks included; above 0.
  package let points: Double

  /// Makes a description from all its fields.
  package init(id: String, title: Phrase, points: Double) {
    (self.id, self.title, self.points) = (id, title, points)
  }
}

/// Who is graded, as a class list tells; without one the id alone is known.
package struct Student: Sendable {
  /// Id that hand-ins carry.
  package let id: String
  /// Name, last name first, as the course's site has it; empty if not known.
  package let name: String
  /// Address of electronic mail; empty if not known.
  package let email: String
  /// Number in Canvas; empty if not known.
  package let canvasID: String
  /// Login name at the institution; empty if not known.
  package let login: String
  /// Section of the course; empty if not known.
  package let section: String

  /// Makes a student from all the fields.
  package init(
    id: String,
    name: String = "",
    email: String = "",
    canvasID: String = "",
    login: String = "",
    section: String = ""
  ) {
    (self.id, self.name, self.email) = (id, name, email)
    (self.canvasID, self.login, self.section) = (canvasID, login, section)
  }
}

/// The marks of one student, each with its reason.
package struct Grade: Sendable {
  /// What became of a submission.
  package enum Status: String, CaseIterable, Sendable {
    /// Its checks were judged.
    case graded
    /// It changes keys that the assignment does not open: nothing of it was run, and it has no marks.
    case forbidden
    /// It is no submission of this assignment, or a damaged one: it has no marks.
    case unreadable
    /// Its scenario would take more than the assignment's limits: what needs runs has no marks.
    case tooLarge = "too_large"
    /// The machine ended it, by time or memory, or a fault of ours did: it is not graded, which is not zero.
    case notGraded = "not_graded"
    /// The file's name says another student than its text: it is not graded until somebody has looked.
    case otherName = "other_name"
    /// Several files of one student, of which nobody knows which counts.
    case several
    /// Nothing was handed in.
    case missing
  }

  /// The student.
  package let student: Student
  /// What became of the submission.
  package let status: Status
  /// File that was handed in, from the folder of submissions; empty if there is none.
  package let file: String
  /// The checks in their order, visible ones first; empty where none was judged.
  package let checks: [CheckResult]
  /// Why the status is what it is, and what the student ought to do; such as faults of the file.
  package let reasons: [Phrase]
  /// Students whose change and answers are the same, sorted.
  package let sameAs: [String]
  /// Answers to questions that a person reads: question and answer.
  package let texts: [ReadAnswer]
  /// What the leaderboard shows, the first being what it is sorted by; empty if nothing was run.
  package let standings: [Standing]
  /// What an instructor ought to look at, such as a digest that does not fit.
  package let remarks: [Phrase]

  /// Makes a grade from all its fields.
  package init(
    student: Student,
    status: Status,
    file: String,
    checks: [CheckResult] = [],
    reasons: [Phrase] = [],
    sameAs: [String] = [],
    texts: [ReadAnswer] = [],
    standings: [Standing] = [],
    remarks: [Phrase] = []
  ) {
    (self.student, self.status, self.file) = (student, status, file)
    (self.checks, self.reasons, self.sameAs) = (checks, reasons, sameAs)
    (self.texts, self.standings, self.remarks) = (texts, standings, remarks)
  }

  /// Marks that were earned; nil where there are none to give, which is not zero: not graded, other name, missing.
  package var earned: Double? {
    switch status {
    case .graded, .tooLarge, .forbidden, .unreadable: checks.reduce(0) { $0 + $1.earned }
    case .notGraded, .otherName, .several, .missing: nil
    }
  }
}

/// A check of one submission.
package struct CheckResult: Sendable {
  /// How it came out.
  package enum Outcome: String, Sendable {
    /// All its points.
    case full
    /// Some of its points.
    case part
    /// None.
    case none
  }

  /// Id of the check in the assignment.
  package let id: String
  /// Its title.
  package let title: Phrase
  /// Whether students see that it is there.
  package let isHidden: Bool
  /// Whether it was not judged, since the right answer is not known here.
  package let isOpen: Bool
  /// Points that it can bring.
  package let points: Double
  /// Points that it has brought, 0 to ``points``.
  package let earned: Double
  /// Why so many, with numbers: for the instructor.
  package let reason: Phrase
  /// The same for the student, without what would give the answer away; a hint where there is one.
  package let told: Phrase

  /// Makes a result from all its fields.
  package init(
    id: String,
    title: Phrase,
    isHidden: Bool,
    isOpen: Bool = false,
    points: Double,
    earned: Double,
    reason: Phrase,
    told: Phrase
  ) {
    (self.id, self.title, self.isHidden) = (id, title, isHidden)
    (self.isOpen, self.points, self.earned) = (isOpen, points, earned)
    (self.reason, self.told) = (reason, told)
  }

  /// How it came out.
  package var outcome: Outcome {
    earned <= 0 && points > 0 ? .none : earned < points ? .part : .full
  }
}

/// An answer in words.
package struct ReadAnswer: Sendable {
  /// The question.
  package let question: Phrase
  /// What was answered; empty if nothing was.
  package let answer: String

  /// Joins a question and what was answered.
  package init(question: Phrase, answer: String) {
    (self.question, self.answer) = (question, answer)
  }
}

/// A number of the leaderboard.
package struct Standing: Sendable {
  /// Name of the metric.
  package let metric: String
  /// The mean over the runs that were graded.
  package let value: Double
  /// Whether a smaller one is better.
  package let isLessBetter: Bool

  /// Makes a number from all its fields.
  package init(metric: String, value: Double, isLessBetter: Bool) {
    (self.metric, self.value, self.isLessBetter) = (metric, value, isLessBetter)
  }
}

/// A file that belongs to nobody.
package struct UnassignedHandIn: Sendable {
  /// The file, from the folder of submissions.
  package let file: String
  /// Why it is nobody's.
  package let why: Phrase

  /// Joins a file and the reason.
  package init(file: String, why: Phrase) {
    (self.file, self.why) = (file, why)
  }
}
