import Library
import Script
import Terminal
import Text

/// What `:누가` says about gradients, in words.
struct GradientAnswer {
  let screen: Screen
  let machine: Machine

  /// Each tensor with what is found; the same words about neighbours stand once, below the last of them.
  func text(_ findings: [GradientQuestion.Finding]) -> String {
    var text = ""
    for (place, finding) in findings.enumerated() {
      let (mark, style) = sign(of: finding.state)
      let name = Self.asWritten(finding.name)
      text += screen.styled(mark, style) + " " + screen.styled(name, .bold) + " \(shape(finding))\n"
      let words = sentences(finding)
      if place + 1 < findings.count, sentences(findings[place + 1]) == words { continue }
      for line in words {
        for part in wrap(line, width: max(10, screen.textWidth - 4)) { text += "    " + part + "\n" }
      }
    }
    return text
  }

  private func shape(_ finding: GradientQuestion.Finding) -> String {
    finding.shape.count == 1
      ? "(\(finding.shape[0]),)" : "(\(finding.shape.map(String.init).joined(separator: ", ")))"
  }

  /// `model.0.weight`, as `named_parameters` has it, the way code has it: `model[0].weight`.
  static func asWritten(_ name: String) -> String {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.dropFirst().reduce(String(parts.first ?? "")) { text, part in
      !part.isEmpty && part.allSatisfy(\.isNumber) ? text + "[\(part)]" : text + "." + part
    }
  }

  /// Elements of such a size don't change a weight in float32, or throw it far away, at any usual learning rate.
  private static let vanished = 1e-8
  private static let exploded = 1e4

  private func sign(of state: GradientQuestion.State) -> (String, Style) {
    switch state {
    case .flows: ("✔", .green)
    case .zero, .notFinite: ("✘", .red)
    case .none: ("·", .yellow)
    }
  }

  private func sentences(_ finding: GradientQuestion.Finding) -> [String] {
    switch finding.state {
    case .flows(let norm, let zeros, let count):
      var size = say("기울기가 있어요. 크기(노름)는 \(short(norm))이에요.", "It has a gradient of norm \(short(norm)).")
      let typical = norm / Double(max(1, count)).squareRoot()
      if typical < Self.vanished {
        size += say(" 너무 작아서 배우지 못해요: 기울기 소실이에요.", " Too small to learn from: it has vanished.")
      } else if typical > Self.exploded {
        size += say(" 너무 커서 한 걸음에 값이 망가져요: 기울기 폭주예요.", " Too large for any step: it has exploded.")
      }
      guard zeros > 0 else { return [size] }
      return [
        size,
        say("원소 \(count)개 가운데 \(zeros)개는 0이에요.", "\(zeros) of its \(count) elements are zero."),
      ]
    case .notFinite(let count):
      return [
        say(
          "기울기에 nan이나 inf가 \(count)개 있어요. 0으로 나누었거나, log(0)이나 sqrt(0)을 지났거나, 값이 넘쳤어요. 학습률과 입력의 크기를 살펴보세요.",
          "\(count) elements of its gradient are nan or inf: a division by zero, log(0), sqrt(0) or an overflow. Look at the learning rate and the size of the inputs."
        )
      ]
    case .zero(let blocks, let isUsedUp): return zero(blocks, isUsedUp)
    case .none(let absence): return [words(absence, Self.asWritten(finding.name))]
    }
  }

  private func zero(_ blocks: [GradientQuestion.Block], _ isUsedUp: Bool) -> [String] {
    let what = say("기울기가 모두 0이에요.", "Its gradient is zero everywhere.")
    if !blocks.isEmpty { return [what] + blocks.map(words) }
    if isUsedUp {
      return [
        what,
        say(
          "backward가 지나가면서 중간 값을 지웠기 때문에 까닭을 더 알 수 없어요. `backward(retain_graph=True)`로 다시 해 보고 물어보세요.",
          "backward has let go of the values in between, so the reason can't be told. Run `backward(retain_graph=True)` and ask again."
        ),
      ]
    }
    return [
      what,
      say(
        "길을 막는 연산은 찾지 못했어요. `zero_grad(set_to_none=False)`로 지운 뒤이거나, 손실이 이미 가장 작은 곳일 수 있어요.",
        "No operation stops it on the way. It may have been cleared by `zero_grad(set_to_none=False)`, or the loss is at its minimum."
      ),
    ]
  }

