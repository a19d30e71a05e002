import CAssets
import Script
import Text

/// A short page about one name: what it does in a sentence, shapes, and an example that runs.
///
/// All pages stand in one file, `help.txt`, set apart by empty lines:
///
///     @ nn.Linear                      its names
///     nn.Linear(in_features, …)        how it is written
///     ko: …                            a sentence or two
///     en: …
///     shape: (n, in) → (n, out)        if there is something to say
///     >>> nn.Linear(3, 2).weight.shape an example, and what Python prints: the file is a doctest
///     torch.Size([2, 3])
package struct HelpPage: Sendable {
  package let names: [String]
  package let signature: String
  package let korean: String
  package let english: String
  package let shape: String?
  /// What is typed and what comes, as at Python's prompt.
  package let example: [String]

  /// All pages, in the order of the file.
  package static let all: [HelpPage] = {
    guard let bytes = asset("help.txt") else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n\n").compactMap(HelpPage.init)
  }()

  private static let byName = Dictionary(
    all.flatMap { page in page.names.map { ($0, page) } }, uniquingKeysWith: { first, _ in first })

  package static func named(_ name: String) -> HelpPage? { byName[name] }

  /// The pages whose last part is this name: what somebody means who hasn't imported anything yet.
  package static func endingIn(_ name: String) -> [HelpPage] {
    all.filter { page in
      page.names.contains {
        $0.split(separator: ".").last.map(String.init)?.lowercased() == name.lowercased()
      }
    }
  }

  private init?(_ text: Substring) {
    let lines = text.split(separator: "\n").map(String.init)
    guard lines.count >= 4, lines[0].hasPrefix("@ ") else { return nil }
    func field(_ name: String) -> String? {
      lines.first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) }
    }
    names = lines[0].dropFirst(2).split(separator: ",").map { String($0.drop { $0 == " " }) }
    signature = lines[1]
    korean = field("ko") ?? ""
    english = field("en") ?? ""
    shape = field("shape")
    example = lines.firstIndex { $0.hasPrefix(">>>") }.map { Array(lines[$0...]) } ?? []
  }

  package func sentence(_ language: Language) -> String { language.pick(ko: korean, en: english) }

  /// The lines of code of the example, as one program.
  package var code: String {
    example.filter { $0.hasPrefix(">>> ") || $0.hasPrefix("... ") || $0 == "..." }
      .map { $0.dropFirst(4) + "\n" }.joined()
  }
}

/// The bytes of a file inside the program.
func asset(_ name: String) -> UnsafeBufferPointer<UInt8>? {
  guard var asset = seodang_first_asset() else { return nil }
  while let current = asset.pointee.name {
    if String(cString: current) == name {
      return UnsafeBufferPointer(start: asset.pointee.bytes, count: asset.pointee.count)
    }
    asset += 1
  }
  return nil
}
