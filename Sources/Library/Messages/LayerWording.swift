import Script
import Tensors
import Text

extension TensorError {
  /// Losses and layers.
  func layerWording(_ language: Language) -> Wording? {
    switch self {
    case .batchMismatch(let input, let target):
      return language.pick(
        ko: Wording(
          "입력은 \(input.first ?? 0)개, 정답은 \(target.first ?? 0)개예요",
          label: "입력의 모양은 \(input), 정답의 모양은 \(target)\(Particle.copula.form(after: "\(target)"))"),
        en: Wording(
          "Expected input batch_size (\(input.first ?? 0)) to match target batch_size (\(target.first ?? 0)).",
          label: "the input is \(input), the target \(target)"))
    case .targetOutOfUnit(let value):
      return language.pick(
        ko: Wording(
          "확률은 0과 1 사이여야 하는데 \(TensorError.number(value))\(Particle.subject.form(after: "\(TensorError.number(value))")) 있어요",
          help: "`torch.sigmoid`를 거치거나 `binary_cross_entropy_with_logits`를 쓰세요"),
        en: Wording(
          "all elements of input should be between 0 and 1",
          help: "use `binary_cross_entropy_with_logits` for logits"))
    case .normalizedShape(let shape, let normalized):
      return language.pick(
        ko: Wording(
          "입력의 모양 \(shape)의 끝이 정규화할 모양 \(normalized)\(Particle.with.form(after: "\(normalized)")) 같아야 해요"),
        en: Wording(
          "Given normalized_shape=\(normalized.bracketed), expected input with shape [*, "
            + "\(normalized.map(String.init).joined(separator: ", "))], but got input of size\(shape.bracketed)"
        ))
    case .oneValuePerChannel(let shape):
      return language.pick(
        ko: Wording(
          "배치 정규화를 훈련하려면 채널마다 값이 둘 이상이어야 하는데 입력의 모양이 \(shape)\(Particle.copula.form(after: "\(shape)"))",
          help: "배치 크기를 2 이상으로 하거나(`drop_last=True`), 평가라면 `model.eval()`을 부르세요"),
        en: Wording(
          "Expected more than 1 value per channel when training, got input size \(shape.sized)",
          help: "use batches of two or more (`drop_last=True`), or `model.eval()`"))
    case .groups(let channels, let groups):
      return language.pick(
        ko: Wording("채널 \(channels)개를 \(groups)무리로 똑같이 나눌 수 없어요"),
        en: Wording(
          "Expected number of channels in input to be divisible by num_groups, but got \(channels) channels and num_groups=\(groups)"
        ))
    case .kernelTooLarge(let whole, let window):
      // Batch and channels, filters and channels stand in front of what slides.
      let spatial = whole.count == window.count ? max(whole.count - 2, 1) : min(whole.count, window.count)
      let input = Tensors.Shape(whole.suffix(spatial))
      let kernel = Tensors.Shape(window.suffix(spatial))
      return language.pick(
        ko: Wording(
          "커널 \(kernel.times)\(Particle.subject.form(after: "\(kernel.times)")) (덧댄) 입력 \(input.times)보다 커요",
          help: "`padding`을 늘리거나 커널을 줄이세요"),
        en: Wording(
          "Calculated padded input size per channel: (\(input.map(String.init).joined(separator: " x "))). Kernel size: "
            + "(\(kernel.map(String.init).joined(separator: " x "))). Kernel size can't be greater than actual input size"
        ))
    case .channels(let op, let input, let weight):
      let have = input.count > 1 ? input[1] : 0
      let want = weight.count > 1 ? weight[1] : 0
      return language.pick(
        ko: Wording(
          "입력의 채널은 \(have)개인데 층은 \(want)개를 기다려요",
          label: "`\(op)`의 입력은 \(input), 가중치는 \(weight)\(Particle.copula.form(after: "\(weight)"))"),
        en: Wording(
          "Given groups=1, weight of size \(weight.bracketed), expected input\(input.bracketed) to have \(want) channels, but "
            + "got \(have) channels instead"))
    default: return nil
    }
  }
}
