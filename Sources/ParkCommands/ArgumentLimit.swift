/// How many words a command line may have.
enum ArgumentLimit {
  /// Most words: to tell options from arguments takes a time that grows with the square of their number.
  static let words = 8_192

  /// Refuses a command line with too many words.
  static func check(_ arguments: [String]) throws {
    guard arguments.count > words else { return }
    throw CommandError(
      status: .badInput,
      "\(arguments.count) words after parksim are more than \(words): write many changes into a "
        + "scenario file that \"extends\" the first one, and merge many files in several steps",
      "parksim 之后有 \(arguments.count) 个词，超过 \(words) 个：请把多项更改写入以 \"extends\" 扩展原场景的场景文件，多个文件则分几步合并"
    )
  }
}
