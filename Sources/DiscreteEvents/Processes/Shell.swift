/// A task that runs the bodies of processes, one after the other.
///
/// A task costs an allocation of about a kilobyte; a shell that is done with a process takes the next.
final class Shell {
  @exclusivity(unchecked) var process: Simulation.Process?
  @exclusivity(unchecked) var continuation: UnsafeContinuation<Void, Never>?
}

/// Carries references into a task that runs on the thread that they belong to.
struct SameThread<Value>: @unchecked Sendable {
  let value: Value
}

extension Simulation {
  /// Puts the beginning of a process on the ring, in a shell that is free or a new one.
  func begin(_ process: Process) {
    let isNew = idleShells.isEmpty
    let shell = idleShells.popLast() ?? Shell()
    process.shell = shell
    shell.process = process
    if isNew {
      let here = SameThread(value: (self, shell))
      Task(executorPreference: ring) {
        let (simulation, shell) = here.value
        await simulation.serve(shell)
      }
    } else {
      shell.continuation?.resume()
    }
  }

  /// Runs what a shell is given until it is given nothing.
  private func serve(_ shell: Shell) async {
    while let process = shell.process {
      let body = process.body
      process.body = nil
      do {
        try await body?()
        finish(process, error: nil)
      } catch {
        finish(process, error: error)
      }
      shell.process = nil
      await withUnsafeContinuation { continuation in
        shell.continuation = continuation
        idleShells.append(shell)
      }
    }
  }

  /// Lets the tasks of all free shells come to their end.
  func dismissShells() {
    while let shell = idleShells.popLast() {
      shell.continuation?.resume()
      ring.drain()
    }
  }
}
