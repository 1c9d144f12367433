// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

/// Of what simulates and computes, where nearly all the time of the tests goes: `make test` compiles it with
/// optimization and keeps all checks of a debug build (docs/decisions/0012-optimized-tests.md).
let computing: [SwiftSetting] =
  Context.environment["PARKSIM_OPTIMIZED"] == nil
  ? settings
  : settings + [
    .unsafeFlags([
      "-O", "-assert-config", "Debug",
      // Generic code of one file is specialized in others. Threads: so there is an object for each file.
      "-whole-module-optimization", "-num-threads", "2",
    ])
  ]

let collections = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let argumentParser = Target.Dependency.product(
  name: "ArgumentParser",
  package: "swift-argument-parser"
)

/// The network under `parksim serve`; why it is behind a trait: docs/decisions/0020.
let network = ["NIOCore", "NIOPosix", "NIOHTTP1"].map {
  Target.Dependency.product(
    name: $0,
    package: "swift-nio",
    condition: .when(traits: ["Server"])
  )
}

let package = Package(
  name: "parksim",
  products: [
    .executable(name: "parksim", targets: ["parksim"]),
    .library(
      name: "DiscreteEvents",
      targets: ["DiscreteEvents", "ElementaryFunctions", "OutputStatistics"]
    ),
  ],
  traits: [
    .trait(name: "Server", description: "parksim serve: pages over a folder of results files.")
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", exact: "1.5.0"),
  ],
  targets: [
    // The kernel and the statistics: no park, no input or output.
    // libm only for sqrt, floor and the like, which IEEE 754 defines to the bit: without SSE 4.1 the
    // compiler calls them as functions.
    .target(
      name: "ElementaryFunctions",
      swiftSettings: computing,
      linkerSettings: [.linkedLibrary("m")]
    ),
    .target(
      name: "DiscreteEvents",
      dependencies: ["ElementaryFunctions", collections],
      swiftSettings: computing,
      linkerSettings: [.linkedLibrary("m")]
    ),
    .target(
      name: "OutputStatistics",
      dependencies: ["ElementaryFunctions"],
      swiftSettings: computing
    ),

    // What is said to people, in their languages: words, numbers, and figures, whatever draws them.
    .target(name: "Wording", swiftSettings: settings),
    .target(name: "Figures", dependencies: ["Wording"], swiftSettings: settings),
    // Figures as SVG and as tables.
    .target(name: "Charts", dependencies: ["Figures", "Wording"], swiftSettings: settings),

    // The model: no JSON, SQL, file or terminal.
    .target(
      name: "LogisticsPark",
      dependencies: [
        "DiscreteEvents", "ElementaryFunctions", "OutputStatistics", "Figures", "Wording",
        collections,
      ],
      swiftSettings: computing
    ),

    // Systems with closed forms on the kernel alone: no park, no input or output.
    .target(
      name: "Verification",
      dependencies: ["DiscreteEvents", "ElementaryFunctions", "OutputStatistics"],
      swiftSettings: computing
    ),

    // SHA-256, by the system's libcrypto.
    .systemLibrary(
      name: "CLibcrypto",
      pkgConfig: "libcrypto",
      providers: [.apt(["libssl-dev"])]
    ),
    .target(name: "Digests", dependencies: ["CLibcrypto"], swiftSettings: settings),

    // Files, batches and commands.
    .target(
      name: "ScenarioFiles",
      dependencies: ["LogisticsPark", "DiscreteEvents", "Digests", "Wording"],
      swiftSettings: settings
    ),
    .target(
      name: "ResultStore",
      dependencies: [
        "LogisticsPark", "DiscreteEvents", "OutputStatistics", "Digests", "Wording", grdb,
      ],
      swiftSettings: computing
    ),
    .target(
      name: "Experiments",
      dependencies: [
        "ResultStore", "ScenarioFiles", "LogisticsPark", "Verification", "DiscreteEvents",
        "OutputStatistics", "Digests", "Wording",
      ],
      swiftSettings: settings
    ),
    // Pages and figures of what results files hold.
    .target(
      name: "Reports",
      dependencies: [
        "Experiments", "ResultStore", "ScenarioFiles", "LogisticsPark", "DiscreteEvents",
        "OutputStatistics", "Charts", "Figures", "Wording",
      ],
      exclude: ["Page"],
      swiftSettings: settings,
      plugins: ["EmbedPage"]
    ),
    // Style and script of a report become texts of the program, which stands alone in one file.
    .executableTarget(name: "embed-text", swiftSettings: settings),
    .plugin(name: "EmbedPage", capability: .buildTool(), dependencies: ["embed-text"]),
    // Labs, marks and the files that marks are given in.
    .target(
      name: "Coursework",
      dependencies: [
        "Reports", "Experiments", "ScenarioFiles", "LogisticsPark", "Verification",
        "DiscreteEvents", "OutputStatistics", "Digests", "Charts", "Figures", "Wording",
      ],
      swiftSettings: settings
    ),
    .target(
      name: "ReportServer",
      dependencies: [
        "ResultStore", "ScenarioFiles", "LogisticsPark", "Digests", "Charts", "Wording",
      ]
        + network,
      swiftSettings: settings
    ),
    .target(
      name: "ParkCommands",
      dependencies: [
        "Coursework", "Reports", "ReportServer", "Experiments", "ResultStore", "ScenarioFiles",
        "LogisticsPark", "Verification", "DiscreteEvents", "OutputStatistics", "Charts", "Figures",
        "Digests", "Wording", argumentParser,
      ],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "parksim",
      dependencies: ["ParkCommands", argumentParser],
      swiftSettings: settings
    ),

    // Examples: small models on the kernel alone.
    .target(
      name: "ExampleModels",
      dependencies: ["DiscreteEvents", "ElementaryFunctions", "OutputStatistics"],
      path: "Examples",
      exclude: ["Command", "Expected", "README.md"],
      swiftSettings: settings
    ),
    .executableTarget(
      name: "example",
      dependencies: ["ExampleModels", argumentParser],
      path: "Examples/Command",
      swiftSettings: settings
    ),

    // A benchmark that needs what is no product: Benchmarks/README.md.
    .executableTarget(
      name: "samples-benchmark",
      dependencies: ["ResultStore", "LogisticsPark", "DiscreteEvents"],
      path: "Benchmarks/Store",
      swiftSettings: settings
    ),

    .executableTarget(
      name: "park-benchmark",
      dependencies: ["ScenarioFiles", "LogisticsPark", "DiscreteEvents"],
      path: "Benchmarks/Park",
      exclude: ["park.json"],
      swiftSettings: settings
    ),

    // Tests.
    .target(
      name: "TestSupport",
      dependencies: ["LogisticsPark", "DiscreteEvents", "OutputStatistics"],
      path: "Tests/TestSupport",
      swiftSettings: settings
    ),
    // The park told as processes, beside which the park is held.
    .target(
      name: "ParkOracle",
      dependencies: ["LogisticsPark", "DiscreteEvents"],
      path: "Tests/ParkOracle",
      swiftSettings: computing
    ),
    .testTarget(
      name: "ElementaryFunctionsTests",
      dependencies: ["ElementaryFunctions", "Digests"],
      resources: [.copy("Fixtures")],
      swiftSettings: settings
    ),
    .testTarget(
      name: "DigestsTests",
      dependencies: ["Digests"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "DiscreteEventsTests",
      dependencies: ["DiscreteEvents", "ElementaryFunctions", "OutputStatistics", "TestSupport"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "OutputStatisticsTests",
      dependencies: ["OutputStatistics", "DiscreteEvents", "TestSupport"],
      resources: [.copy("Fixtures")],
      swiftSettings: settings
    ),
    .testTarget(
      name: "LogisticsParkTests",
      dependencies: [
        "LogisticsPark", "DiscreteEvents", "ElementaryFunctions", "OutputStatistics", "ParkOracle",
        "Figures", "Wording", "TestSupport",
      ],
      resources: [.copy("Fixtures")],
      swiftSettings: settings
    ),
    .testTarget(
      name: "VerificationTests",
      dependencies: ["Verification", "DiscreteEvents", "ElementaryFunctions", "OutputStatistics"],
      swiftSettings: settings
    ),
    .target(
      name: "ReaderChecks",
      dependencies: ["ScenarioFiles", "LogisticsPark", "DiscreteEvents", "Wording"],
      path: "Tests/ReaderChecks",
      swiftSettings: settings
    ),
    .testTarget(
      name: "ScenarioFilesTests",
      dependencies: [
        "ScenarioFiles", "LogisticsPark", "DiscreteEvents", "Wording", "ReaderChecks",
        "TestSupport",
      ],
      resources: [.copy("Fixtures")],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ResultStoreTests",
      dependencies: [
        "ResultStore", "Digests", "LogisticsPark", "DiscreteEvents", "Wording", "TestSupport", grdb,
      ],
      resources: [.copy("Fixtures")],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: [
        "Experiments", "ResultStore", "ScenarioFiles", "LogisticsPark", "Verification",
        "DiscreteEvents", "OutputStatistics", "Wording", "TestSupport",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "FiguresTests",
      dependencies: ["Charts", "Figures", "Wording"],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "Reports", "Experiments", "ResultStore", "ScenarioFiles", "LogisticsPark",
        "DiscreteEvents", "OutputStatistics", "Figures", "Wording", "TestSupport", "parksim",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "CourseworkTests",
      dependencies: [
        "Coursework", "Reports", "Experiments", "ScenarioFiles", "LogisticsPark", "Digests",
        "Wording", "TestSupport",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ReportServerTests",
      dependencies: [
        "ReportServer", "ResultStore", "ScenarioFiles", "Wording", "TestSupport",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ExampleTests",
      dependencies: [
        "ExampleModels", "DiscreteEvents", "OutputStatistics", "TestSupport", "example",
      ],
      swiftSettings: settings
    ),
    .testTarget(
      name: "ParkSystemTests",
      dependencies: [
        "Coursework", "ScenarioFiles", "Wording", "ParkCommands", "Experiments", "ResultStore",
        "LogisticsPark", "DiscreteEvents",
        "TestSupport", "parksim",
        grdb,
      ],
      swiftSettings: settings
    ),
  ]
)

// A program that only Tools/fuzz-readers.sh can link.
if Context.environment["PARKSIM_FUZZING"] != nil {
  package.targets.append(
    .executableTarget(
      name: "reader-fuzzing",
      dependencies: ["ReaderChecks"],
      path: "Tests/Fuzzing",
      exclude: ["Corpus"],
      swiftSettings: settings
    )
  )
}
