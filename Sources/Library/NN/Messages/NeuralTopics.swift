import Script

/// The kinds of mistakes with layers, optimisers and data, for `seodang explain`.
extension Topic {
  package static let neuralTopics: [Topic] = [
    .moduleInit, .moduleAttribute, .moduleInput, .layerSetting, .stateDict, .initialisation, .optimizer,
    .schedule,
    .dataset,
  ]

  static let moduleInit = Topic(
    "E1101", "AttributeError",
    ko: .init(
      "빠진 super().__init__()",
      "`nn.Module`을 물려받은 클래스는 `__init__`의 첫 줄에서 `super().__init__()`을 불러야 층과 매개변수를 담을 수 있어요."),
    en: .init(
      "super().__init__() is missing",
      "A class derived from `nn.Module` has to call `super().__init__()` first, before it assigns layers and parameters."
    ),
    example:
      "from torch import nn\nclass Net(nn.Module):\n    def __init__(self):\n        self.fc = nn.Linear(2, 1)\nNet()\n# →\n"
      + "from torch import nn\nclass Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
      + "        self.fc = nn.Linear(2, 1)\nNet()\n")

  static let moduleAttribute = Topic(
    "E1102", "TypeError",
    ko: .init(
      "층에 담을 수 없는 값",
      "매개변수 자리에는 `nn.Parameter`나 None을, 부분 모듈 자리에는 `nn.Module`이나 None을, 버퍼 자리에는 텐서나 None을 넣을 수 있어요."),
    en: .init(
      "A value that doesn't fit its place",
      "A parameter can be replaced by an `nn.Parameter` or None, a submodule by an `nn.Module` or None, a buffer by a tensor or None."
    ),
    example:
      "import torch\nfrom torch import nn\nfc = nn.Linear(2, 1)\nfc.weight = torch.ones(1, 2)\n# →\nimport torch\n"
      + "from torch import nn\nfc = nn.Linear(2, 1)\nfc.weight = nn.Parameter(torch.ones(1, 2))\n")

  static let moduleInput = Topic(
    "E1103", "ValueError",
    ko: .init(
      "층에 맞지 않는 입력", "층마다 기다리는 입력의 차원 수와 개수가 있어요. `x.shape`를 출력해 보고 `unsqueeze`나 `flatten`으로 맞추세요."),
    en: .init(
      "An input that a layer doesn't take",
      "Each layer takes a certain number of inputs and dimensions. Print `x.shape`, then use `unsqueeze` or `flatten`."
    ),
    example:
      "import torch\nfrom torch import nn\nnn.BatchNorm1d(3)(torch.ones(3))\n# →\nimport torch\nfrom torch import nn\n"
      + "nn.BatchNorm1d(3)(torch.ones(4, 3))\n")

  static let layerSetting = Topic(
    "E1104", "ValueError",
    ko: .init("쓸 수 없는 설정값", "층, 최적화기, 학습률 스케줄의 설정값에는 정해진 범위가 있어요. 메시지에 적힌 범위 안의 값을 주세요."),
    en: .init(
      "A setting out of range",
      "Settings of layers, optimizers and schedules have a range, which the message gives."),
    example:
      "from torch import nn\nnn.GroupNorm(3, 4)\n# →\nfrom torch import nn\nnn.GroupNorm(2, 4)\n")

  static let stateDict = Topic(
    "E1105", "RuntimeError",
    ko: .init(
      "맞지 않는 state_dict",
      "`load_state_dict`는 이름과 모양이 모두 같은 텐서를 기다려요. 같은 구조의 모델에서 얻은 `state_dict()`를 쓰세요."),
    en: .init(
      "A state_dict that doesn't fit",
      "`load_state_dict` expects tensors with the same names and shapes: the `state_dict()` of a model of the same structure."
    ),
    example:
      "from torch import nn\na = nn.Linear(2, 1)\nb = nn.Linear(3, 1)\nb.load_state_dict(a.state_dict())\n# →\n"
      + "from torch import nn\na = nn.Linear(2, 1)\nb = nn.Linear(2, 1)\nb.load_state_dict(a.state_dict())\n")

  static let initialisation = Topic(
    "E1106", "ValueError",
    ko: .init(
      "초기화할 수 없는 텐서",
      "제이비어·카이밍 초기화는 들어오고 나가는 연결 수를 세므로 2차원 이상인 가중치에만 쓸 수 있어요. 편향 항에는 `nn.init.zeros_`를 쓰세요."),
    en: .init(
      "A tensor that can't be initialised so",
      "Xavier and Kaiming count the connections in and out, so they need at least two dimensions; use `nn.init.zeros_` for biases."
    ),
    example:
      "from torch import nn\nfc = nn.Linear(2, 1)\nnn.init.xavier_uniform_(fc.bias)\n# →\nfrom torch import nn\n"
      + "fc = nn.Linear(2, 1)\nnn.init.xavier_uniform_(fc.weight)\nnn.init.zeros_(fc.bias)\n")

  static let optimizer = Topic(
    "E1107", "ValueError",
    ko: .init(
      "최적화기에 줄 수 없는 매개변수", "최적화기에는 `model.parameters()`처럼 잎 텐서들을 주어야 하고, 같은 텐서를 두 번 줄 수 없어요."),
    en: .init(
      "Parameters that an optimizer can't take",
      "An optimizer takes leaf tensors such as `model.parameters()`, each of them once."),
    example:
      "import torch\ntorch.optim.SGD([], lr=0.1)\n# →\nimport torch\nfc = torch.nn.Linear(2, 1)\n"
      + "torch.optim.SGD(fc.parameters(), lr=0.1)\n")

  static let schedule = Topic(
    "E1108", "TypeError",
    ko: .init("학습률 스케줄", "학습률 스케줄은 최적화기를 받아 `step()`마다 학습률을 바꿔요. 정해 둔 스텝 수를 넘겨 부를 수 없어요."),
    en: .init(
      "Learning rate schedules",
      "A schedule takes an optimizer and changes its rate at each `step()`, for at most the steps it was made for."
    ),
    example:
      "import torch\nfc = torch.nn.Linear(2, 1)\nopt = torch.optim.SGD(fc.parameters(), lr=0.1)\n"
      + "s = torch.optim.lr_scheduler.ReduceLROnPlateau(opt)\ns.step()\n# →\nimport torch\nfc = torch.nn.Linear(2, 1)\n"
      + "opt = torch.optim.SGD(fc.parameters(), lr=0.1)\ns = torch.optim.lr_scheduler.ReduceLROnPlateau(opt)\ns.step(0.5)\n"
  )

  static let dataset = Topic(
    "E1109", "ValueError",
    ko: .init("데이터 묶기", "데이터로더는 같은 모양의 표본을 모아 배치 하나로 만들어요. 텐서, 수, 문자열, 그것들의 튜플·리스트·딕셔너리를 묶을 수 있어요."),
    en: .init(
      "Making batches",
      "A data loader stacks samples of equal shape: tensors, numbers, strings, and tuples, lists and dicts of them."
    ),
    example:
      "import torch\nfrom torch.utils.data import TensorDataset\nTensorDataset(torch.ones(3), torch.ones(2))\n# →\nimport torch\n"
      + "from torch.utils.data import TensorDataset\nTensorDataset(torch.ones(3), torch.ones(3))\n")
}
