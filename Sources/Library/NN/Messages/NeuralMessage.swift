import Neural
import Script
import Tensors
import Text

/// An error of `Neural` in words.
struct NeuralMessage: CatalogueMessage {
  let error: NeuralError

  var exceptionName: String { error.kind.rawValue }

  var entry: Topic {
    switch error {
    case .setting, .notDivisible, .unknownChoice: .layerSetting
    case .forwardMissing, .inputCount, .inputRank, .inputChannels: .moduleInput
    case .invalidName, .nameTaken, .notALeafParameter, .noSuchChild, .childIndex: .moduleAttribute
    case .stateDict, .optimizerState: .stateDict
    case .fanRank, .orthogonalRank, .initRank: .initialisation
    case .noParameters, .notALeaf, .duplicateParameter, .parameterCount, .closureMissing, .nonFiniteNorm,
      .vectorLength:
      .optimizer
    case .scheduleEnded, .missingInitialRate: .schedule
    case .sizesDiffer, .splitLengths, .emptyDataset: .dataset
    }
  }

  func wording(_ language: Language) -> Wording {
    moduleWording(language) ?? trainingWording(language) ?? settingWording(language)
  }

  private func settingWording(_ language: Language) -> Wording {
    switch error {
    case .setting(let owner, let name, let value, let allowed):
      return language.pick(
        ko: Wording(
          "`\(owner)`의 `\(name)`에 \(value.with(.object)) 줄 수 없어요", label: "쓸 수 있는 값: \(allowed)"),
        en: Wording(
          SettingSentence.english(owner: owner, name: name, value: value),
          label: "\(owner) allows \(allowed)"))
    case .notDivisible(let owner, let name, let value, let divisorName, let divisor):
      return language.pick(
        ko: Wording(
          "`\(owner)`의 `\(name)` \(value)\(Particle.topic.form(after: "\(value)")) `\(divisorName)` \(divisor)"
            + "\(Particle.direction.form(after: "\(divisor)")) 나누어떨어져야 해요"),
        en: Wording(
          owner == "GroupNorm"
            ? "\(name) (\(value)) must be divisible by \(divisorName) (\(divisor))"
            : "\(name) must be divisible by \(divisorName)", label: "\(owner): \(value) and \(divisor)")
      )
    case .unknownChoice(let owner, let name, let value, let choices):
      let list = choices.map { "`\($0)`" }.joined(separator: ", ")
      let near = Spelling.suggestion(for: value, among: choices)
      return language.pick(
        ko: Wording(
          "`\(owner)`의 `\(name)`에 '\(value)'\(Particle.object.form(after: value)) 줄 수 없어요",
          label: "쓸 수 있는 값: \(list)",
          help: near.map { "혹시 `\($0)`\(Particle.copula.form(after: $0))?" }),
        en: Wording(
          SettingSentence.unknown(name: name, value: value, choices: choices),
          label: "\(owner) knows \(list)",
          help: near.map { "did you mean `\($0)`?" }))
    default: return Wording("\(error)")
    }
  }

