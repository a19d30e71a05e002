import Script
import Text

/// A name that PyTorch has and we don't, or that nobody has.
struct AbsentMessage: CatalogueMessage {
  enum Owner {
    case module(String)
    case tensor

    /// Where PyTorch's names of it are listed.
    var path: String {
      switch self {
      case .module(let module): module
      case .tensor: "torch.Tensor"
      }
    }
  }

  let owner: Owner
  let name: String
  /// The names that are here.
  let known: [String]

  var entry: Topic { PyTorchNames.contains(name, in: owner.path) ? .refused : .tensorAttribute }
  var exceptionName: String { "AttributeError" }

  func wording(_ language: Language) -> Wording {
    let instead = Absent.alternative(for: name)
    if PyTorchNames.contains(name, in: owner.path) {
      let full = "\(owner.path).\(name)"
      return language.pick(
        ko: Wording(
          "`\(full)`\(Particle.topic.form(after: name)) PyTorch에는 있지만 서당에는 없어요", help: instead?.korean),
        en: Wording("`\(full)` exists in PyTorch but not here", help: instead?.english))
    }
    let near = Spelling.suggestion(for: name, among: known)
    let subject = Particle.subject.form(after: name)
    let korean: String
    let english: String
    switch owner {
    case .module(let module):
      korean = "`\(module)`에는 `\(name)`\(subject) 없어요"
      english = "module '\(module)' has no attribute '\(name)'"
    case .tensor:
      korean = "텐서에는 `\(name)`\(subject) 없어요"
      english = "'Tensor' object has no attribute '\(name)'"
    }
    return language.pick(
      ko: Wording(
        korean, help: instead?.korean ?? near.map { "혹시 `\($0)`\(Particle.copula.form(after: $0))?" }),
      en: Wording(english, help: instead?.english ?? near.map { "did you mean `\($0)`?" }))
  }
}

/// The public names of PyTorch's modules, so that an error can tell what isn't here from what is misspelt.
enum PyTorchNames {
  static func contains(_ name: String, in module: String) -> Bool { table[module]?.contains(name) ?? false }

  /// Read when it's asked for first, which is when something is missing.
  private static let table: [String: Set<String>] = {
    guard let bytes = asset("pytorch-names.txt") else { return [:] }
    var table: [String: Set<String>] = [:]
    var module = ""
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      if line.hasSuffix(":") {
        module = String(line.dropLast())
      } else {
        table[module, default: []].formUnion(line.split(separator: " ").map(String.init))
      }
    }
    return table
  }()
}
