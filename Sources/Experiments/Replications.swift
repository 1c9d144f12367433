/// Replications of one scenario.
package struct Replications {}
