import Foundation

/// Values of a metric by replication, as a baseline keeps them: rounded to 24 bits, 4 bytes each.
///
/// A replication in which there was nothing to measure has none.
package struct ReplicationValues: Hashable, Sendable {
  private let bytes: Data

  private static let width = 4

  /// Number of replications.
  package var count: Int { bytes.count / Self.width }

  /// Packs the values of the replications from 1.
  package init(_ values: [Double?]) {
    var bytes = Data(capacity: Self.width * values.count)
    for value in values {
      withUnsafeBytes(of: Self.rounded(value).bitPattern.littleEndian) {
        bytes.append(contentsOf: $0)
      }
    }
    self.bytes = bytes
  }

  /// The values as they are kept.
  package var values: [Double?] {
    stride(from: 0, to: bytes.count - bytes.count % Self.width, by: Self.width).map { start in
      var bits: UInt32 = 0
      for index in (start..<start + Self.width).reversed() {
        bits = bits << 8 | UInt32(bytes[bytes.startIndex + index])
      }
      let value = Float(bitPattern: bits)
      return value.isNaN ? nil : Double(value)
    }
  }

  /// A value as it would come back.
  package static func kept(_ value: Double?) -> Double? {
    let value = rounded(value)
    return value.isNaN ? nil : Double(value)
  }

  private static func rounded(_ value: Double?) -> Float { value.map { Float($0) } ?? .nan }
}

extension ReplicationValues: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    bytes = try container.decode(Data.self)
    guard bytes.count.isMultiple(of: Self.width) else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "\(bytes.count) bytes are no values of \(Self.width) bytes"
      )
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(bytes)
  }
}
