import Foundation

/// Where the handler of Ctrl-C may write: a terminal opened so that it never waits, else standard error.
nonisolated(unsafe) private var interruptionDescriptor: Int32 = STDERR_FILENO

/// A program that works for this one in a group of its own, so that Ctrl-C does not reach it; 0 for none.
nonisolated(unsafe) private var startedProgram: Int32 = 0

/// What happens when the user presses Ctrl-C.
enum Interruption {
  /// Ends the process at once when it is interrupted.
  ///
  /// A run joins the results file in one transaction, so what is complete stays; a run under way
  /// is listed as not complete. The handler makes only calls that are safe in one, and none that waits:
  /// a terminal or a pipe that nobody reads gets no message.
  static func keepCompleteRuns() {
    interruptionDescriptor = TerminalDescriptor.ofErrors?.number ?? STDERR_FILENO
    signal(SIGINT) { _ in
      let message: StaticString = """

        interrupted; what was complete is kept, and an experiment goes on by the same command

        """
      // A pipe that is ready takes so many bytes as a whole (POSIX `PIPE_BUF`).
      var state = pollfd(fd: interruptionDescriptor, events: Int16(POLLOUT), revents: 0)
      if poll(&state, 1, 0) == 1 {
        _ = write(interruptionDescriptor, message.utf8Start, message.utf8CodeUnitCount)
      }
      if startedProgram > 0 { kill(startedProgram, SIGINT) }
      _exit(130)
    }
    // A program that starts this one may have left the signal blocked.
    var interrupt = sigset_t()
    sigemptyset(&interrupt)
    sigaddset(&interrupt, SIGINT)
    pthread_sigmask(SIG_UNBLOCK, &interrupt, nil)
  }

  /// Has a program that was started end with this one when it is interrupted; 0 for none.
  static func passOn(to process: Int32) { startedProgram = process }
}
