// The standard library passes over nil in keyed containers, and refuses 128 bits, type by type. So
// each type has to be told that it is treated like all others: there is an entry also for nil.

extension KeyedEntries {
  func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try encodeEntry(value, key) }
  func encodeIfPresent(_ value: String?, forKey key: Key) throws { try encodeEntry(value, key) }
  func encodeIfPresent(_ value: Double?, forKey key: Key) throws { try encodeEntry(value, key) }
  func encodeIfPresent(_ value: Float?, forKey key: Key) throws { try encodeEntry(value, key) }
  func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try encodeEntry(value, key) }
  func encodeIfPresent(_ value: Int8?, forKey key: Key) throws { try encodeEntry(value, key) }
  func encodeIfPresent(_ value: Int16?, forKey key: Key) throws { try encodeEntry(value, key) }
  func encodeIfPresent(_ value: Int32?, forKey key: Key) throws { try encodeEntry(value, key) }
  func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try encodeEntry(value, key) }
  func encodeIfPresent(_ value: Int128?, forKey key: Key) throws { try encodeEntry(value, key) }
  func encodeIfPresent(_ value: UInt?, forKey key: Key) throws { try encodeEntry(value, key) }
  func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws { try encodeEntry(value, key) }
  func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws { try encodeEntry(value, key) }
  func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws { try encodeEntry(value, key) }
  func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws { try encodeEntry(value, key) }
  func encodeIfPresent(_ value: UInt128?, forKey key: Key) throws { try encodeEntry(value, key) }

  func encode(_ value: Int128, forKey key: Key) throws { try encodeEntry(value, key) }
  func encode(_ value: UInt128, forKey key: Key) throws { try encodeEntry(value, key) }
}

extension ReadKeyedEntries {
  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
    try decodeEntry(Bool?.self, key)
  }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    try decodeEntry(String?.self, key)
  }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
    try decodeEntry(Double?.self, key)
  }
  func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? {
    try decodeEntry(Float?.self, key)
  }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
    try decodeEntry(Int?.self, key)
  }
  func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? {
    try decodeEntry(Int8?.self, key)
  }
  func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? {
    try decodeEntry(Int16?.self, key)
  }
  func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? {
    try decodeEntry(Int32?.self, key)
  }
  func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
    try decodeEntry(Int64?.self, key)
  }
  func decodeIfPresent(_ type: Int128.Type, forKey key: Key) throws -> Int128? {
    try decodeEntry(Int128?.self, key)
  }
  func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? {
    try decodeEntry(UInt?.self, key)
  }
  func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? {
    try decodeEntry(UInt8?.self, key)
  }
  func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? {
    try decodeEntry(UInt16?.self, key)
  }
  func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? {
    try decodeEntry(UInt32?.self, key)
  }
  func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? {
    try decodeEntry(UInt64?.self, key)
  }
  func decodeIfPresent(_ type: UInt128.Type, forKey key: Key) throws -> UInt128? {
    try decodeEntry(UInt128?.self, key)
  }

  func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 {
    try decodeEntry(type, key)
  }
  func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 {
    try decodeEntry(type, key)
  }
}

extension UnkeyedEntries {
  mutating func encode(_ value: Int128) throws { try encodeEntry(value) }
  mutating func encode(_ value: UInt128) throws { try encodeEntry(value) }
}

extension LoneEntry {
  func encode(_ value: Int128) throws { try encodeEntry(value) }
  func encode(_ value: UInt128) throws { try encodeEntry(value) }
}

extension ReadUnkeyedEntries {
  mutating func decode(_ type: Int128.Type) throws -> Int128 { try decodeEntry(type) }
  mutating func decode(_ type: UInt128.Type) throws -> UInt128 { try decodeEntry(type) }
}

extension ReadLoneEntry {
  func decode(_ type: Int128.Type) throws -> Int128 { try decodeEntry(type) }
  func decode(_ type: UInt128.Type) throws -> UInt128 { try decodeEntry(type) }
}
