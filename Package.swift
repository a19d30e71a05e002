// swift-tools-version: 6.1
import PackageDescription

// The targets are the rooms of the house: imports point only downward, and the compiler guards the doors.
let package = Package(
  name: "seodang",
  products: [
    .executable(name: "seodang", targets: ["seodang"]),
    .library(name: "Tensors", targets: ["Tensors"]),
    .library(name: "Neural", targets: ["Neural"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    .target(name: "CKernels", exclude: ["README.md"]),
    .target(name: "CAssets", exclude: ["Data/README.md", "Modules/README.md"]),
    .systemLibrary(name: "CReadline", pkgConfig: "readline", providers: [.apt(["libreadline-dev"])]),
    .systemLibrary(
      name: "CCommonMark", pkgConfig: "libcmark-gfm",
      providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),

    .target(name: "Tensors", dependencies: ["CKernels"], exclude: ["README.md"]),
    .target(
      name: "Neural",
      // CKernels by name, so that a change in its headers compiles Neural anew: their macros and inline functions are
      // compiled into it.
      dependencies: [
        "CKernels", "Tensors", .product(name: "OrderedCollections", package: "swift-collections"),
      ],
      exclude: ["README.md"]),
    .target(name: "Text", exclude: ["README.md"]),
    .target(name: "Script", dependencies: ["Text"], exclude: ["README.md"]),
    .target(name: "Plots", dependencies: ["Text"], exclude: ["README.md"]),
    .target(
      name: "Library", dependencies: ["Text", "Script", "Neural", "Plots", "CAssets"], exclude: ["README.md"]),
    .target(
      name: "Lessons",
      dependencies: [
        "Text", "Script", "Library", "CCommonMark", "CAssets", .product(name: "Yams", package: "Yams"),
      ],
      exclude: ["README.md"]),
    .target(name: "Terminal", dependencies: ["Text", "CReadline", "CCommonMark"], exclude: ["README.md"]),
    .executableTarget(
      name: "seodang",
      dependencies: [
        "Lessons", "Terminal", "Library", "Plots", "Script", "Text", "CAssets",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["README.md"],
      // One file to copy, without the Swift runtime beside it, and half the start-up time of a dynamic one.
      linkerSettings: [
        .unsafeFlags(
          ["-static-stdlib"]
            + [
              "CoreFoundation", "_FoundationICU", "_FoundationCShims", "_FoundationCollections",
              "swiftSynchronization",
            ].map { "-l\($0)" },
          .when(platforms: [.linux], configuration: .release))
      ]),

    .testTarget(name: "TensorsTests", dependencies: ["Tensors", "CKernels"]),
    .testTarget(name: "NeuralTests", dependencies: ["Neural", "CKernels"]),
    .testTarget(
      name: "ScriptTests", dependencies: ["Script"],
      exclude: ["Formatting/Cases", "Golden/Programs", "Gallery/Texts"]),
    .testTarget(name: "PlotsTests", dependencies: ["Plots"], exclude: ["Golden"]),
    .testTarget(
      name: "LibraryTests", dependencies: ["Library", "Script", "Tensors", "Neural"], exclude: ["Programs"]),
    .testTarget(
      name: "LessonsTests", dependencies: ["Lessons", "Plots", "Script", "Text"], exclude: ["Golden"]),
    .testTarget(name: "TerminalTests", dependencies: ["Terminal", "Text"], exclude: ["Golden"]),
    .testTarget(name: "seodangTests", dependencies: ["Lessons", "Text"]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu17
)
