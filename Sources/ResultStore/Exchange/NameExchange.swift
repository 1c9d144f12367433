import Foundation

/// Exchanges two names of a file system in one step.
enum NameExchange {
  private typealias Call =
    @convention(c) (
      Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
    ) -> Int32

  /// `RENAME_EXCHANGE` of Linux's fs.h.
  private static let exchangeFlag: UInt32 = 2

  /// `renameat2` of the C library, whose header hides it from Swift; nil where there is none.
  private static let call: Call? = dlsym(nil, "renameat2").map { unsafeBitCast($0, to: Call.self) }

  /// Exchanges what stands at two paths.
  ///
  /// - Returns: False, and nothing has changed, if the file system can not do it.
  static func exchange(_ first: String, _ second: String) -> Bool {
    guard let call else { return false }
    return call(AT_FDCWD, first, AT_FDCWD, second, exchangeFlag) == 0
  }
}
