import Script
import Text

/// What exists in PyTorch and not here, and what to use instead.
enum RefusalMessage: CatalogueMessage {
  case device(String)
  case unknownDevice(String)
  case dtype(String)
  case out(function: String)
  case absent(name: String, instead: Alternative?)
  case file(name: String)
  case numpy

  /// What to write in place of something that isn't here.
  struct Alternative: Sendable {
    let korean: String
    let english: String

    init(_ korean: String, _ english: String) {
      self.korean = korean
      self.english = english
    }
  }

  var entry: Topic {
    switch self {
    case .device, .unknownDevice: .refusedDevice
    case .dtype: .refusedDType
    case .file: .refusedFile
    default: .refused
    }
  }

  var exceptionName: String {
    switch self {
    case .device, .unknownDevice: "RuntimeError"
    case .dtype: "TypeError"
    default: "NotImplementedError"
    }
  }

  func wording(_ language: Language) -> Wording {
    switch self {
    case .device(let name):
      return language.pick(
        ko: Wording(
          "이 컴퓨터에서는 `\(name)` 장치를 쓸 수 없어요: 서당의 텐서는 모두 CPU에 있어요",
          help: "`device = torch.device(\"cuda\" if torch.cuda.is_available() else \"cpu\")`로 고르면 어디서나 돌아요"),
        en: Wording(
          "the device `\(name)` is not available: all tensors live on the CPU here",
          help: "`device = torch.device(\"cuda\" if torch.cuda.is_available() else \"cpu\")` works everywhere"
        ))
    case .unknownDevice(let text):
      return language.pick(
        ko: Wording(
          "`\(text)`\(Particle.called.form(after: text)) 장치는 없어요", help: "`torch.device(\"cpu\")`를 쓰세요"),
        en: Wording(
          "Expected one of cpu, cuda, ipu, xpu, mkldnn, opengl, opencl, ideep, hip, ve, fpga, maia, xla, lazy, vulkan, "
            + "mps, meta, hpu, mtia, privateuseone device type at start of device string: \(text)"))
    case .dtype(let name):
      let instead = RefusalMessage.instead(of: name)
      return language.pick(
        ko: Wording(
          "자료형 `torch.\(name)`의 텐서는 여기에 없어요",
          label: "있는 자료형: float32, float64, int64, int32, int16, int8, uint8, bool",
          help: "`torch.\(instead)`\(Particle.object.form(after: instead)) 쓰세요"),
        en: Wording(
          "there are no tensors of dtype torch.\(name) here",
          label: "there are float32, float64, int64, int32, int16, int8, uint8, bool",
          help: "use `torch.\(instead)`"))
    case .out(let function):
      return language.pick(
        ko: Wording("`\(function)()`의 `out=`은 여기에 없어요", help: "결과를 변수에 담으세요. 예: `y = torch.\(function)(…)`"),
        en: Wording(
          "`out=` of `\(function)()` is not here", help: "keep the result: `y = torch.\(function)(…)`"))
    case .absent(let name, let instead):
      return language.pick(
        ko: Wording(
          "`\(name)`\(Particle.topic.form(after: name)) PyTorch에는 있지만 서당에는 없어요", help: instead?.korean),
        en: Wording("`\(name)` exists in PyTorch but not here", help: instead?.english))
    case .file(let name):
      return language.pick(
        ko: Wording(
          "`\(name)()`은 여기에 없어요: 프로그램은 파일을 읽거나 쓸 수 없어요",
          help: "이 실행 안에서 되돌리려면 `copy.deepcopy(model.state_dict())`와 `load_state_dict`를 쓰세요"),
        en: Wording(
          "`\(name)()` is not here: programs can neither read nor write files",
          help: "to go back within a run use `copy.deepcopy(model.state_dict())` and `load_state_dict`"))
    case .numpy:
      return language.pick(
        ko: Wording(
          "`.numpy()`는 여기에 없어요: NumPy가 없어요", help: "파이썬 수나 리스트가 필요하면 `.tolist()`나 `.item()`을 쓰세요"),
        en: Wording("`.numpy()` is not here, since there is no NumPy", help: "use `.tolist()` or `.item()`"))
    }
  }

  private static func instead(of dtype: String) -> String {
    switch dtype {
    case "float16", "bfloat16", "complex64", "complex32": "float32"
    case "complex128": "float64"
    default: "int64"
    }
  }
}
