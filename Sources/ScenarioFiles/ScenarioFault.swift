/// A fault in a scenario file.
package struct ScenarioFault: Error {}
