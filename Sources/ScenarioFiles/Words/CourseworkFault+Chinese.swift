import Wording

extension CourseworkFault {
  var chinese: FaultWords {
    switch self {
    case .stepsOfPersonal(let least, let most):
      FaultWords(
        "from、through 和 step 至少应构成 \(least) 步，至多 \(most) 步",
        help: "through 应大于 from，step 应小于两者之差"
      )
    case .opensNothing(let key):
      FaultWords(
        "起始场景中没有 \(TerminalText.quoted(key))",
        help: "parksim scenario show 列出它的键；* 代表键的一段"
      )
    case .noNumberThere(let key):
      FaultWords(
        "起始场景的 \(TerminalText.quoted(key)) 处没有数值",
        help: "parksim scenario show 列出它的键"
      )
    case .unknownMetric(let name, let near):
      FaultWords(
        "没有指标 \(TerminalText.quoted(name))",
        help: (near.map { "应写成 \"\($0)\"；" } ?? "") + "parksim metrics 列出全部指标"
      )
    case .noDirection(let name):
      FaultWords(
        "\(TerminalText.quoted(name)) 没有好坏的方向",
        help: "请改用带界限的 \"goal\""
      )
    case .otherPoints(let points, let told):
      FaultWords(
        "隐藏检查共 \(NumberText.significant(points)) 分，而作业中写的是 \(NumberText.significant(told)) 分",
        help: "在 assignment.json 中写 \"hidden_points\": \(NumberText.significant(points))，或改变分数"
      )
    case .noRightAnswer(let id):
      FaultWords(
        "没有写明检查 \(TerminalText.quoted(id)) 的正确答案",
        help: "请写 \"answers\": { \"\(id)\": ... }，其值为数或选项的标识；或在检查中写 \"is\""
      )
    case .noOpenCheck(let id, let known):
      FaultWords(
        "没有缺少答案的可见检查 \(TerminalText.quoted(id))",
        help: known.isEmpty ? "请去掉 \"answers\"" : "缺少答案的检查有：" + chineseList(known)
      )
    case .noGoal(let text):
      FaultWords(
        "\(TerminalText.quoted(text)) 不是目标",
        help: "请写指标、>= 或 <=、以及一个数，例如 on_time_share >= 0.95"
      )
    case .oneBound:
      FaultWords("没有界限，或有两个界限", help: "请写 \"at_least\" 和 \"at_most\" 之一")
    case .oneTolerance:
      FaultWords("同时写了 \"share\" 和 \"within\"", help: "只写其中之一")
    case .unknownQuestion(let id, let known):
      FaultWords(
        "没有这个问题：\(TerminalText.quoted(id))",
        help: known.isEmpty ? nil : "问题有：" + chineseList(known)
      )
    case .unknownChoice(let id, let known):
      FaultWords(
        "没有这个选项：\(TerminalText.quoted(id))",
        help: "选项有：" + chineseList(known)
      )
    case .factorMissing(let key, let form):
      FaultWords(
        "\(form) 需要 \"\(key)\"",
        help: "请写 \"\(key)\": [...]，其中是数值和场景的键"
      )
    case .noAnswer(let id):
      FaultWords(
        "\(TerminalText.quoted(id)) 的对象中没有 \"answer\"",
        help: "没有答案时写 \"answer\": null"
      )
    case .wrongAnswer(let found, let question):
      FaultWords(
        "答案应是\(question.wanted.chinese)，而不是\(found.chinese)",
        help: "请写 \"answer\": \(question.example)；没有答案时写 null"
      )
    case .notANumber(let id):
      FaultWords(
        "\(TerminalText.quoted(id)) 的值不是数",
        help: "请用 parksim lab start 重新开始：这个文件不应手工修改"
      )
    case .noStudent(let id):
      FaultWords(
        "\(TerminalText.quoted(id)) 不能作为学生的标识",
        help: "请用字母、数字和 . _ @ + -，以字母或数字开头"
      )
    case .otherAssignment(let id, let wanted):
      FaultWords(
        "这是作业 \(TerminalText.quoted(id)) 的提交，而不是 \(TerminalText.quoted(wanted)) 的",
        help: "请提交 parksim lab submit 在本实验课文件夹中写出的文件"
      )
    }
  }
}
