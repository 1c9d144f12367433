/// Names by which variants are told apart.
enum SystemNames {
  /// Gives variants of one name another one: of their scenarios, of their files, or the beginning of their
  /// digests, whichever is the first to tell them apart.
  ///
  /// - Parameters:
  ///   - systems: The variants.
  ///   - files: Names of the files.
  /// - Returns: The variants in the same order.
  static func distinct(_ systems: [ComparedSystem], files: [String]) -> [ComparedSystem] {
    var systems = systems
    for (name, group) in Dictionary(grouping: systems.indices, by: { systems[$0].name })
    where group.count > 1 {
      let isAll = group.count == systems.count
      let own = details(of: group.map { systems[$0] }, files)
      for (index, detail) in zip(group, own) {
        systems[index].name = isAll ? detail : "\(name) (\(detail))"
      }
    }
    return systems
  }

  private static func details(of group: [ComparedSystem], _ files: [String]) -> [String] {
    let candidates: [(ComparedSystem) -> String] = [
      { system in self.files(of: system).map { files[$0] }.joined(separator: ", ") },
      { system in system.title }, { system in String(system.scenario.prefix(8)) },
      { system in
        ([String(system.scenario.prefix(8))] + self.files(of: system).map { files[$0] })
          .joined(separator: ", ")
      },
    ]
    for candidate in candidates {
      let names = group.map(candidate)
      if Set(names).count == names.count, !names.contains("") { return names }
    }
    return group.indices.map { "\($0 + 1)" }
  }

  private static func files(of system: ComparedSystem) -> [Int] {
    system.sources.sorted()
  }
}

/// Names of what is handed in.
package enum HandInName {
  /// Endings of scenario and results files, which are no part of somebody's name.
  package static let endings = [".json", ".sqlite", ".db"]

  /// The folder of a file, by its name; empty without one.
  static func folder(of name: String) -> String {
    name.lastIndex(of: "/").map { String(name[..<$0]) } ?? ""
  }

  /// The name without its ending.
  package static func stem(of name: String) -> String {
    let ending = endings.first { name.lowercased().hasSuffix($0) }
    return String(name.dropLast(ending?.count ?? 0))
  }
}
