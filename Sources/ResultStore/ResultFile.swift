/// A results file.
package struct ResultFile {}
