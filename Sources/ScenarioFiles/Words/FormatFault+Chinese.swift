extension FormatFault {
  var chinese: FaultWords {
    switch self {
    case .notAnObject(let found):
      FaultWords("此处是\(found.chinese)；需要一个对象", help: "写在花括号中：{ \"键\": 值 }")
    case .wrongType(let found, let wanted, let key, let example, let cause):
      FaultWords(
        "此处是\(found.chinese)；允许的是\(wanted.chinese)",
        help: cause.chinese + "例如 \"\(key)\": \(example)"
      )
    case .notAllowed(_, let found, let wanted, let near):
      FaultWords(
        "此处是\(found.chinese)；允许的是\(wanted.chinese)",
        help: near.map { "写成 \(TerminalText.quoted($0))" }
      )
    case .missingKey(let key, let wanted):
      FaultWords("缺少 \"\(key)\"：\(wanted.chinese)", help: "在这个对象中加上 \"\(key)\"")
    case .misspeltKey(let typed, let meant, let wanted, let allowed):
      FaultWords(
        "缺少 \"\(meant)\"：\(wanted.chinese)；此处的 \(TerminalText.quoted(typed)) 不认识",
        help: "写成 \"\(meant)\"；" + Self.chinese(allowed: allowed)
      )
    case .unknownKey(let key, let near, let allowed):
      FaultWords(
        "此处不认识 \(TerminalText.quoted(key))",
        help: (near.map { "写成 \"\($0)\"；" } ?? "") + Self.chinese(allowed: allowed)
      )
    case .malformedIdentifier(let id):
      FaultWords(
        "\(TerminalText.quoted(id)) 不能作标识；最多 64 个字符，可用 A-Z a-z 0-9 _ . : / -，"
          + "以字母或数字开头",
        help: "标识供程序使用；中文名称写在场景的 \"name\" 中"
      )
    case .unknownReference(let name, let collection, let known, let near):
      FaultWords(
        "\"\(collection)\" 中没有 \(TerminalText.quoted(name))",
        help: (near.map { "写成 \"\($0)\"；" } ?? "")
          + (known.isEmpty ? "场景中没有 \"\(collection)\"" : "其中有：" + quotedList(known))
      )
    case .namedTwice(let name):
      FaultWords("\(TerminalText.quoted(name)) 写了两次", help: "写一次就够了")
    case .malformedPath(let path):
      FaultWords("\(TerminalText.quoted(path)) 不是一个位置", help: Self.chineseSettingHelp)
    case .pathTooLong(let count, let limit):
      FaultWords("路径有 \(count) 个键；最多 \(limit) 个", help: Self.chineseSettingHelp)
    case .pathThroughValue(let key, let found, let isArray):
      FaultWords(
        "不能在\(found.chinese)里设置 \(TerminalText.quoted(key))",
        help: isArray ? "数组要整个替换：key=[1, 2]" : Self.chineseSettingHelp
      )
    case .settingWithoutSign(let setting):
      FaultWords("\(TerminalText.quoted(setting)) 中没有 \"=\"", help: Self.chineseSettingHelp)
    case .unreadableFile(let trouble):
      trouble.chinese
    case .olderFormat(let found, let current, let file, let child):
      FaultWords(
        Self.chinese(whose: child) + "的格式是 \(found)；本版本读取格式 \(current)",
        help: "写成新格式：parksim scenario upgrade \(file) --in-place"
      )
    case .newerFormat(let found, let current, let child):
      FaultWords(
        Self.chinese(whose: child) + "的格式是 \(ECMAScriptNumber.text(of: found))；"
          + "本版本比它旧，读取格式 \(current)",
        help: "请用更新的 parksim；parksim --version 给出当前版本"
      )
    case .unstatedFormat:
      FaultWords("文件没有说明它的格式", help: "写上 \"format\": 1，或用 --from 1 说明")
    case .movedKey(let key, let place):
      FaultWords("此处不再使用 \"\(key)\"", help: "现在写作 \(place)")
    case .placeTaken(let key):
      FaultWords(
        "文件中已有键 \"\(key)\"，而它的格式没有这个键",
        help: "去掉它，或手工修改"
      )
    case .extendsItself(let chain):
      FaultWords(
        "这些文件的 \"extends\" 形成了环：" + chain.joined(separator: " -> "),
        help: "其中一个文件不能再写 \"extends\""
      )
    case .extendsTooDeep(let limit):
      FaultWords(
        "层层 \"extends\" 的文件超过 \(limit) 个",
        help: "合并其中几个：parksim scenario show 文件 --json"
      )
    }
  }

  private static let chineseSettingHelp =
    "写成 --set fleet.m100.count=40 或 --set /fleet/m100/count=40"

  private static func chinese(whose child: String?) -> String {
    child.map { "文件（\($0) 以它为基础）" } ?? "文件"
  }

  private static func chinese(allowed: [String]) -> String {
    guard !allowed.isEmpty else { return "此处不允许任何键" }
    return "此处可用：" + quotedList(allowed.sorted())
  }
}

extension FormatFault.TypeCause {
  fileprivate var chinese: String {
    switch self {
    case .isNull: "要取默认值就省去这个键；"
    case .isQuotedNumber: "数字不加引号，"
    case .other: ""
    }
  }
}

extension FormatFault.FileTrouble {
  fileprivate var chinese: FaultWords {
    switch self {
    case .isFolder: FaultWords("这是一个文件夹", help: "请指定其中的场景文件")
    case .isForbidden: FaultWords("无法读取这个文件", help: "请检查权限")
    case .isMissing: FaultWords("这个文件不存在", help: "请检查路径")
    }
  }
}
