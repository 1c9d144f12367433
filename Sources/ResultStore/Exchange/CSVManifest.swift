import Foundation
import Wording

/// What an export as CSV says about itself, in a file beside the tables.
///
/// The rows of each table are counted, so that a file that was cut off is found.
struct CSVManifest: Codable, Equatable {
  /// Name of the file.
  static let name = "manifest.json"
  /// Bytes that are looked at; a manifest has some hundreds.
  private static let sizeLimit = 1 << 20

  /// What kind of folder this is: `parksim-csv`.
  var format = "parksim-csv"
  /// Version of the tables, as in a results file.
  var version = Int(Schema.version)
  /// Content digest of the complete runs.
  var contentDigest: String
  /// Tables with their numbers of rows.
  var rows: [String: Int]

  private enum CodingKeys: String, CodingKey {
    case format
    case version
    case contentDigest = "content_digest"
    case rows
  }

  /// The text of the file.
  func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }

  /// Reads the file of a folder.
  static func read(from folder: String) throws -> CSVManifest {
    let path = folder + "/" + name
    guard FileLink.kind(of: path) == .file, let file = FileHandle(forReadingAtPath: path) else {
      throw StoreError.badTable(
        path: path,
        line: nil,
        why: Phrase(
          "there is no such file; name a folder that 'parksim export --format csv' wrote",
          "没有此文件；请指定由 'parksim export --format csv' 写出的文件夹"
        )
      )
    }
    defer { try? file.close() }
    let data = (try? file.read(upToCount: sizeLimit)) ?? Data()
    guard let manifest = try? JSONDecoder().decode(CSVManifest.self, from: data),
      manifest.format == "parksim-csv"
    else {
      throw StoreError.badTable(
        path: path,
        line: nil,
        why: Phrase("it does not describe an export as CSV", "它描述的不是 CSV 导出")
      )
    }
    let version = Int(Schema.version)
    guard manifest.version == version || Upgrade.forms.contains(manifest.version) else {
      throw StoreError.otherVersion(
        path: folder,
        found: manifest.version,
        supported: version
      )
    }
    return manifest
  }
}