  private func moduleWording(_ language: Language) -> Wording? {
    switch error {
    case .forwardMissing(let module):
      return language.pick(
        ko: Wording(
          "`\(module)`에 `forward`가 없어요", help: "클래스 안에 `def forward(self, x):`를 쓰세요. 이름의 철자와 들여쓰기도 보세요"),
        en: Wording(
          "Module [\(module)] is missing the required \"forward\" function",
          help: "is it spelled and indented right?"))
    case .inputCount(let module, let expected, let got):
      return language.pick(
        ko: Wording("`\(module)`에는 입력이 \(expected)개 와야 하는데 \(got)개가 왔어요"),
        en: Wording(
          "\(module).forward() takes \(expected) positional argument\(expected == 1 ? "" : "s") but \(got) were given"
        ))
    case .inputRank(let module, let allowed, let shape):
      let korean = allowed.map { "\($0)차원" }.joined(separator: "이나 ")
      let english = allowed.map { "\($0)D" }.joined(separator: " or ")
      return language.pick(
        ko: Wording(
          "`\(module)`의 입력은 \(korean)이어야 하는데 \(shape.count)차원이에요",
          label: "입력의 모양은 \(shape)\(Particle.copula.form(after: "\(shape)"))",
          help: "맨 앞에 배치 차원을 더하려면 `x.unsqueeze(0)`을 쓰세요"),
        en: Wording(
          "expected \(english) input (got \(shape.count)D input)", label: "the input is \(shape)",
          help: "`x.unsqueeze(0)` adds a batch dimension"))
    case .inputChannels(let module, let expected, let shape):
      return language.pick(
        ko: Wording(
          "`\(module)`\(Particle.topic.form(after: module)) 특징 \(expected)개를 기다리는데 입력의 모양이 \(shape)\(Particle.copula.form(after: "\(shape)"))"
        ),
        en: Wording("expected input's size at dim=1 to match num_features (\(expected)), but got: \(shape)."))
    case .invalidName(let kind, let name):
      return language.pick(
        ko: Wording(
          name.isEmpty ? "이름이 비어 있어요" : "이름 `\(name)`에는 점을 쓸 수 없어요"),
        en: Wording(
          name.isEmpty ? "\(kind) name can't be empty string \"\"" : "\(kind) name can't contain \".\""))
    case .nameTaken(_, let name):
      return language.pick(
        ko: Wording("속성 `\(name)`\(Particle.subject.form(after: name)) 이미 있어요", help: "다른 이름을 쓰세요"),
        en: Wording("attribute '\(name)' already exists", help: "use another name"))
    case .notALeafParameter(let name):
      return language.pick(
        ko: Wording(
          "계산해서 얻은 텐서는 매개변수 `\(name)`\(Particle.subject.form(after: name)) 될 수 없어요",
          help: "`nn.Parameter(x.detach())`를 쓰세요"),
        en: Wording(
          "Cannot assign non-leaf Tensor to parameter '\(name)'. Model parameters must be created explicitly.",
          help: "use `nn.Parameter(x.detach())`"))
    case .noSuchChild(let path, let missing, let parent):
      return language.pick(
        ko: Wording(
          "`\(parent)`에 `\(missing)`\(Particle.subject.form(after: missing)) 없어요",
          label: "찾던 것은 `\(path)`예요"),
        en: Wording("\(parent) has no attribute `\(missing)`", label: "looking for `\(path)`"))
    case .childIndex(let index, let count):
      return language.pick(
        ko: Wording("번호 \(index)\(Particle.topic.form(after: "\(index)")) 범위 밖이에요: \(count)개뿐이에요"),
        en: Wording("index \(index) is out of range", label: "there are \(count)"))
    case .stateDict(let module, let missing, let unexpected, let mismatched):
      return stateWording(language, module, missing, unexpected, mismatched)
    default: return nil
    }
  }

  private func stateWording(
    _ language: Language, _ module: String, _ missing: [String], _ unexpected: [String],
    _ mismatched: [NeuralError.ShapeMismatch]
  ) -> Wording {
    var english = "Error(s) in loading state_dict for \(module):"
    var korean: [String] = []
    if !missing.isEmpty {
      let names = missing.map { "\"\($0)\"" }.joined(separator: ", ")
      english += "\n\tMissing key(s) in state_dict: \(names). "
      korean.append("빠진 이름: \(names)")
    }
    if !unexpected.isEmpty {
      let names = unexpected.map { "\"\($0)\"" }.joined(separator: ", ")
      english += "\n\tUnexpected key(s) in state_dict: \(names). "
      korean.append("모르는 이름: \(names)")
    }
    for mismatch in mismatched {
      english +=
        "\n\tsize mismatch for \(mismatch.name): copying a param with shape \(mismatch.got.sized) from checkpoint, "
        + "the shape in current model is \(mismatch.expected.sized)."
      korean.append("`\(mismatch.name)`의 모양이 다름: 모델은 \(mismatch.expected), 받은 것은 \(mismatch.got)")
    }
    return language.pick(
      ko: Wording("`\(module)`에 맞지 않는 state_dict예요", label: korean.joined(separator: "; ")),
      en: Wording(english))
  }

