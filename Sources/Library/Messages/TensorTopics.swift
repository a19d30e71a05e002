import Script
import Tensors

extension TensorError {
  /// The exception that PyTorch 2.15 raises.
  var raises: String {
    switch self {
    case .repeatedDim, .tooManyRepeats: "RuntimeError"
    case .meanOfIntegers, .boolArithmetic: "NotImplementedError"
    case .emptyReductionDim, .indexDType: "IndexError"
    case .emptyReduction(let op): op.hasPrefix("arg") ? "IndexError" : "RuntimeError"
    case .emptyList(let op): op == "cat" ? "ValueError" : "RuntimeError"
    case .raggedList: "ValueError"
    case .cannotConvert: "RuntimeError"
    case .integerOverflow: "ValueError"
    case .dtype(let op, _):
      switch op {
      case "cross_entropy", "nll_loss", "where", "masked_select", "masked_fill", "gather", "scatter",
        "scatter_add",
        "one_hot", "embedding", "quantile":
        "RuntimeError"
      case "invert", "bitwise_not": "TypeError"
      default: "NotImplementedError"
      }
    case .shapeMismatch(let op, _, _): op.hasPrefix("binary_cross_entropy") ? "ValueError" : kind.rawValue
    case .probability(let op, _): op == "dropout" ? "ValueError" : "RuntimeError"
    case .argument(_, let name, _): name == "reduction" ? "ValueError" : "RuntimeError"
    default: kind.rawValue
    }
  }

  /// The kind of mistake it is.
  var topic: Topic {
    switch self {
    case .broadcast, .expand, .shapeMismatch, .catShapes, .assignShape, .gradientShape: .tensorShapes
    case .matmulInner, .matmulRank, .linear: .matrixProduct
    case .dimOutOfRange, .repeatedDim, .rankMismatch, .rankRange, .permutation, .tooManyRepeats,
      .tooManyDimensions:
      .axis
    case .viewSize, .viewStrides, .inferSize, .negativeSize, .splitSizes, .narrow: .reshape
    case .dtype, .dtypeMismatch, .resultTypeCast, .integerDivisionInPlace, .boolArithmetic, .meanOfIntegers,
      .integerPowerNegative, .requiresGradDType, .indexDType:
      .tensorType
    case .notOneElement: .oneElement
    case .ambiguousTruth: .tensorTruth
    case .outOfMemory, .sizeOverflow: .tensorMemory
    case .indexOutOfRange, .tooManyIndices, .scalarIndex, .maskShape, .indexBroadcast, .sliceStep,
      .gatherRank, .gatherSize:
      .tensorIndex
    case .classOutOfRange, .batchMismatch, .targetOutOfUnit: .lossTarget
    case .oneValuePerChannel: .batchNorm
    case .normalizedShape, .groups, .kernelTooLarge, .channels: .layerShape
    case .backwardTwice: .backwardTwice
    case .leafInPlace, .viewOfLeafInPlace, .versionMismatch, .overlappingWrite: .inPlace
    case .notScalarForBackward, .noGradient, .requiresGradNonLeaf, .unusedInput, .retainGradWithoutGrad,
      .hookWithoutGrad, .postAccumulateHookOnResult, .numpyOfGrad, .notDifferentiable, .customGradientCount,
      .customGradientShape,
      .callback:
      .gradient
    case .raggedList, .cannotConvert, .integerOverflow: .tensorData
    case .notSquare, .singular, .notPositiveDefinite, .noConvergence: .linearAlgebra
    case .interrupted: .interrupted
    default: .opArgumentValue
    }
  }
}

extension Topic {
  /// The topics of this room, for `seodang explain`.
  package static let tensorTopics: [Topic] = [
    .tensorShapes, .matrixProduct, .axis, .reshape, .tensorType, .oneElement, .tensorTruth, .tensorMemory,
    .tensorIndex,
    .tensorAssign, .lossTarget, .batchNorm, .layerShape, .backwardTwice, .inPlace, .gradient, .tensorData,
    .linearAlgebra,
    .opArguments, .opArgumentValue, .tensorAttribute, .refused, .refusedDevice, .refusedDType, .refusedFile,
  ]

