// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let discreteEvents = Target.Dependency.product(name: "DiscreteEvents", package: "parksim")

let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "parksim", path: "..")],
  targets: [
    .target(name: "BenchmarkSupport", swiftSettings: settings),
    .executableTarget(
      name: "mm1",
      dependencies: ["BenchmarkSupport", discreteEvents],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "hold",
      dependencies: ["BenchmarkSupport", discreteEvents],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "snapshot",
      dependencies: ["BenchmarkSupport", discreteEvents],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "processes",
      dependencies: ["BenchmarkSupport", discreteEvents],
      swiftSettings: settings
    ),
  ]
)
