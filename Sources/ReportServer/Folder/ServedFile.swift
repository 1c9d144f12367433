/// A file of the folder, as the listing has found it.
package struct ServedFile: Hashable, Sendable {
  /// Its name: its path from the folder, with `/` between folders.
  package var name: String
  /// Where it stands; not a link.
  package var path: String
  /// Its size [bytes].
  package var size: Int64
  /// When it was changed last: seconds since 1970, and nanoseconds.
  package var changed: [Int]
  /// Number of the file in its file system.
  package var number: UInt64

  /// Describes a file.
  package init(name: String, path: String, size: Int64, changed: [Int], number: UInt64) {
    self.name = name
    self.path = path
    self.size = size
    self.changed = changed
    self.number = number
  }
}
