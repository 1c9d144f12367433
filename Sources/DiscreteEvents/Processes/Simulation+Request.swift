extension Simulation {
  /// Units asked for without waiting.
  public final class Request {
    /// Happens when the units are granted.
    public let granted: Occurrence
    /// The claim, with which to release them; `Claim.none` if the waiting room was full.
    public let claim: Claim

    init(_ claim: Claim, of resource: Resource) {
      self.claim = claim
      granted = Occurrence(
        "units of \(resource.name)",
        from: .units(Weak(resource), claim),
        in: resource.simulation
      )
    }
  }
}