  static let tensorShapes = Topic(
    "E1001", "RuntimeError",
    ko: .init(
      "맞지 않는 모양",
      "원소끼리 계산하려면 두 텐서의 모양을 뒤에서부터 견주었을 때 크기가 같거나 한쪽이 1이어야 해요. 1인 축은 다른 쪽에 맞게 되풀이돼요(브로드캐스팅)."),
    en: .init(
      "Shapes that don't fit",
      "For arithmetic on elements the shapes, compared from the end, must have equal sizes or a 1 on one side, which is repeated (broadcasting)."
    ),
    example:
      "import torch\nx = torch.ones(2, 3)\ny = torch.ones(2)\nx + y\n# →\nimport torch\nx = torch.ones(2, 3)\ny = torch.ones(2)\nx + y.unsqueeze(1)\n"
  )
  static let matrixProduct = Topic(
    "E1002", "RuntimeError",
    ko: .init("행렬 곱의 크기", "`a @ b`는 a의 열 수와 b의 행 수가 같을 때만 계산할 수 있어요. (n, k) @ (k, m)의 결과는 (n, m)이에요."),
    en: .init(
      "Sizes of a matrix product",
      "`a @ b` needs as many columns in a as rows in b: (n, k) @ (k, m) gives (n, m)."),
    example:
      "import torch\na = torch.ones(2, 3)\nb = torch.ones(2, 3)\na @ b\n# →\nimport torch\na = torch.ones(2, 3)\nb = torch.ones(2, 3)\na @ b.T\n"
  )
  static let axis = Topic(
    "E1003", "IndexError",
    ko: .init("없는 축", "n차원 텐서의 축은 0부터 n-1까지이고, 뒤에서 세면 -1부터 -n까지예요. `x.shape`가 축의 크기를 차례로 보여 줘요."),
    en: .init(
      "No such dimension",
      "A tensor with n dimensions has dims 0 to n-1, or -1 to -n from the end; `x.shape` shows their sizes."),
    example:
      "import torch\nx = torch.ones(2, 3)\nx.sum(dim=2)\n# →\nimport torch\nx = torch.ones(2, 3)\nx.sum(dim=1)\n"
  )
  static let reshape = Topic(
    "E1004", "RuntimeError",
    ko: .init("담을 수 없는 모양", "모양을 바꾸어도 원소의 수는 그대로여야 해요. 크기 하나는 -1로 두어 알아서 정해지게 할 수 있어요."),
    en: .init(
      "A shape that can't hold it",
      "Another shape must hold equally many elements; one size may be -1, which is inferred."),
    example:
      "import torch\nx = torch.arange(6)\nx.view(4, 2)\n# →\nimport torch\nx = torch.arange(6)\nx.view(3, 2)\n"
  )
  static let tensorType = Topic(
    "E1005", "RuntimeError",
    ko: .init(
      "맞지 않는 자료형",
      "텐서의 원소는 모두 같은 자료형이에요. 평균과 미분에는 실수가 필요하고, 번호와 클래스에는 정수가 필요해요. `.float()`, `.long()`, `.bool()`이 바꾸어 줘요."
    ),
    en: .init(
      "A dtype that doesn't fit",
      "Means and gradients need floats, indices and classes need ints; `.float()`, `.long()`, `.bool()` convert."
    ),
    example:
      "import torch\nx = torch.tensor([1, 2])\nx.mean()\n# →\nimport torch\nx = torch.tensor([1, 2])\nx.float().mean()\n"
  )
  static let oneElement = Topic(
    "E1006", "RuntimeError",
    ko: .init(
      "원소가 여럿인 텐서를 수로",
      "`.item()`, `float(x)`, `int(x)`는 원소가 하나일 때만 돼요. 먼저 `.mean()`이나 `.sum()`으로 하나로 만들거나 `.tolist()`로 모두 꺼내세요."
    ),
    en: .init(
      "Many elements as one number",
      "`.item()`, `float(x)` and `int(x)` need one element. Use `.mean()`, `.sum()` or `.tolist()`."),
    example:
      "import torch\nx = torch.ones(3)\nx.item()\n# →\nimport torch\nx = torch.ones(3)\nx.mean().item()\n")
  static let tensorTruth = Topic(
    "E1007", "RuntimeError",
    ko: .init("텐서의 참과 거짓", "원소가 여럿이면 참과 거짓이 섞일 수 있어서 if에 그대로 쓸 수 없어요. `.all()`이나 `.any()`로 하나로 만드세요."),
    en: .init(
      "Truth of a tensor",
      "Several elements can be true and false at once; make one of them with `.all()` or `.any()`."),
    example:
      "import torch\nx = torch.ones(3)\nif x > 0:\n    pass\n# →\nimport torch\nx = torch.ones(3)\nif (x > 0).all():\n    pass\n"
  )
  static let tensorMemory = Topic(
    "E1008", "RuntimeError",
    ko: .init("너무 큰 텐서", "원소 하나는 4바이트(float32)나 8바이트를 차지해요. 메모리를 달라고 하기 전에 크기를 세어 봐요."),
    en: .init(
      "Too large a tensor",
      "An element takes 4 bytes (float32) or 8. Sizes are counted before memory is asked for."),
    example: "import torch\ntorch.zeros(10 ** 12)\n# →\nimport torch\ntorch.zeros(10 ** 6)\n")
  static let tensorIndex = Topic(
    "E1009", "IndexError",
    ko: .init("텐서의 번호", "`x[i, j]`의 번호는 축마다 0부터 크기-1까지예요. 슬라이스, `...`, None, 정수나 불 텐서도 쓸 수 있어요."),
    en: .init(
      "Indices of a tensor",
      "In `x[i, j]` indices go from 0 to size-1; slices, `...`, None, int and bool tensors work, too."),
    example: "import torch\nx = torch.ones(2, 3)\nx[2]\n# →\nimport torch\nx = torch.ones(2, 3)\nx[1]\n")
  static let tensorAssign = Topic(
    "E1010", "TypeError",
    ko: .init("텐서에 넣을 수 없는 값", "텐서의 자리에는 수나 텐서만 넣을 수 있어요."),
    en: .init(
      "Values a tensor can't take", "Only numbers and tensors can be assigned to places of a tensor."),
    example:
      "import torch\nx = torch.ones(2)\nx[:] = [1, 2]\n# →\nimport torch\nx = torch.ones(2)\nx[:] = torch.tensor([1, 2])\n"
  )
  static let lossTarget = Topic(
    "E1011", "ValueError",
    ko: .init(
      "손실 함수의 정답",
      "`cross_entropy(x, y)`의 x는 (배치, 클래스) 모양의 실수, y는 (배치,) 모양의 정수이고 값은 0부터 클래스 수-1까지예요. 이진 교차 엔트로피의 정답은 입력과 모양이 같은 실수예요."
    ),
    en: .init(
      "Targets of a loss",
      "`cross_entropy(x, y)` takes floats (batch, classes) and ints (batch,) from 0 to classes-1."),
    example:
      "import torch\nimport torch.nn.functional as F\nF.cross_entropy(torch.zeros(2, 3), torch.tensor([1, 3]))\n# →\nimport torch\nimport torch.nn.functional as F\nF.cross_entropy(torch.zeros(2, 3), torch.tensor([0, 2]))\n"
  )
  static let batchNorm = Topic(
    "E1012", "ValueError",
    ko: .init(
      "한 개로는 못 하는 배치 정규화",
      "훈련할 때의 배치 정규화는 배치의 평균과 분산을 쓰므로 채널마다 값이 둘 이상이어야 해요. 평가할 때는 `model.eval()`이 모아 둔 통계를 쓰게 해요."),
    en: .init(
      "Batch norm of one sample",
      "While training, batch norm needs two or more values a channel; `model.eval()` uses the running statistics."
    ),
    example:
      "from torch import nn, ones\nnn.BatchNorm1d(3)(ones(1, 3))\n# →\nfrom torch import nn, ones\nnn.BatchNorm1d(3).eval()(ones(1, 3))\n"
  )
  static let layerShape = Topic(
    "E1013", "RuntimeError",
    ko: .init("층에 맞지 않는 입력", "합성곱은 (배치, 채널, 높이, 너비), 정규화는 마지막 축들의 크기가 층을 만들 때와 같아야 해요."),
    en: .init(
      "Input that doesn't fit a layer",
      "Convolutions take (batch, channels, height, width); norms expect the sizes they were made with."),
    example:
      "import torch\nfrom torch import nn\nnn.Conv2d(3, 8, 3)(torch.zeros(1, 1, 8, 8))\n# →\nimport torch\nfrom torch import nn\nnn.Conv2d(1, 8, 3)(torch.zeros(1, 1, 8, 8))\n"
  )
  static let backwardTwice = Topic(
    "E1014", "RuntimeError",
    ko: .init("두 번의 backward", "backward는 계산의 중간 값을 쓰고 나서 버려요. 그래서 같은 계산을 다시 거슬러 가려면 손실을 다시 계산해야 해요."),
    en: .init(
      "Backward twice",
      "Backward frees the intermediate values; to go back again the loss has to be computed again."),
    example:
      "import torch\nx = torch.ones(2, requires_grad=True)\ny = (x * x).sum()\ny.backward()\ny.backward()\n# →\nimport torch\nx = torch.ones(2, requires_grad=True)\nfor _ in range(2):\n    (x * x).sum().backward()\n"
  )
  static let inPlace = Topic(
    "E1015", "RuntimeError",
    ko: .init(
      "제자리 연산과 기울기",
      "`+=`, `x[0] = …`, 이름이 `_`로 끝나는 메서드는 텐서 자신을 바꿔요. 기울기를 구하는 매개변수나 미분에 쓸 값을 바꾸면 기울기가 틀려지므로 막아요."),
    en: .init(
      "In-place changes and gradients",
      "`+=`, `x[0] = …` and methods that end in `_` change the tensor itself; what gradients need must not change."
    ),
    example:
      "import torch\nw = torch.ones(2, requires_grad=True)\nw -= 0.1\n# →\nimport torch\nw = torch.ones(2, requires_grad=True)\nwith torch.no_grad():\n    w -= 0.1\n"
  )
  static let gradient = Topic(
    "E1016", "RuntimeError",
    ko: .init(
      "구할 수 없는 기울기", "backward는 `requires_grad=True`인 텐서에서 계산된 수 하나에서 시작해요. 기울기는 그런 텐서의 `.grad`에 쌓여요."),
    en: .init(
      "A gradient that can't be had",
      "Backward starts from one number computed from tensors with `requires_grad=True`, and adds to their `.grad`."
    ),
    example:
      "import torch\nx = torch.ones(2)\nx.sum().backward()\n# →\nimport torch\nx = torch.ones(2, requires_grad=True)\nx.sum().backward()\n"
  )
  static let tensorData = Topic(
    "E1017", "ValueError",
    ko: .init("텐서가 될 수 없는 값", "`torch.tensor(…)`에는 수, 또는 길이가 고른 수들의 리스트를 줘요."),
    en: .init(
      "Values that make no tensor",
      "`torch.tensor(…)` takes numbers, or lists of numbers with rows of equal length."),
    example: "import torch\ntorch.tensor([[1, 2], [3]])\n# →\nimport torch\ntorch.tensor([[1, 2], [3, 4]])\n")
  static let linearAlgebra = Topic(
    "E1018", "RuntimeError",
    ko: .init("풀 수 없는 행렬", "역행렬과 행렬식은 정사각행렬에만 있고, 역행렬은 행들이 서로 독립일 때만 있어요."),
    en: .init(
      "A matrix that can't be solved",
      "Inverse and determinant need a square matrix, the inverse one with independent rows."),
    example:
      "import torch\ntorch.linalg.inv(torch.zeros(2, 2))\n# →\nimport torch\ntorch.linalg.inv(torch.eye(2))\n"
  )
  static let opArguments = Topic(
    "E1019", "TypeError",
    ko: .init("torch 함수의 인자", "인자의 수, 이름, 자료형이 함수와 맞아야 해요. 텐서를 기다리는 자리에 수를 주려면 `torch.tensor(…)`로 감싸요."),
    en: .init(
      "Arguments of a torch function", "Number, names and types of the arguments must fit the function."),
    example: "import torch\ntorch.exp(2.0)\n# →\nimport torch\ntorch.exp(torch.tensor(2.0))\n")
  static let opArgumentValue = Topic(
    "E1020", "RuntimeError",
    ko: .init("torch 함수에 맞지 않는 값", "인자의 값이 함수가 받는 범위 밖에 있어요."),
    en: .init(
      "A value a torch function can't take", "The argument's value is outside of what the function takes."),
    example: "import torch\ntorch.topk(torch.ones(3), 5)\n# →\nimport torch\ntorch.topk(torch.ones(3), 2)\n")
  static let tensorAttribute = Topic(
    "E1021", "AttributeError",
    ko: .init("torch에 없는 이름", "torch의 모듈이나 텐서에 그런 이름이 없어요. 철자를 확인하세요."),
    en: .init(
      "No such name in torch", "Neither the module nor the tensor has this name; check its spelling."),
    example: "import torch\ntorch.ones(2).suum()\n# →\nimport torch\ntorch.ones(2).sum()\n")
  static let refused = Topic(
    "E1022", "NotImplementedError",
    ko: .init("서당에 없는 PyTorch 기능", "PyTorch의 모든 기능이 있지는 않아요. 조용히 다르게 움직이는 대신 이 오류로 알려 줘요."),
    en: .init(
      "PyTorch that isn't here",
      "Not all of PyTorch is here. What is missing says so; it never quietly differs."),
    example: "import torch\ntorch.ones(2).numpy()\n# →\nimport torch\ntorch.ones(2).tolist()\n")
  static let refusedDevice = Topic(
    "E1023", "RuntimeError",
    ko: .init("없는 장치", "서당은 CPU만 써요. 작은 망에는 CPU가 가장 빨라요."),
    en: .init("No such device", "Everything runs on the CPU here, which is fastest for small nets."),
    example: "import torch\ntorch.ones(2).to('cuda')\n# →\nimport torch\ntorch.ones(2).to('cpu')\n")
  static let refusedDType = Topic(
    "E1024", "TypeError",
    ko: .init("없는 자료형", "텐서의 자료형은 float32(기본), float64, int64, bool이에요."),
    en: .init("No such dtype", "Tensors are float32 (the default), float64, int64 or bool."),
    example:
      "import torch\ntorch.ones(2, dtype=torch.float16)\n# →\nimport torch\ntorch.ones(2, dtype=torch.float32)\n"
  )
  static let refusedFile = Topic(
    "E1025", "NotImplementedError",
    ko: .init("파일을 쓰지 않는 프로그램", "서당의 프로그램은 파일, 네트워크, 다른 프로그램에 손대지 않아요. 그래서 누구의 답이든 안심하고 채점할 수 있어요."),
    en: .init(
      "Programs that touch no files",
      "Programs here touch neither files nor the network; that is what makes grading safe."),
    example: "import torch\ntorch.save({}, 'a.pt')\n# →\nstate = {}\n")
}
