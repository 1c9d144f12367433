import Wording

extension FormatFault {
  var chinese: FaultWords {
    switch self {
    case .notAnObject(let found):
      FaultWords("此处是\(found.chinese)，应为一个对象", help: "应写在花括号中：{ \"键\": 值 }")
    case .wrongType(let found, let wanted, let key, let example, let cause):
      FaultWords(
        "此处是\(found.chinese)，应为\(Self.spaced(wanted))",
        help: cause.chinese + "例如 \"\(key)\": \(example)"
      )
    case .notAllowed(_, let found, let wanted, let way):
      FaultWords("此处是\(found.chinese)，应为\(Self.spaced(wanted))", help: way?.chinese)
    case .missingKey(let key, let wanted, let meaning, let example, let entry):
      FaultWords(
        "缺少 \"\(key)\"，应为\(Self.spaced(wanted))",
        help: "请加上\(meaning.chinese)，例如 \"\(key)\": \(example)"
          + (entry.map {
            "；如果指的是已有的 \(quotedList($0.meant, joinedBy: " 或 "))，请把 \"\($0.typed)\" 改写成它"
          } ?? "")
      )
    case .removedKey(let key, let wanted, let example):
      FaultWords(
        "null 删去了必需的 \"\(key)\"，应为\(Self.spaced(wanted))",
        help: "请改写成一个值，例如 \"\(key)\": \(example)"
      )
    case .misspeltKey(let typed, let meant, let value, let wanted):
      FaultWords(
        "无法识别 \(TerminalText.quoted(typed))；缺少 \"\(meant)\"，应为\(Self.spaced(wanted))",
        help: "应改写为 \(member(meant, value))"
      )
    case .unknownKey(let key, let near, let value, let elsewhere, let allowed):
      FaultWords(
        "此处无法识别 \(TerminalText.quoted(key))",
        help: (near.map { "应写成 \(member($0, value))；" } ?? "")
          + (elsewhere.map { $0.chinese + "；" } ?? "")
          + Self.chinese(allowed: allowed)
      )
    case .notModelled(let key, let subject, let instead, let isModelled):
      FaultWords(
        isModelled
          ? "\(TerminalText.quoted(key)) 不叫这个名字"
          : "无法识别 \(TerminalText.quoted(key))：模型中没有\(subject.chinese)",
        help: (isModelled ? "" : "请删去它；模型中有的是") + instead.chinese
          + "；所有的键见 parksim schema --format markdown --lang zh"
      )
    case .notAnEntry(let id, let found, let way):
      FaultWords(
        "标识 \(TerminalText.quoted(id)) 之下是\(found.chinese)；每一项应为一个对象",
        help: way.chinese
      )
    case .malformedIdentifier(let id):
      FaultWords(
        "\(TerminalText.quoted(id)) 不能作标识；最多 64 个字符，可用文字（字母或汉字）、数字和 _ . : / -，"
          + "以文字或数字开头",
        help: "空格可改写为 _ 或 -；汉字可以使用"
      )
    case .unknownReference(let name, let collection, let known, let near):
      FaultWords(
        "顶层的 \"\(collection)\" 中没有定义 \(TerminalText.quoted(name))",
        help: (near.map { "应写成 \"\($0)\"；" } ?? "")
          + (known.isEmpty
            ? "场景中没有 \"\(collection)\"" : "已定义的有：" + chineseList(known))
      )
    case .removesNothing(let name, let known, let near):
      FaultWords(
        "null 表示删去 \(TerminalText.quoted(name))，而此处没有这个键可删",
        help: (near.map { "应写成 \"\($0)\"；" } ?? "")
          + (known.isEmpty ? "此处没有定义任何键" : "已定义的有：" + chineseList(known))
      )
    case .namedTwice(let name):
      FaultWords("\(TerminalText.quoted(name)) 写了两次", help: "写一次就够了")
    case .malformedPath(let path):
      FaultWords("\(TerminalText.quoted(path)) 不是一个位置", help: Self.chineseSettingHelp)
    case .pathTooLong(let count, let limit):
      FaultWords("路径有 \(count) 个键；最多 \(limit) 个", help: Self.chineseSettingHelp)
    case .pathThroughValue(let key, let found):
      FaultWords(
        "不能在\(found.chinese)里设置 \(TerminalText.quoted(key))",
        help: Self.chineseSettingHelp
      )
    case .noElement(let key, let count):
      FaultWords(
        "\(TerminalText.quoted(key)) 不是这个含 \(count) 个元素的数组的元素",
        help: count == 0
          ? "请写出整个数组：key=[1, 2]"
          : "元素编号为 0 到 \(count - 1)，例如 demand.orders.orders_per_hour[12]=80；"
            + "或写出整个数组：key=[1, 2]"
      )
    case .elementRemoved(let key):
      FaultWords(
        "null 会删去数组的元素 \(TerminalText.quoted(key))",
        help: "请写另一个值，或写出整个数组：key=[1, 2]"
      )
    case .settingWithoutSign(let setting):
      FaultWords("\(TerminalText.quoted(setting)) 中没有 \"=\"", help: Self.chineseSettingHelp)
    case .unreadableFile(let trouble):
      trouble.chinese
    case .olderFormat(let found, let current, let file, let child):
      FaultWords(
        Self.chinese(whose: child) + "的格式是 \(found)；本版本读取格式 \(current)",
        help: "写成新格式：parksim scenario upgrade \(ShellWord.of(file)) --in-place"
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
    case .fleetsNotKnown:
      FaultWords(
        "无人机何时充电现在由各机队规定，而本文件所修改的文件中有哪些机队无从得知",
        help: "把被修改的文件放到所写的位置，或自行写入 fleet.ID.recharge"
      )
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
    "应写成 --set fleet.m100.count=40 或 --set /fleet/m100/count=40"

  private static func chinese(whose child: String?) -> String {
    child.map { "文件（\($0) 以它为基础）" } ?? "文件"
  }

  private static func chinese(allowed: [String]) -> String {
    guard !allowed.isEmpty else { return "此处不允许任何键" }
    return "此处可用：" + chineseList(allowed.sorted())
  }
}

/// Names in quotes with Chinese commas between them.
func chineseList(_ names: [String]) -> String {
  let shown = names.prefix(40).map { TerminalText.quoted($0) }.joined(separator: "、")
  return names.count > 40 ? shown + "……（共 \(names.count) 个）" : shown
}

extension FormatFault.TypeCause {
  fileprivate var chinese: String {
    switch self {
    case .isNullForDefault: "要用默认值就删去这个键；"
    case .isQuotedNumber: "数字不加引号，"
    case .isArrayForCollection: "标识是对象的键，不是数组的成员；"
    case .isMeant(let form): form.chinese + "；"
    case .isObjectForArray: "以数字为键只能改变所 extends 文件中数组的元素；单独使用时，"
    case .other: ""
    }
  }
}

extension FormatFault.Elsewhere {
  fileprivate var chinese: String {
    switch self {
    case .belongs(let places):
      "它应在 " + places.map { $0.isEmpty ? "最外层对象" : $0 }.joined(separator: " 或 ") + " 中"
    case .otherWord(let field, let word): "它与 \"\(field)\": \"\(word)\" 一起使用"
    case .isThereAlready(let place):
      "\(place.isEmpty ? "最外层对象" : place) 中已有它，请删除此处这一项"
    case .setting(let path, let value): "应写成 --set \(path)=\(value)"
    }
  }
}

extension FormatFault.EntryWay {
  fileprivate var chinese: String {
    switch self {
    case .key(let path): "它是各项中的键：应写成 \(path)"
    case .example(let example): "例如 \(example)"
    }
  }
}

extension NumberMeant.Form {
  fileprivate var chinese: String {
    switch self {
    case .decimalComma: "小数用小数点"
    case .grouped: "数字不分组"
    case .percent: "此处填 0 到 1 之间的比例，不是百分数"
    case .withUnit: "单位已在键名中，只写数字"
    }
  }
}

extension FormatFault.WayOut {
  fileprivate var chinese: String {
    switch self {
    case .word(let word): "应写成 \(TerminalText.quoted(word))"
    case .example(let key, let example): "例如 \"\(key)\": \(example)"
    case .elements(let missing, let meaning, let without):
      (missing > 0 ? "还缺 \(missing) 个" : "多了 \(-missing) 个") + "：" + meaning.chinese
        + (without.map { "；也可不写此键，即\($0.chinese)" } ?? "")
    case .advice(let advice): advice.chinese
    case .whole(let lower, let upper): "写成 \(lower) 或 \(upper)"
    case .write(let key, let value): "应写成 \"\(key)\": \(value)"
    case .unit(let found, let other, let meant, let unit):
      "\(found) \(other) 等于 \(meant) \(unit)：应写成 \(meant)"
    case .withoutMinus(let number): "应写成 \(number)，不带负号"
    case .bound(let bound, let isLargest): (isLargest ? "最大为 " : "最小为 ") + bound
    case .share(let share, let percent): "此处填 0 到 1 之间的比例，不是百分数：\(percent)% 应写成 \(share)"
    }
  }
}

extension FormatFault.FileTrouble {
  fileprivate var chinese: FaultWords {
    switch self {
    case .isFolder: FaultWords("这是一个文件夹", help: "请指定其中的文件")
    case .isForbidden: FaultWords("无法读取这个文件", help: "请检查权限")
    case .isNoObject: FaultWords("这个文件不是场景：它不以 { 开头", help: "请指定场景文件")
    case .isStream: FaultWords("这是管道或设备，不是文件", help: "先把内容写入一个文件，再指定那个文件")
    case .isOther:
      FaultWords("这个文件不是场景：其中没有场景的键", help: "场景是一个 JSON 对象，parksim scenario new 可给出一例")
    case .isOutside:
      FaultWords("这个文件不在该场景可以读取的位置", help: "把它放进场景所在的文件夹或其子文件夹")
    case .isMissing(let near):
      FaultWords(
        "这个文件不存在",
        help: near.map { "应写成 \(TerminalText.quoted($0))，该文件夹中有这个文件" } ?? "请检查路径；文件中的路径从该文件所在文件夹算起"
      )
    }
  }
}

extension FormatFault {
  /// Chinese words after other ones: with a space between where they begin with a digit or a letter.
  fileprivate static func spaced(_ words: Phrase) -> String {
    let isLatin = words.chinese.unicodeScalars.first?.isASCII ?? false
    return isLatin ? " " + words.chinese : words.chinese
  }
}
