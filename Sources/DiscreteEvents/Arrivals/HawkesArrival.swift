/// An arrival of a Hawkes process, with its place in the tree of its cluster.
public struct HawkesArrival: Hashable, Codable, Sendable, BitwiseCopyable {
  /// When it arrives.
  public let time: SimulationTime
  /// Its cluster: the number of the immigrant from which it descends, from 0.
  public let cluster: Int
  /// Its number in the cluster: the immigrant is 0, then its offspring, then theirs.
  public let index: Int
  /// The index of the arrival that it is the offspring of; nil for an immigrant.
  public let parent: Int?
  /// Steps from the immigrant to it: 0 for the immigrant itself.
  public let generation: Int
}

extension HawkesArrival: Comparable {
  /// Whether the left arrival comes first: by time, then cluster, then index.
  ///
  /// So of arrivals in one tick no offspring comes before its parent.
  public static func < (left: Self, right: Self) -> Bool {
    (left.time, left.cluster, left.index) < (right.time, right.cluster, right.index)
  }
}
