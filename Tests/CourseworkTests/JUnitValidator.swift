import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// Reads the XML of JUnit and says what is wrong with it, by the schema that Jenkins and others share (junit-10.xsd).
final class JUnitValidator: NSObject, XMLParserDelegate {
  final class Element {
    let name: String
    let attributes: [String: String]
    var children: [Element] = []
    var text = ""

    init(_ name: String, _ attributes: [String: String]) {
      self.name = name
      self.attributes = attributes
    }

    func all(_ name: String) -> [Element] { children.filter { $0.name == name } }
  }

  private var open: [Element] = []
  private(set) var root: Element?

  /// The tree of a text; nil if it is no XML.
  static func read(_ text: String) -> Element? {
    let reader = JUnitValidator()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    return parser.parse() ? reader.root : nil
  }

  static func faults(of text: String) -> [String] {
    guard let root = read(text) else { return ["no XML"] }
    guard root.name == "testsuites" else { return ["root \(root.name)"] }
    var faults = unknown(root, ["name", "tests", "failures", "errors", "skipped", "time"])
    faults += root.children.filter { $0.name != "testsuite" }.map { "a \($0.name) in testsuites" }
    let suites = root.all("testsuite")
    faults += suites.flatMap(faults(ofSuite:))
    for (attribute, kind) in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]
    {
      let cases = suites.flatMap { $0.all("testcase") }.filter { !$0.all(kind).isEmpty }
      if root.attributes[attribute] != "\(cases.count)" { faults.append("\(attribute) of all") }
    }
    return faults
  }

  private static func faults(ofSuite suite: Element) -> [String] {
    var faults = unknown(suite, ["name", "tests", "failures", "errors", "skipped", "time"])
    faults += suite.children.filter { !["properties", "testcase"].contains($0.name) }
      .map { "a \($0.name) in testsuite" }
    let cases = suite.all("testcase")
    if suite.attributes["name"]?.isEmpty ?? true { faults.append("a suite without name") }
    if suite.attributes["tests"] != "\(cases.count)" { faults.append("tests") }
    for (attribute, kind) in [("failures", "failure"), ("errors", "error"), ("skipped", "skipped")]
    {
      let count = cases.count { !$0.all(kind).isEmpty }
      if suite.attributes[attribute] != "\(count)" { faults.append("\(attribute) \(count)") }
    }
    if suite.all("properties").count > 1 || suite.children.first?.name != "properties" {
      faults.append("properties do not come first, once")
    }
    for property in suite.all("properties").flatMap(\.children)
    where property.name != "property" || Set(property.attributes.keys) != ["name", "value"] {
      faults.append("property \(property.attributes)")
    }
    return faults + cases.flatMap(faults(ofCase:))
  }

  private static func faults(ofCase test: Element) -> [String] {
    var faults = unknown(test, ["name", "classname", "time"])
    if test.attributes["name"] == nil || test.attributes["classname"] == nil {
      faults.append("no name")
    }
    if test.children.count > 1 { faults.append("two ends of a case") }
    for end in test.children {
      switch end.name {
      case "failure", "error":
        faults += unknown(end, ["message", "type"])
        if end.attributes["message"] == nil || end.attributes["type"] == nil {
          faults.append("no message")
        }
      case "skipped": faults += unknown(end, ["message"])
      default: faults.append("a \(end.name) in testcase")
      }
    }
    return faults
  }

  private static func unknown(_ element: Element, _ known: [String]) -> [String] {
    element.attributes.filter { !known.contains($0.key) || ($0.key == "time" && $0.value != "0") }
      .map { "\(element.name) \($0.key)=\($0.value)" }
  }

  func parser(
    _ parser: XMLParser,
    didStartElement elementName: String,
    namespaceURI: String?,
    qualifiedName qName: String?,
    attributes attributeDict: [String: String] = [:]
  ) {
    let element = Element(elementName, attributeDict)
    open.last?.children.append(element)
    if root == nil { root = element }
    open.append(element)
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { open.last?.text += string }

  func parser(
    _ parser: XMLParser,
    didEndElement elementName: String,
    namespaceURI: String?,
    qualifiedName qName: String?
  ) {
    open.removeLast()
  }
}
