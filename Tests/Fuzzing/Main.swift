import Glibc
import ReaderChecks

/// Gives a reader what libFuzzer makes up, and crashes where something does not hold.
///
/// PARKSIM_READER names a ``ReaderCheck``; the arguments are libFuzzer's, which starts copies of the
/// program with arguments of its own. It is built by Tools/fuzz-readers.sh only, since it needs a
/// library that comes with the compiler's instruments.
@main
enum Fuzzing {
  static func main() {
    let name = getenv("PARKSIM_READER").map { String(cString: $0) } ?? ""
    guard let check = ReaderCheck(rawValue: name) else {
      fatalError("PARKSIM_READER names one of \(ReaderCheck.allCases.map(\.rawValue))")
    }
    chosen = check
    var count = CommandLine.argc
    var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
    _ = runFuzzer(&count, &arguments) { bytes, count in
      let text = Array(UnsafeBufferPointer(start: bytes, count: count))
      let breaches = Fuzzing.chosen.breaches(in: text)
      if !breaches.isEmpty { fatalError(breaches.joined(separator: "\n")) }
      return 0
    }
  }

  /// Set once, before the fuzzer begins, which calls back on the same thread.
  nonisolated(unsafe) private static var chosen = ReaderCheck.scenario
}

/// libFuzzer's entry for programs with a `main` of their own (LLVM, "libFuzzer", section "Using
/// libFuzzer as a library").
@_silgen_name("LLVMFuzzerRunDriver")
private func runFuzzer(
  _ count: UnsafeMutablePointer<Int32>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ callback: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32
