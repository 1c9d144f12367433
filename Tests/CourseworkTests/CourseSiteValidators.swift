/// Says what Canvas would refuse, by `lib/gradebook_importer.rb`.
enum CanvasValidator {
  static func faults(of text: String) -> [String] {
    guard let rows = try? PlainCSV.rows(text), let header = rows.first else { return ["no CSV"] }
    var faults = PlainCSV.faults(of: rows)
    guard header.count > 4, header[0].contains("Student"), header[1].contains("ID") else {
      return faults + ["invalid header"]
    }
    let hasIDs = header[2] == "SIS User ID" && header[3] == "SIS Login ID"
    let section = hasIDs ? 4 : 2
    guard header[section].contains("Section"), header.count == section + 2 else {
      return faults + ["no Section before the assignment"]
    }
    if header[section + 1].isEmpty { faults.append("no assignment") }
    let points = rows.filter { $0[0].contains("Points Possible") }
    if points.count != 1 || rows.count < 2 || !rows[1][0].contains("Points Possible") {
      faults.append("not one row of points, above the students")
    } else if !PlainCSV.isNumber(rows[1][section + 1]) {
      faults.append("no points")
    }
    for row in rows.dropFirst(2) where row.count == header.count {
      let score = row[section + 1]
      if !(["", "-", "EX"].contains(score) || PlainCSV.isNumber(score)) {
        faults.append("score \(score)")
      }
      if row[...3].allSatisfy(\.isEmpty) { faults.append("nobody") }
    }
    return faults
  }
}

/// Says what Moodle would refuse, by `grade/import/csv/classes/load_data.php`.
enum MoodleValidator {
  static func faults(of text: String) -> [String] {
    guard let rows = try? PlainCSV.rows(text), let header = rows.first else { return ["no CSV"] }
    var faults = PlainCSV.faults(of: rows)
    guard header.count == 6, header.last == "feedback", let id = header.firstIndex(of: "idnumber")
    else { return faults + ["columns \(header)"] }
    let ids = rows.dropFirst().map { $0.indices.contains(id) ? $0[id] : "" }
    if Set(ids).count != ids.count || ids.contains("") { faults.append("ids \(ids)") }
    for row in rows.dropFirst() where row.count == header.count {
      if let value = Double(row[4]) {
        if value > 100 || value < 0 { faults.append("value \(value) ends the import") }
      } else if row[4] != "-", !row[4].isEmpty {
        faults.append("no grade: \(row[4])")
      }
      if row[5].contains("\n") { faults.append("feedback on several lines") }
      if row[5].contains(/<[a-zA-Z\/!?]/) { faults.append("a tag in \(row[5])") }
    }
    return faults
  }
}

/// Says what is wrong with our own table, by its description.
enum MarksTableValidator {
  private static let columns =
    "student,name,section,status,file,check,title,hidden,points,earned,outcome,reason"
  private static let statuses = [
    "graded", "forbidden", "unreadable", "too_large", "not_graded", "other_name", "several",
    "missing",
  ]

  static func faults(of text: String) -> [String] {
    guard var rows = try? PlainCSV.rows(text), !rows.isEmpty else { return ["no CSV"] }
    var faults = PlainCSV.faults(of: rows)
    let header = rows.removeFirst().joined(separator: ",").drop { $0 == "\u{FEFF}" }
    if header != columns { return faults + ["columns \(header)"] }
    var sum = 0.0
    for row in rows where row.count == 12 {
      let (hidden, points, earned, outcome) = (row[7], Double(row[8]), Double(row[9]), row[10])
      if !statuses.contains(row[3]) { faults.append("status \(row[3])") }
      guard let points else {
        faults.append("points \(row[8])")
        continue
      }
      if earned == nil, !row[9].isEmpty { faults.append("earned \(row[9])") }
      if let earned, !(0...points).contains(earned) { faults.append("\(earned) of \(points)") }
      if row[5] == "total" {
        if !hidden.isEmpty || !outcome.isEmpty { faults.append("a total with an outcome") }
        let hasMarks = !["not_graded", "other_name", "several", "missing"].contains(row[3])
        if hasMarks != (earned != nil) { faults.append("marks of \(row[3])") }
        if let earned, abs(earned - sum) > 0.02 { faults.append("\(earned) is not \(sum)") }
        sum = 0
      } else {
        if !["0", "1"].contains(hidden) { faults.append("hidden \(hidden)") }
        if !["full", "part", "none"].contains(outcome) { faults.append("outcome \(outcome)") }
        if (outcome == "full") != (earned == points) { faults.append("\(outcome) with \(row[9])") }
        sum += earned ?? 0
      }
    }
    if let last = rows.last, last.count == 12, last[5] != "total" { faults.append("no total") }
    return faults
  }
}
