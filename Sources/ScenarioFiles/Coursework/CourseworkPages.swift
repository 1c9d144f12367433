package import Wording

/// A kind of file of coursework, with its schema and its reference page.
package enum CourseworkFormat: String, CaseIterable, Sendable {
  /// What a lab asks, opens and rewards.
  case assignment
  /// What is asked of a submission on days that nobody has seen.
  case hiddenChecks = "hidden-checks"
  /// What a student hands in.
  case submission

  private var object: ObjectFormat {
    switch self {
    case .assignment: AssignmentFormat.object
    case .hiddenChecks: HiddenChecksFormat.object
    case .submission: SubmissionFormat.object
    }
  }

  private var title: Phrase {
    switch self {
    case .assignment:
      Phrase(
        "ParkSim assignment, format \(AssignmentFormat.current)",
        "ParkSim 作业，格式 \(AssignmentFormat.current)"
      )
    case .hiddenChecks:
      Phrase(
        "ParkSim hidden checks, format \(AssignmentFormat.current)",
        "ParkSim 隐藏检查，格式 \(AssignmentFormat.current)"
      )
    case .submission:
      Phrase(
        "ParkSim submission, format \(SubmissionFormat.current)",
        "ParkSim 提交文件，格式 \(SubmissionFormat.current)"
      )
    }
  }

  /// The JSON Schema, with descriptions in a language.
  package func schema(in language: Language) -> JSONNode {
    let schema = FormatSchema(form: .whole, language: language)
    let head: [MadeMember] = [
      ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
      ("title", .string(title[language])),
    ]
    return JSONNode.Value.members(head + schema.object(object, at: .root)).node
  }

  /// The reference page in Markdown, without a line feed at the end.
  package func page(in language: Language) -> String {
    FormatPage.text(introduction, object.fields, in: language)
  }

  private var introduction: Phrase {
    switch self {
    case .assignment:
      Phrase(
        """
        # Assignments, format \(AssignmentFormat.current)

        `assignment.json` in a lab's folder says what the lab asks, which keys of its starting scenario may be changed, and what brings
        points. Beside it lie the starting scenario, `brief.md` and `brief.zh-Hans.md`. Texts that students read are written in both
        languages. Checks, questions and personal values are objects keyed by an id, and stand in the order of their ids.

        Points: a check brings all of them, half or none. Half for a goal or an improvement that the mean reaches and the 95 % interval
        does not show, and for a number that is off by up to five times what is allowed. Numbers that students claim are compared with runs
        of `replications` replications on the student's own seed, which the student can make too.

        [How a course is run](../how-to/coursework.md). This page and a JSON Schema are made from the description by which files are read:
        `parksim schema --of assignment --format markdown` and `parksim schema --of assignment`.
        """,
        """
        # 作业文件，格式 \(AssignmentFormat.current)

        实验课文件夹中的 `assignment.json` 写明要回答的问题、起始场景中允许改变的键，以及得分的依据。同一文件夹中还有起始场景、`brief.md` 和
        `brief.zh-Hans.md`。学生所读的文字用两种语言写出。检查、问题和个人值都是以标识为键的对象，按标识排序。

        得分：一项检查得全部、一半或零分。均值达到目标（或有所改善）而 95 % 区间未能表明的，得一半；答数的误差在允许误差五倍以内的，得一半。
        学生所答的数与用该学生自己的种子、`replications` 次重复的运行结果比较，学生自己也能做同样的运行。

        [如何开设课程](../how-to/coursework.md)。本页和 JSON Schema 都由读取文件所用的同一份描述生成：
        `parksim schema --of assignment --format markdown --lang zh` 和 `parksim schema --of assignment --lang zh`。
        """
      )
    case .hiddenChecks:
      Phrase(
        """
        # Hidden checks, format \(AssignmentFormat.current)

        `instructor/LAB/hidden.json` has checks that students do not see, of the same kinds as those of an assignment. Goals and improvements are
        judged on runs with a seed of their own. Nothing that students get names this file.

        This page and a JSON Schema are made from the description by which files are read: `parksim schema --of hidden-checks --format markdown` and
        `parksim schema --of hidden-checks`.
        """,
        """
        # 隐藏检查，格式 \(AssignmentFormat.current)

        `instructor/LAB/hidden.json` 中是学生看不到的检查，种类与作业文件中的相同。目标和改善用另一个种子的运行来判断。学生得到的文件都不提及它。

        本页和 JSON Schema 都由读取文件所用的同一份描述生成：`parksim schema --of hidden-checks --format markdown --lang zh` 和
        `parksim schema --of hidden-checks --lang zh`。
        """
      )
    case .submission:
      Phrase(
        """
        # Submissions, format \(SubmissionFormat.current)

        The file that `parksim lab submit` writes and a student hands in: what the scenario changes, and the answers. It names no file and
        holds no results: whoever grades it runs the scenario again.

        This page and a JSON Schema are made from the description by which files are read: `parksim schema --of submission --format markdown` and
        `parksim schema --of submission`.
        """,
        """
        # 提交文件，格式 \(SubmissionFormat.current)

        `parksim lab submit` 写出、由学生提交的文件：场景的改动和各问题的答案。它不引用任何文件，也不含结果：评分者会重新运行场景。

        本页和 JSON Schema 都由读取文件所用的同一份描述生成：`parksim schema --of submission --format markdown --lang zh` 和
        `parksim schema --of submission --lang zh`。
        """
      )
    }
  }
}
