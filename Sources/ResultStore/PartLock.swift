import Foundation

/// A mark on a part file that its process is there, which other processes of the machine see even from
/// a container, where numbers of processes mean something else.
///
/// A lock of the system on bytes beyond the end of the file that SQLite does not use. It belongs to
/// this open file, not to the process (`F_OFD_SETLK`), so SQLite, which opens the same file, does not
/// release it; and it goes when the process goes.
final class PartLock {
  // From Linux's fcntl.h, where Swift does not see them.
  static let setLock: Int32 = 37
  static let waitForLock: Int32 = 38
  private static let getLock: Int32 = 36
  /// Far from SQLite's own lock bytes, which begin at 2^30.
  private static let byte: off_t = 1 << 40
  private let file: Int32

  /// Makes a part file, which must not be there, and marks it.
  ///
  /// Nil where the system refuses it; then the process's number alone speaks for the part.
  ///
  /// - Parameters:
  ///   - path: The part file.
  ///   - mode: Its mode: what others may not read of the results file, they may not read of this one.
  init?(making path: String, mode: mode_t) {
    file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard file >= 0 else { return nil }
    var request = Self.request(at: Self.byte)
    guard fcntl(file, Self.setLock, &request) == 0 else { return nil }
  }

  /// Marks a file, which is made without a byte if it is not there, and waits until no other process, or
  /// object of this one, marks it.
  ///
  /// Nil where the file can not be opened, or the system has no such locks.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - note: Called once if it is marked, before waiting.
  init?(waitingFor path: String, _ note: () -> Void) {
    file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, FileLink.mode(like: path))
    guard file >= 0 else { return nil }
    var request = Self.request(at: Self.byte)
    if fcntl(file, Self.setLock, &request) == 0 { return }
    guard errno == EAGAIN || errno == EACCES else { return nil }
    note()
    while fcntl(file, Self.waitForLock, &request) != 0 {
      guard errno == EINTR else { return nil }
    }
  }

  /// The file that is marked, whatever its name is by now.
  var fileNumber: FileHeader.FileNumber? { FileHeader.fileNumber(of: file) }

  deinit {
    // Not before SQLite has closed the file: this releases SQLite's locks on it too.
    if file >= 0 { close(file) }
  }

  /// Whether some process has marked a file; false if it can not be told.
  ///
  /// Not for files that this process has open in SQLite, whose locks would go.
  static func isHeld(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return false }
    defer { close(file) }
    var answer = request(at: byte)
    return fcntl(file, getLock, &answer) == 0 && answer.l_type != Int16(F_UNLCK)
  }

  /// A request for one byte of a file.
  static func request(at byte: off_t) -> flock {
    var request = flock()
    request.l_type = Int16(F_WRLCK)
    request.l_whence = Int16(SEEK_SET)
    request.l_start = byte
    request.l_len = 1
    return request
  }
}
