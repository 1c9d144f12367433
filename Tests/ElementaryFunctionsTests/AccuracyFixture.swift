import Foundation

/// Reference values of one function: arguments and correctly rounded results with the residual.
///
/// The README beside the files describes the format.
struct AccuracyFixture {
  /// Where and how far a function is from the exact values at worst.
  struct Worst {
    var error = 0.0
    var first = 0.0
    var second = 0.0
    var points = 0
  }

  private struct Bounds {
    var isUniform: Bool
    var low: Double
    var high: Double
  }

  private var reader: ByteReader
  private let arity: Int
  private let ranges: [[Bounds]]
  private let pointsOfRange: Int
  private let listedPoints: Int
  private var words: SplitMix

  init(_ name: String) throws {
    let url = Bundle.module.url(forResource: name, withExtension: "bin", subdirectory: "Fixtures")
    guard let url else { throw CocoaError(.fileNoSuchFile) }
    reader = ByteReader(bytes: [UInt8](try Data(contentsOf: url)))
    guard reader.next(UInt32.self) == 0x4d45_4c45 else { throw CocoaError(.fileReadCorruptFile) }
    arity = Int(reader.next(UInt32.self))
    let rangeCount = Int(reader.next(UInt32.self))
    pointsOfRange = Int(reader.next(UInt32.self))
    listedPoints = Int(reader.next(UInt32.self))
    words = SplitMix(state: reader.next(UInt64.self))
    var ranges: [[Bounds]] = []
    for _ in 0..<rangeCount {
      var row: [Bounds] = []
      for _ in 0..<arity {
        let kind = reader.next(UInt32.self)
        row.append(
          Bounds(isUniform: kind == 0, low: reader.nextDouble(), high: reader.nextDouble())
        )
      }
      ranges.append(row)
    }
    self.ranges = ranges
  }

  /// The largest error in units in the last place; infinite where a special value is missed.
  mutating func worst(of function: (Double, Double) -> Double) -> Worst {
    var worst = Worst()
    for range in ranges {
      for _ in 0..<pointsOfRange {
        let first = draw(range[0])
        let second = arity == 2 ? draw(range[1]) : 0
        compare(function(first, second), at: first, second, &worst)
      }
    }
    for _ in 0..<listedPoints {
      let first = reader.nextDouble()
      let second = arity == 2 ? reader.nextDouble() : 0
      compare(function(first, second), at: first, second, &worst)
    }
    return worst
  }

  private mutating func draw(_ bounds: Bounds) -> Double {
    let word = words.next()
    if bounds.isUniform {
      return bounds.low + (bounds.high - bounds.low) * (Double(word >> 11) * 0x1p-53)
    }
    let span = bounds.high.bitPattern - bounds.low.bitPattern
    return Double(bitPattern: bounds.low.bitPattern + word % span)
  }

  private mutating func compare(
    _ result: Double,
    at first: Double,
    _ second: Double,
    _ worst: inout Worst
  ) {
    let rounded = reader.nextDouble()
    let residual = Double(Int8(bitPattern: reader.next(UInt8.self))) / 254
    worst.points += 1
    var error = ((result - rounded) / rounded.ulp - residual).magnitude
    if result == rounded { error = residual.magnitude }
    if result.isNaN && rounded.isNaN { error = 0 }
    if !(error <= worst.error) {
      worst.error = error.isNaN ? .infinity : error
      worst.first = first
      worst.second = second
    }
  }
}

/// Little-endian values one after another.
private struct ByteReader {
  let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func next<T: FixedWidthInteger>(_ type: T.Type) -> T {
    let value = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: position, as: T.self) }
    position += MemoryLayout<T>.size
    return T(littleEndian: value)
  }

  mutating func nextDouble() -> Double { Double(bitPattern: next(UInt64.self)) }
}

/// The 64-bit generator of Steele, Lea and Flood (2014, doi:10.1145/2660193.2660195).
struct SplitMix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
