public import ArgumentParser

/// The `parksim` command.
public struct ParkSimCommand: ParsableCommand {
  /// Makes the command for the argument parser.
  public init() {}
}
