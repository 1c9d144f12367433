/// The cases that the kernel alone can show, in the order in which they are reported.
package enum KernelCases {
  /// All of them.
  package static var all: [VerificationCase] {
    lineCases + singleServerCases + impatientCases + priorityCases + networkCases + countCases
  }
}
