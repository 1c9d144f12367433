extension ProcessProgram {
  /// The smallest program that still fails, as far as leaving things out one by one finds it.
  func shrunk(whileFailing fails: (ProcessProgram) -> Bool) -> ProcessProgram {
    var smallest = self
    while let smaller = smallest.reductions().first(where: fails) { smallest = smaller }
    return smallest
  }

  /// Programs that lack one thing each, great things first.
  private func reductions() -> [ProcessProgram] {
    var found: [ProcessProgram] = []
    for place in starts.indices where starts.count > 1 {
      found.append(changed { $0.starts.remove(at: place) })
    }
    for place in stages.indices {
      found.append(changed { $0.stages.remove(at: place) })
      found += Self.reductions(of: stages[place].actions).map { actions in
        changed { $0.stages[place].actions = actions }
      }
    }
    for place in bodies.indices {
      found += Self.reductions(of: bodies[place].steps).map { steps in
        changed { $0.bodies[place].steps = steps }
      }
    }
    return found
  }

  private func changed(_ change: (inout ProcessProgram) -> Void) -> ProcessProgram {
    var program = self
    change(&program)
    return program
  }

  /// Lists that lack a step, or have those within it in its place.
  private static func reductions(of steps: [ProcessStep]) -> [[ProcessStep]] {
    var found: [[ProcessStep]] = []
    if steps.count > 1 { found.append([]) }
    for place in steps.indices {
      let (before, after) = (Array(steps[..<place]), Array(steps[(place + 1)...]))
      found.append(before + after)
      switch steps[place] {
      case .using(let asking, let inner):
        found.append(before + inner + after)
        found += reductions(of: inner).map { before + [.using(asking, $0)] + after }
      case .firstOf(let awaited) where awaited.count > 1:
        found += awaited.indices.map { before + [.firstOf(Self.without($0, awaited))] + after }
      case .allOf(let awaited) where awaited.count > 1:
        found += awaited.indices.map { before + [.allOf(Self.without($0, awaited))] + after }
      default: break
      }
    }
    return found
  }

  private static func without<Element>(_ place: Int, _ elements: [Element]) -> [Element] {
    Array(elements[..<place] + elements[(place + 1)...])
  }
}
