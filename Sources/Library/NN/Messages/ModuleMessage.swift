import Script
import Text

/// Mistakes with modules that only the side of scripts can see. The English sentences are PyTorch's.
enum ModuleMessage: CatalogueMessage {
  case notInitialized(type: String)
  case assignedTooEarly(ModuleInstance.Role, String)
  case wrongKind(ModuleInstance.Role, name: String, type: String)
  case wrongRegistration(ModuleInstance.Role, name: String, type: String)
  case neededParameter(layer: String, name: String)
  case notATensor(module: String, type: String)
  case notAModule(type: String)
  case notASubclass(container: String, type: String, value: Bool)
  case extraRepr(type: String)
  case preHookResult(type: String)
  case stateDictType(type: String)
  case childName(type: String)
  case containerIndex(container: String, type: String)
  case fixedSetting(layer: String, name: String)

  var entry: Topic {
    switch self {
    case .notInitialized, .assignedTooEarly: .moduleInit
    case .stateDictType: .stateDict
    case .notATensor: .moduleInput
    default: .moduleAttribute
    }
  }

  var exceptionName: String {
    switch self {
    case .notInitialized, .assignedTooEarly, .fixedSetting, .neededParameter: "AttributeError"
    case .preHookResult: "RuntimeError"
    default: "TypeError"
    }
  }

  func wording(_ language: Language) -> Wording {
    switch self {
    case .notInitialized(let type):
      return language.pick(
        ko: Wording(
          "`\(type)`의 `super().__init__()`이 불리지 않았어요", help: "`__init__`의 첫 줄에 `super().__init__()`을 쓰세요"),
        en: Wording("`super().__init__()` of `\(type)` was not called", help: "call it first in `__init__`"))
    case .assignedTooEarly(let role, let name):
      let (korean, english) = ModuleMessage.words(role)
      return language.pick(
        ko: Wording(
          "`super().__init__()`을 부르기 전에는 \(korean.with(.object)) 담을 수 없어요",
          label: "`self.\(name)`에 \(korean.with(.object)) 담고 있어요",
          help: "`__init__`의 첫 줄에 `super().__init__()`을 쓰세요"),
        en: Wording(
          "cannot assign \(english) before Module.__init__() call",
          help: "call `super().__init__()` first in `__init__`"))
    case .wrongRegistration(let role, let name, let type):
      let what = ModuleMessage.expected(role).what
      let allowed = role == .buffer ? "torch Tensor" : "torch.nn.Parameter"
      return language.pick(
        ko: ModuleMessage.wrongKind(role, name: name, type: type).wording(.korean),
        en: Wording("cannot assign '\(type)' object to \(what) '\(name)' (\(allowed) or None required)"))
    case .wrongKind(let role, let name, let type):
      let (korean, _) = ModuleMessage.words(role)
      let (class_, what) = ModuleMessage.expected(role)
      return language.pick(
        ko: Wording(
          "\(korean) `\(name)`에는 `\(class_)`\(Particle.with.form(after: class_)) None만 넣을 수 있는데 '\(type)' 값이 왔어요",
          help: role == .parameter
            ? "`nn.Parameter(…)`로 감싸거나, 값만 바꾸려면 `with torch.no_grad():` 안에서 `.copy_(…)`를 쓰세요" : nil),
        en: Wording(
          "cannot assign '\(type)' as \(what) '\(name)' (\(class_) or None expected)",
          help: role == .parameter
            ? "wrap it in `nn.Parameter(…)`, or use `.copy_(…)` under `torch.no_grad()`" : nil))
    case .neededParameter(let layer, let name):
      return language.pick(
        ko: Wording(
          "`\(layer)`의 `\(name)`\(Particle.object.form(after: name)) 지울 수 없어요", help: "없애려면 None을 넣으세요"),
        en: Wording("cannot delete parameter '\(name)' of \(layer)", help: "set it to None instead"))
    case .notATensor(let module, let type):
      return language.pick(
        ko: Wording(
          "`\(module)`의 `forward`가 텐서가 아니라 '\(type)' 값을 돌려줬어요", help: "`forward`의 끝에 `return`이 있는지 보세요"),
        en: Wording(
          "forward() of \(module) returned '\(type)', not a Tensor", help: "does `forward` end with `return`?"
        ))
    case .notAModule(let type):
      return language.pick(
        ko: Wording("`nn.Module`이 와야 하는데 '\(type)' 값이 왔어요"), en: Wording("expected nn.Module, not '\(type)'")
      )
    case .notASubclass(let container, let type, let isClass):
      return language.pick(
        ko: Wording(
          "`\(container)`에는 `nn.Module`만 담을 수 있는데 '\(type)' 값이 왔어요",
          help: isClass ? "클래스 뒤에 괄호를 붙여 층을 만드세요. 예: `nn.ReLU()`" : nil),
        en: Wording(
          "\(type) is not a Module subclass", help: isClass ? "make a layer of the class: `nn.ReLU()`" : nil))
    case .extraRepr(let type):
      return language.pick(
        ko: Wording("`extra_repr`는 문자열을 돌려주어야 하는데 '\(type)' 값을 돌려줬어요"),
        en: Wording("extra_repr() returned '\(type)', not a str"))
    case .preHookResult(let type):
      return language.pick(
        ko: Wording(
          "`with_kwargs=True`인 forward pre-hook은 None이나 (args, kwargs)를 돌려주어야 하는데 '\(type)' 값을 돌려줬어요"),
        en: Wording(
          "forward pre-hook must return None or a tuple of (new_args, new_kwargs), but got \(type)."))
    case .stateDictType(let type):
      return language.pick(
        ko: Wording("`state_dict`에는 이름과 텐서의 딕셔너리가 와야 하는데 '\(type)' 값이 왔어요"),
        en: Wording("Expected state_dict to be dict-like, got <class '\(type)'>."))
    case .childName(let type):
      return language.pick(
        ko: Wording("모듈의 이름은 문자열이어야 하는데 '\(type)' 값이 왔어요"),
        en: Wording("module name should be a string. Got \(type)"))
    case .containerIndex(let container, let type):
      return language.pick(
        ko: Wording("`\(container)`의 번호는 정수여야 하는데 '\(type)' 값이 왔어요"),
        en: Wording("'\(type)' object cannot be interpreted as an integer"))
    case .fixedSetting(let layer, let name):
      return language.pick(
        ko: Wording(
          "`\(layer)`의 `\(name)`\(Particle.topic.form(after: name)) 만든 뒤에 바꿀 수 없어요", help: "층을 새로 만드세요"),
        en: Wording("'\(name)' of \(layer) can't be changed afterwards", help: "make a new layer"))
    }
  }

  private static func words(_ role: ModuleInstance.Role) -> (korean: String, english: String) {
    switch role {
    case .parameter: ("매개변수", "parameters")
    case .buffer: ("버퍼", "buffers")
    case .module: ("층", "module")
    }
  }

  private static func expected(_ role: ModuleInstance.Role) -> (type: String, what: String) {
    switch role {
    case .parameter: ("torch.nn.Parameter", "parameter")
    case .buffer: ("torch.Tensor", "buffer")
    case .module: ("torch.nn.Module", "child module")
    }
  }
}
