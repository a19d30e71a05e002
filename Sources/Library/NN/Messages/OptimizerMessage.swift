import Script
import Text

/// Mistakes with optimisers and schedules that only the side of scripts can see.
enum OptimizerMessage: CatalogueMessage {
  case setting(name: String, type: String)
  case parameters(owner: String, type: String)
  case parameter(owner: String, type: String)
  case groupWithoutParameters
  case notAnOptimizer(type: String)
  case notAScheduler(type: String)
  case stateDict(type: String)
  case lambdaResult(type: String)
  case metricMissing

  var entry: Topic {
    switch self {
    case .setting: .layerSetting
    case .parameters, .parameter, .groupWithoutParameters, .notAnOptimizer: .optimizer
    case .stateDict: .stateDict
    case .notAScheduler, .lambdaResult, .metricMissing: .schedule
    }
  }

  var exceptionName: String { "TypeError" }

  func wording(_ language: Language) -> Wording {
    switch self {
    case .setting(let name, let type):
      language.pick(
        ko: Wording("설정 `\(name)`에는 수가 와야 하는데 '\(type)' 값이 왔어요"),
        en: Wording("setting '\(name)' must be a number, not '\(type)'"))
    case .parameters(let owner, let type):
      language.pick(
        ko: Wording(
          "`\(owner)`에는 매개변수들을 목록으로 주어야 하는데 '\(type)' 값이 왔어요", help: "`model.parameters()`나 `[w, b]`를 주세요"),
        en: Wording(
          "params argument given to the optimizer should be an iterable of Tensors or dicts, but got \(type)",
          help: "give it `model.parameters()` or `[w, b]`"))
    case .parameter(let owner, let type):
      language.pick(
        ko: Wording("`\(owner)`가 바꿀 수 있는 것은 텐서뿐인데 '\(type)' 값이 왔어요", help: "`model.parameters()`를 주세요"),
        en: Wording(
          "optimizer can only optimize Tensors, but one of the params is \(type)",
          help: "give it `model.parameters()`"))
    case .groupWithoutParameters:
      language.pick(
        ko: Wording(
          "매개변수 무리는 `params`가 있는 딕셔너리여야 해요", help: "예: `{\"params\": model.fc.parameters(), \"lr\": 0.01}`"),
        en: Wording(
          "param group must be a dict with 'params'",
          help: "`{\"params\": model.fc.parameters(), \"lr\": 0.01}`"))
    case .notAnOptimizer(let type):
      language.pick(
        ko: Wording("최적화기가 와야 하는데 '\(type)' 값이 왔어요"), en: Wording("\(type) is not an Optimizer"))
    case .notAScheduler(let type):
      language.pick(
        ko: Wording("학습률 스케줄이 와야 하는데 '\(type)' 값이 왔어요"), en: Wording("\(type) is not an LRScheduler"))
    case .stateDict(let type):
      language.pick(
        ko: Wording("`state_dict()`가 돌려준 딕셔너리가 와야 하는데 '\(type)' 값이 왔어요"),
        en: Wording("expected the dict that `state_dict()` returned, not '\(type)'"))
    case .lambdaResult(let type):
      language.pick(
        ko: Wording("학습률을 정하는 함수는 수를 돌려주어야 하는데 '\(type)' 값을 돌려줬어요", help: "`return`을 빠뜨리지 않았는지 보세요"),
        en: Wording(
          "the function of a schedule must return a number, not '\(type)'", help: "is `return` missing?"))
    case .metricMissing:
      language.pick(
        ko: Wording("`ReduceLROnPlateau`의 `step()`에는 지켜볼 값을 주어야 해요", help: "예: `scheduler.step(val_loss)`"),
        en: Wording(
          "ReduceLROnPlateau.step() missing 1 required positional argument: 'metrics'",
          help: "`scheduler.step(val_loss)`"))
    }
  }
}

/// Mistakes with data sets and loaders that only the side of scripts can see.
enum DataMessage: CatalogueMessage {
  case unequalSamples(expected: Int, got: Int)
  case collate(type: String)
  /// A data set that doesn't say what its samples are.
  case noItems

  var entry: Topic { .dataset }

  var exceptionName: String {
    switch self {
    case .unequalSamples: "RuntimeError"
    case .collate: "TypeError"
    case .noItems: "NotImplementedError"
    }
  }

  func wording(_ language: Language) -> Wording {
    switch self {
    case .unequalSamples(let expected, let got):
      language.pick(
        ko: Wording("배치로 묶을 표본의 길이가 서로 달라요", label: "첫 표본은 \(expected)개, 다른 표본은 \(got)개예요"),
        en: Wording("each element in list of batch should be of equal size", label: "\(expected) and \(got)"))
    case .noItems:
      language.pick(
        ko: Wording(
          "이 데이터에는 `__getitem__`이 없어요", help: "클래스 안에 `def __getitem__(self, index):`를 쓰세요. 이름의 철자도 보세요"),
        en: Wording(
          "Subclasses of Dataset should implement __getitem__.",
          help: "write `def __getitem__(self, index):` in the class"))
    case .collate(let type):
      language.pick(
        ko: Wording(
          "'\(type)' 값은 배치로 묶을 수 없어요",
          help: "`__getitem__`이 텐서, 수, 문자열이나 그 튜플·딕셔너리를 돌려주게 하거나 `collate_fn`을 주세요"),
        en: Wording(
          "default_collate: batch must contain tensors, numpy arrays, numbers, dicts or lists; found <class '\(type)'>"
        ))
    }
  }
}
