import Foundation
import ReaderChecks
import TestSupport
import Testing

/// The inputs that a coverage-guided fuzzer found and kept, read once more.
///
/// `Tools/fuzz-readers.sh` finds them; each reaches code of its reader that no other does.
struct ReaderCorpusTests {
  @Test(arguments: ReaderCheck.allCases)
  func keptInputsShowNothingWrong(check: ReaderCheck) throws {
    let folder = ParkSimProcess.root.appendingPathComponent("Tests/Fuzzing/Corpus/\(check)")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(files.count >= 50)
    for file in files {
      let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(file)))
      for breach in check.breaches(in: bytes) {
        Issue.record("\(check)/\(file): \(breach)")
      }
    }
  }
}
