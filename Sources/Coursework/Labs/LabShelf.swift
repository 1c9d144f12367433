import Foundation
package import ScenarioFiles

/// The labs that there are.
package struct LabShelf: Sendable {
  /// Folder that holds a folder for each lab.
  package let folder: String

  /// Where labs lie in the folder of the program or of a course.
  package static let usualPlace = "Scenarios/coursework"
  /// Where what students must not see lies.
  package static let instructorPlace = "instructor"

  /// Name of the file of hidden checks.
  package static let hiddenName = "hidden.json"

  /// Takes the folder of labs.
  package init(_ folder: String) {
    self.folder = folder
  }

  /// Looks for labs from some folders upwards; nil if there are none.
  package init?(lookingFrom places: [String]) {
    for place in places {
      var url = URL(fileURLWithPath: place).standardizedFileURL
      while true {
        let folder = url.appendingPathComponent(Self.usualPlace).path
        if Self.isFolder(folder) {
          self.folder = folder
          return
        }
        if url.path == "/" || url.path.isEmpty { break }
        url.deleteLastPathComponent()
      }
    }
    return nil
  }

  /// Folders of the labs, sorted.
  package var folders: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().map { folder + "/" + $0 }.filter {
      FileManager.default.fileExists(atPath: $0 + "/" + AssignmentFile.name)
    }
  }

  /// All labs, by number and id.
  ///
  /// - Throws: `ScenarioFaults` of the first that is faulty.
  package func all() throws -> [Assignment] {
    try folders.map { try AssignmentFile.load($0) }.sorted {
      ($0.number, $0.id) < ($1.number, $1.id)
    }
  }

  /// The folder of a lab that is named by its number or id; nil if there is none.
  ///
  /// - Throws: `ScenarioFaults` of a faulty lab, where a number is looked for.
  package func folder(of name: String) throws -> String? {
    let own = folder + "/" + name
    if !name.contains("/"), folders.contains(own) { return own }
    guard let number = Int(name) else { return nil }
    return try all().first { $0.number == number }?.folder
  }

  /// Where hidden checks of a lab lie beside the shelf: `instructor/LAB/hidden.json` in the folder that has
  /// `Scenarios/coursework`, or beside or in the folder of labs of one's own; nil if there are none.
  package static func hiddenChecks(of assignment: Assignment) -> String? {
    let labs = URL(fileURLWithPath: assignment.folder).standardizedFileURL
      .deletingLastPathComponent()
    let roots = [
      labs.deletingLastPathComponent().deletingLastPathComponent(),
      labs.deletingLastPathComponent(), labs,
    ]
    return roots.map {
      $0.appendingPathComponent("\(instructorPlace)/\(assignment.id)/\(hiddenName)").path
    }.first { FileManager.default.fileExists(atPath: $0) }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }
}
