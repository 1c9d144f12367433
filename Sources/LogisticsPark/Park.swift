/// The park.
package struct Park: Sendable {}
