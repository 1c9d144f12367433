import Wording

// Faults of JSON that is not what the format asks for.
extension ExplanationWords {
  private static let drones = FaultExample.patch(#"{ "fleet": { "m100": { "count": 8 } } }"#)

  static let unknownKey = Self(
    "此处不认识的键",
    .patch(#"{ "fleet": { "m100": { "number": 8, "count": 8 } } }"#),
    drones,
    Phrase(
      "Take the name that the help line proposes; all keys: parksim schema --format markdown",
      "改用帮助行给出的名称；所有的键见 parksim schema --format markdown --lang zh"
    )
  )
  static let missingKey = Self(
    "缺少必需的键",
    .patch(#"{ "pads": { "north": { "x_m": 0 } } }"#),
    .patch(#"{ "pads": { "north": { "x_m": 0, "y_m": 200 } } }"#),
    Phrase("Add the key to the object that the place names.", "在所指的对象中加上这个键。")
  )
  static let wrongType = Self(
    "类型不对的值",
    .patch(#"{ "fleet": { "m100": { "count": "8" } } }"#),
    drones,
    Phrase(
      "Numbers stand without quotes, texts and times with them. To take a default leave the key out.",
      "数字不加引号，文字和时刻要加。要取默认值就省去这个键。"
    )
  )
  static let outOfRange = Self(
    "超出允许范围的数",
    .patch(#"{ "fleet": { "m100": { "count": -8 } } }"#),
    drones,
    Phrase(
      "The message names the range and the unit: look whether the number is in that unit.",
      "错误信息中有范围和单位：请检查数值用的是不是这个单位。"
    )
  )
  static let notAllowed = Self(
    "不在允许之列的词",
    .patch(#"{ "dispatch": { "policy": "closest" } }"#),
    .patch(#"{ "dispatch": { "policy": "nearest" } }"#),
    Phrase("Take one of the words that the message lists.", "改用错误信息中列出的词。")
  )
  static let notAnInteger = Self(
    "应为整数处的小数",
    .patch(#"{ "fleet": { "m100": { "count": 2.5 } } }"#),
    drones,
    Phrase("Give a whole number: people, drones and bays can not be parted.", "写成整数：人、无人机和充电位不可分割。")
  )
  static let wrongCount = Self(
    "元素太少或太多的数组或集合",
    .patch(#"{ "demand": { "orders": { "orders_per_hour": [10, 20] } } }"#),
    .patch(
      #"{ "demand": { "orders": { "orders_per_hour": [0,0,0,0,0,0,2,5,9,9,9,9,9,9,9,9,9,9,9,5,2,0,0,0] } } }"#
    ),
    Phrase(
      "Give as many as the message asks for. To change single elements: --set 'key[8]=30', or in a "
        + "patch { \"8\": 30 }.",
      "个数要符合错误信息的要求。只改个别元素：--set 'key[8]=30'，或在补丁中写 { \"8\": 30 }。"
    )
  )
  static let malformedIdentifier = Self(
    "含有文字、数字和 _ . : / - 之外字符或太长的标识",
    .patch(#"{ "pads": { "北 1": { "x_m": 0, "y_m": 200 } } }"#),
    .patch(#"{ "pads": { "北-1": { "x_m": 0, "y_m": 200 } } }"#),
    Phrase(
      "Ids have letters of any script, digits and _ . : / -, and no blanks: commands name them.",
      "标识可用任何文字、数字和 _ . : / -，不能有空格，因为命令中要用到它们。"
    )
  )
  static let malformedText = Self(
    "太短、太长、含控制字符或写法不对的字符串",
    .patch(#"{ "name": "" }"#),
    .patch(#"{ "name": "My park" }"#),
    Phrase(
      "The message says how long it may be; a time of day has five characters, such as \"06:30\".",
      "错误信息中有允许的长度；时刻有五个字符，例如 \"06:30\"。"
    )
  )
  static let malformedPath = Self(
    "--set 的路径没有指向任何位置",
    .setting("fleet..count=12"),
    .setting("fleet.m100.count=12"),
    Phrase(
      "Write keys with dots between them, =, and a value; parksim scenario show lists the paths.",
      "写成以点分隔的键、= 和值；parksim scenario show 会列出所有路径。"
    )
  )
  static let pathNotAnObject = Self(
    "--set 的路径指向的值里没有这个位置",
    .setting("demand.orders.orders_per_hour[24]=30"),
    .setting("demand.orders.orders_per_hour[8]=30"),
    Phrase(
      "A path goes through objects, and into arrays by index from 0: the hour from 08:00 is [8].",
      "路径穿过对象；数组的元素用从 0 起的编号指出：8 点起的一小时是 [8]。"
    )
  )
  static let inconsistent = Self(
    "互相矛盾的值",
    .patch(#"{ "study": { "kind": "terminating", "warm_up_h": 2 } }"#),
    .patch(#"{ "study": { "kind": "steady_state", "warm_up_h": 2 } }"#),
    Phrase(
      "The message names the values and the help line a way out.",
      "错误信息指出了这些值，帮助行给出了办法。"
    )
  )
  static let unknownReference = Self(
    "没有在任何地方声明的名称",
    .patch(#"{ "fleet": { "m100": { "pads": ["hom"] } } }"#),
    .patch(#"{ "fleet": { "m100": { "pads": ["home"] } } }"#),
    Phrase(
      "Take a name that is declared, or declare this one; capitals matter.",
      "改用已声明的名称，或声明这个名称；大小写有区别。"
    )
  )
}