  private func words(_ block: GradientQuestion.Block) -> String {
    let place = block.variable.map { "`\($0)` (\(block.operation))" } ?? block.operation
    switch block.reason {
    case .stepFunction:
      return say(
        "\(place)에서 막혀요: 계단 모양의 함수라서 미분이 어디서나 0이에요.",
        "\(place) stops it: a step function, whose derivative is zero everywhere.")
    case .allOff:
      return say(
        "\(place)에서 막혀요: 모든 원소가 꺼져 있어요(입력이 0 이하). 죽은 ReLU예요.",
        "\(place) stops it: every element is off (its input is at most 0). A dead ReLU.")
    case .timesZero(let factor):
      guard let factor else {
        return say(
          "\(place)에서 막혀요: 기울기에 모두 0인 텐서가 곱해져요.",
          "\(place) stops it: the gradient is multiplied by a tensor of zeros.")
      }
      return say(
        "\(place)에서 막혀요: 기울기에 곱해지는 `\(factor)`의 값이 모두 0이에요.",
        "\(place) stops it: the gradient is multiplied by `\(factor)`, which is zero everywhere.")
    case .saturated(let largest):
      return say(
        "\(place)에서 막혀요: 활성화가 포화되어 미분이 \(short(largest))을 넘지 않아요. 가중치나 입력이 너무 커요.",
        "\(place) stops it: saturated, no derivative is above \(short(largest)). Weights or inputs are too large."
      )
    }
  }

  private func words(_ absence: GradientQuestion.Absence, _ name: String) -> String {
    switch absence {
    case .wholeNumbers(let dtype):
      say(
        "기울기가 없어요(None). \(dtype) 텐서는 기울기를 가질 수 없어요. 실수로 바꾸려면 `.float()`을 쓰세요.",
        "None: a tensor of \(dtype) has no gradient; `.float()` makes real numbers of it.")
    case .notAsked:
      say(
        "기울기가 없어요(None). `requires_grad`가 False라서 추적하지 않아요. 데이터라면 이대로 좋고, 배우게 하려면 `requires_grad=True`로 만드세요. 계산한 결과라면 `torch.no_grad()`나 `detach()`로 끊겼거나, 추적하는 것에서 계산하지 않았어요.",
        "None: `requires_grad` is False, so nothing is tracked. That is right for data; make what shall learn with `requires_grad=True`. A result isn't tracked when `torch.no_grad()` or `detach()` cut it off, or when nothing it comes from is."
      )
    case .frozen:
      say(
        "기울기가 없어요(None). 얼린 매개변수예요(`requires_grad=False`). 다시 배우게 하려면 `requires_grad_()`를 부르세요.",
        "None: the parameter is frozen (`requires_grad=False`). `requires_grad_()` lets it learn again.")
    case .intermediate(let operation):
      say(
        "기울기를 모으지 않아요(None). 잎이 아니라 연산(\(operation))의 결과예요. 보려면 backward 전에 `\(name).retain_grad()`를 부르세요.",
        "None: it is no leaf but the result of \(operation). To see its gradient call `\(name).retain_grad()` before backward."
      )
    case .nothingComputed:
      say(
        "아직 기울기가 없어요(None). 이것으로 계산한 결과(예: loss)를 담은 변수가 없어요.",
        "None: no variable holds a result (such as a loss) that needs a gradient.")
    case .notUsed(let results):
      say(
        "기울기가 없어요(None). 결과 \(list(results))의 계산에 쓰이지 않았거나, 도중에 `detach()`·`.item()`·`torch.no_grad()`·`torch.tensor(…)`로 끊겼어요.",
        "None: \(list(results)) wasn't computed from it, or the way is cut by `detach()`, `.item()`, `torch.no_grad()` or `torch.tensor(…)`."
      )
    case .beforeBackward(let result):
      say(
        "아직 기울기가 없어요(None). `\(result)`까지 이어져 있지만 `backward()`를 부르지 않았어요.",
        "None: it is connected to `\(result)`, but `backward()` hasn't been called.")
    case .cleared(let result):
      say(
        "기울기가 없어요(None). `\(result)`의 backward는 끝났고, 그 뒤에 `zero_grad()`가 지웠어요.",
        "None: backward of `\(result)` is done, and `zero_grad()` has cleared it since.")
    }
  }

  private func list(_ names: [String]) -> String { names.prefix(3).map { "`\($0)`" }.joined(separator: ", ") }

  /// Three significant digits.
  private func short(_ value: Double) -> String {
    (try? machine.format(.float(value), ".3g")) ?? "\(value)"
  }
}
