/// Where a key stands in a format: `zones.ID.radius_m`, with `ID` for ids that files choose.
struct FormatPath: Hashable {
  /// The keys, dots between them.
  let text: String

  /// The outermost object.
  static let root = FormatPath(text: "")
  /// No place at all, for what shall be the same everywhere.
  static let nowhere = FormatPath(text: "-")

  /// The path of a key of this object.
  func appending(_ key: String) -> FormatPath {
    FormatPath(text: text.isEmpty ? key : text + "." + key)
  }

  /// The path of the entries of this collection.
  var entry: FormatPath { appending("ID") }
}
