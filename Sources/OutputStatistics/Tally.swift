/// Mean, variance and range of observations, one at a time.
public struct Tally: Sendable {}
