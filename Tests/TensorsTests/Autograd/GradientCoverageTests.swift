import Foundation
import Tensors
import Testing

/// The list of checked gradients has to name every rule of the engine: the rules are read from its sources, so that a
/// new one without a check is found.
@Suite("The list of checked gradients")
struct GradientCoverageTests {
  /// Rules that other tests check, because a list of functions can't.
  private let elsewhere: Set<String> = [
    // Operations on numbers and functions of users (GraphTests).
    "function", "functionOutput", "inPlaceOnView",
    // They arise only in gradients of gradients.
    "placed", "indexSpread",
    // Kinds with lists of their own.
    "unary", "binary", "scalar", "custom",
  ]

  @Test("has a function for every kind of rule")
  func rules() throws {
    let source = try String(contentsOf: sources.appending(path: "Autograd/Rule.swift"), encoding: .utf8)
    let body = try #require(source.split(separator: "package enum Rule {").last)
    let kinds = body.split(separator: "\n").compactMap { line -> String? in
      let words = line.split(separator: " ")
      guard words.count >= 2, words[0] == "case", line.hasPrefix("  case") else { return nil }
      return String(words[1].prefix { $0 != "(" })
    }
    #expect(kinds.count > 40)
    let checked = try recorded()
    for kind in Set(kinds).subtracting(elsewhere) {
      #expect(checked.contains(kind), "the rule \(kind) is in no function of `differentiable`")
    }
  }

  @Test("has a function for every formula that stands beside its operation")
  func formulas() throws {
    let checked = try recorded()
    let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
    var found = 0
    for case let file as URL in files where file.pathExtension == "swift" {
      let source = try String(contentsOf: file, encoding: .utf8)
      for match in source.matches(of: /record\(\s*"(\w+)"/) {
        found += 1
        #expect(checked.contains(String(match.1)), "\(match.1) is in no function of `differentiable`")
      }
    }
    #expect(found >= 15)
  }

  private var sources: URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources/Tensors")
      .standardized
  }

  /// The rules in the graphs of all functions of the list: their kinds, and the names of formulas.
  private func recorded() throws -> Set<String> {
    var names: Set<String> = []
    for operation in differentiable + differentiableOnce {
      let inputs = try operation.inputs()
      for input in inputs { try input.requiresGrad_() }
      var waiting = [try operation.f(inputs).gradNode].compactMap { $0 }
      while let node = waiting.popLast() {
        names.insert(String("\(node.rule)".prefix { $0 != "(" }))
        if case .custom(let name) = node.rule { names.insert(name.description) }
        withExtendedLifetime(node) {
          for edge in [node.first, node.second, node.third] + node.others {
            if case .node(let next) = edge { waiting.append(next.takeUnretainedValue()) }
          }
        }
      }
    }
    return names
  }
}
