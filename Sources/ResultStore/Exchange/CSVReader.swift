import Foundation
import Wording

/// Reads the records of a CSV file one by one.
///
/// RFC 4180 with two liberties: lines may end with a line feed alone, and a byte-order mark at the
/// start is skipped. Whether a field was quoted is kept, because an empty field is NULL and `""`
/// is an empty text.
struct CSVReader {
  /// A field of a record.
  struct Field {
    /// Where its bytes stand in `bytes`.
    var range: Range<Int>
    /// Whether it stood in quotes.
    var isQuoted: Bool
  }

  /// Bytes of the fields of the record, without quotes.
  private(set) var bytes: [UInt8] = []
  /// Fields of the record.
  private(set) var fields: [Field] = []
  /// Line on which the record begins, from 1.
  private(set) var line = 0

  private let path: String
  private let file: FileHandle
  private var chunk: [UInt8] = []
  private var position = 0
  private var nextLine = 1
  private static let chunkSize = 1 << 16
  /// Most fields of a record: ten times the columns of the widest table.
  private static let fieldLimit = 200
  /// Most bytes of a record: the longest text is a scenario, which is at most so long.
  private static let byteLimit = 65 << 20

  /// Opens a file.
  init(path: String) throws {
    switch FileLink.kind(of: path) {
    case .file: break
    case .nothing, .folder:
      throw StoreError.badTable(
        path: path,
        line: nil,
        why: Phrase("there is no such file", "没有此文件")
      )
    case .stream:
      throw StoreError.badTable(
        path: path,
        line: nil,
        why: Phrase("it is a pipe or a device, not a file", "是管道或设备，不是文件")
      )
    }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw StoreError.cannotOpen(path: path, why: Phrase("no permission to read it", "没有读取权限"))
    }
    self.path = path
    self.file = file
    try refill()
    if chunk.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// Goes to the next record; false at the end of the file.
  mutating func next() throws -> Bool {
    bytes.removeAll(keepingCapacity: true)
    fields.removeAll(keepingCapacity: true)
    line = nextLine
    guard try peek() != nil else { return false }
    while try readField() {
      if fields.count >= Self.fieldLimit {
        throw fault(
          Phrase(
            "has more than \(Self.fieldLimit) fields: it is no row of a results file",
            "字段超过 \(Self.fieldLimit) 个：不是结果文件的行"
          )
        )
      }
    }
    return true
  }

  /// A field as a text.
  func text(_ field: Field) throws -> String {
    guard let text = String(validating: bytes[field.range], as: UTF8.self) else {
      throw fault(
        Phrase("has bytes that are not UTF-8; save the file as UTF-8", "有非 UTF-8 的字节；请将文件存为 UTF-8")
      )
    }
    return text
  }

  /// An error on the line of the record.
  func fault(_ why: Phrase) -> StoreError {
    .badTable(path: path, line: line, why: why)
  }

  /// Reads a field and what ends it; false at the end of the record.
  private mutating func readField() throws -> Bool {
    let start = bytes.count
    let isQuoted = try peek() == UInt8(ascii: "\"")
    try isQuoted ? readQuoted() : readPlain()
    fields.append(Field(range: start..<bytes.count, isQuoted: isQuoted))
    switch try take() {
    case UInt8(ascii: ",")?: return true
    case UInt8(ascii: "\n")?, nil: break
    case UInt8(ascii: "\r")?:
      guard try take() == UInt8(ascii: "\n") else {
        throw fault(
          Phrase("has a carriage return without a line feed outside quotes", "引号外有回车而无换行")
        )
      }
    default: throw fault(Phrase("has text after a closing quote", "结束引号之后还有文字"))
    }
    nextLine += 1
    return false
  }

  private mutating func readPlain() throws {
    while let byte = try peek() {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"): return
      case UInt8(ascii: "\""):
        throw fault(Phrase("has a quote inside a field without quotes", "未加引号的字段中有引号"))
      default:
        bytes.append(byte)
        position += 1
      }
    }
  }

  private mutating func readQuoted() throws {
    position += 1
    while let byte = try take() {
      if byte == UInt8(ascii: "\"") {
        guard try peek() == byte else { return }
        position += 1
      }
      if byte == UInt8(ascii: "\n") { nextLine += 1 }
      bytes.append(byte)
    }
    throw fault(Phrase("has a quote that is never closed", "有未结束的引号"))
  }

  private mutating func peek() throws -> UInt8? {
    if position == chunk.count { try refill() }
    return position < chunk.count ? chunk[position] : nil
  }

  private mutating func take() throws -> UInt8? {
    guard let byte = try peek() else { return nil }
    position += 1
    return byte
  }

  private mutating func refill() throws {
    if bytes.count > Self.byteLimit {
      throw fault(
        Phrase(
          "has a row of more than \(Self.byteLimit >> 20) MiB",
          "有一行超过 \(Self.byteLimit >> 20) MiB"
        )
      )
    }
    do {
      chunk = Array(try file.read(upToCount: Self.chunkSize) ?? Data())
      position = 0
    } catch {
      throw StoreError.inputOutput(path: path, why: Phrase(same: "\(error)"))
    }
  }
}