  private func trainingWording(_ language: Language) -> Wording? {
    switch error {
    case .fanRank(let shape):
      return language.pick(
        ko: Wording(
          "들어오고 나가는 연결 수는 2차원 이상인 텐서에서만 셀 수 있는데 모양이 \(shape)\(Particle.copula.form(after: "\(shape)"))",
          help: "편향 항에는 `nn.init.zeros_`를 쓰세요"),
        en: Wording(
          "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions",
          label: "the tensor is \(shape)",
          help: "use `nn.init.zeros_` for biases"))
    case .orthogonalRank(let shape):
      return language.pick(
        ko: Wording(
          "`orthogonal_`은 2차원 이상인 텐서에만 쓸 수 있는데 모양이 \(shape)\(Particle.copula.form(after: "\(shape)"))"),
        en: Wording("Only tensors with 2 or more dimensions are supported"))
    case .initRank(let function, let allowed, let shape):
      let korean = allowed.map { "\($0)차원" }.joined(separator: ", ")
      return language.pick(
        ko: Wording(
          "`\(function)`\(Particle.topic.form(after: function)) \(korean) 텐서에만 쓸 수 있는데 모양이 \(shape)\(Particle.copula.form(after: "\(shape)"))"
        ),
        en: Wording(
          "Only tensors with \(allowed.map(String.init).joined(separator: ", ")) dimensions are supported",
          label: "the tensor is \(shape)"))
    case .noParameters:
      return language.pick(
        ko: Wording("최적화기가 받은 매개변수가 없어요", help: "모델에 층이 있는지, `super().__init__()` 뒤에 담았는지 보세요"),
        en: Wording("optimizer got an empty parameter list", help: "does the model have layers?"))
    case .notALeaf(let shape):
      return language.pick(
        ko: Wording(
          "계산해서 얻은 텐서는 최적화할 수 없어요", label: "모양이 \(shape)인 텐서는 잎이 아니에요",
          help: "`requires_grad=True`로 직접 만든 텐서를 주세요"),
        en: Wording("can't optimize a non-leaf Tensor", label: "the tensor of shape \(shape)"))
    case .duplicateParameter:
      return language.pick(
        ko: Wording("같은 매개변수가 두 번 들어 있어요", help: "각 매개변수는 한 무리에 한 번만 주세요"),
        en: Wording("some parameters appear in more than one parameter group"))
    case .parameterCount(let name, let expected, let got):
      return language.pick(
        ko: Wording("`\(name)`에는 값이 \(expected)개 와야 하는데 \(got)개가 왔어요"),
        en: Wording("expected \(expected) values for \(name), got \(got)"))
    case .optimizerState:
      return language.pick(
        ko: Wording("받은 state_dict의 매개변수 무리가 최적화기의 무리와 달라요"),
        en: Wording(
          "loaded state dict contains a parameter group that doesn't match the size of optimizer's group"))
    case .closureMissing(let optimizer):
      return language.pick(
        ko: Wording("`\(optimizer)`의 `step`에는 손실을 다시 계산하는 함수를 주어야 해요"),
        en: Wording("\(optimizer).step() requires a closure"))
    case .scheduleEnded(let step, let total):
      return language.pick(
        ko: Wording(
          "스케줄이 \(total)스텝으로 끝났는데 \(step)번째 스텝을 불렀어요", help: "`total_steps`를 늘리거나 `step()`을 부르는 자리를 보세요"),
        en: Wording("Tried to step \(step) times. The specified number of total steps is \(total)"))
    case .missingInitialRate(let group):
      return language.pick(
        ko: Wording("이어서 시작하려면 \(group)번 무리에 `initial_lr`이 있어야 해요"),
        en: Wording(
          "param 'initial_lr' is not specified in param_groups[\(group)] when resuming an optimizer"))
    case .nonFiniteNorm(let norm):
      return language.pick(
        ko: Wording(
          "기울기의 노름이 \(norm)\(Particle.copula.form(after: "\(norm)"))",
          help: "학습률을 줄이거나 손실에서 log(0)이나 0으로 나누기를 찾아보세요"),
        en: Wording(
          "The total norm of order 2.0 for gradients from `parameters` is non-finite, so it cannot be clipped."
        ))
    case .vectorLength(let expected, let got):
      return language.pick(
        ko: Wording("매개변수를 모두 채우려면 원소가 \(expected)개 있어야 하는데 \(got)개예요"),
        en: Wording("expected a vector of \(expected) elements, got \(got)"))
    case .sizesDiffer(let sizes):
      return language.pick(
        ko: Wording("텐서들의 길이가 서로 달라요: \(sizes)"),
        en: Wording("Size mismatch between tensors", label: "\(sizes)"))
    case .splitLengths(let sum, let count):
      return language.pick(
        ko: Wording("나눌 길이의 합이 \(sum)인데 데이터는 \(count)개예요"),
        en: Wording(
          "Sum of input lengths does not equal the length of the input dataset!", label: "\(sum) and \(count)"
        ))
    case .emptyDataset:
      return language.pick(
        ko: Wording("비어 있는 데이터예요"), en: Wording("datasets should not be an empty iterable"))
    default: return nil
    }
  }
}

extension Machine {
  /// Lets errors of `Neural` reach scripts as Python exceptions.
  func installNeuralErrors() {
    let earlier = translateError
    translateError = { machine, error in
      guard let error = error as? NeuralError else { return earlier(machine, error) }
      return machine.exception(NeuralMessage(error: error))
    }
  }
}
