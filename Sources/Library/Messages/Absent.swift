import Script

/// Names of PyTorch that aren't here, and what does their work: for those that people look for.
enum Absent {
  static func alternative(for name: String) -> RefusalMessage.Alternative? { table[name] }

  private static let attention = RefusalMessage.Alternative(
    "`nn.MultiheadAttention`과 `nn.Linear`로 직접 만들 수 있어요",
    "build it from `nn.MultiheadAttention` and `nn.Linear`")
  private static let sparse = RefusalMessage.Alternative(
    "희소 텐서는 없어요. 보통 텐서를 쓰세요", "there are no sparse tensors; use ordinary ones")
  private static let quantization = RefusalMessage.Alternative("양자화는 없어요", "there is no quantisation")
  private static let complexNumbers = RefusalMessage.Alternative("복소수는 없어요", "there are no complex numbers")
  private static let whole = RefusalMessage.Alternative(
    "이 줄을 지우세요. 모델은 그대로 돌아요", "leave the line out; the model runs as it is")

  private static func use(_ what: String) -> RefusalMessage.Alternative {
    .init("대신 `\(what)`\(what.hasSuffix(")") ? "를" : "") 써 보세요", "try `\(what)`")
  }

  private static let table: [String: RefusalMessage.Alternative] = [
    "numpy": .init(
      "NumPy가 없어요. `.tolist()`나 `.item()`을 쓰세요", "there is no NumPy: use `.tolist()` or `.item()`"),
    "cuda": .init("모든 텐서는 CPU에 있어요", "all tensors are on the CPU"),
    "solve": use("torch.linalg.solve(A, B)"),
    "lstsq": use("torch.linalg.lstsq(A, B)"),
    "symeig": use("torch.linalg.eigh(A)"),
    "eig": .init(
      "대칭 행렬이라면 `torch.linalg.eigh(A)`가 있어요", "for symmetric matrices there is `torch.linalg.eigh(A)`"),
    "eigvals": .init(
      "대칭 행렬이라면 `torch.linalg.eigvalsh(A)`가 있어요",
      "for symmetric matrices there is `torch.linalg.eigvalsh(A)`"),
    "fft": .init("푸리에 변환은 없어요", "there is no Fourier transform"),
    "sparse": sparse, "sparse_coo_tensor": sparse, "sparse_csr_tensor": sparse, "to_sparse": sparse,
    "to_sparse_csr": sparse, "sparse_mask": sparse, "SparseAdam": use("optim.Adam"),
    "complex": complexNumbers, "view_as_complex": complexNumbers, "view_as_real": complexNumbers,
    "polar": complexNumbers, "imag": complexNumbers,
    "accelerator": .init("모든 텐서는 CPU에 있어요", "all tensors are on the CPU"),
    "storage": .init(
      "`x.data_ptr()`과 `x.stride()`로 기억 장소를 볼 수 있어요",
      "`x.data_ptr()` and `x.stride()` tell where elements are"),
    "untyped_storage": .init(
      "`x.data_ptr()`과 `x.stride()`로 기억 장소를 볼 수 있어요",
      "`x.data_ptr()` and `x.stride()` tell where elements are"),
    "func": .init("`torch.autograd.grad`를 써 보세요", "try `torch.autograd.grad`"),
    "quantize_per_tensor": quantization, "quantize_per_channel": quantization, "quantization": quantization,
    "ao": quantization, "fake_quantize_per_tensor_affine": quantization,
    "rnn": use("nn.RNN"), "lstm": use("nn.LSTM"), "gru": use("nn.GRU"),
    "Transformer": attention, "TransformerDecoder": attention, "TransformerDecoderLayer": attention,
    "DataParallel": whole, "to_dlpack": whole,
    "Conv3d": use("nn.Conv2d"), "MaxPool3d": use("nn.MaxPool2d"), "AvgPool3d": use("nn.AvgPool2d"),
    "conv3d": use("F.conv2d"), "BatchNorm3d": use("nn.BatchNorm2d"), "Dropout3d": use("nn.Dropout2d"),
    "InstanceNorm3d": use("nn.InstanceNorm2d"), "SyncBatchNorm": use("nn.BatchNorm2d"),
    "AdaptiveAvgPool3d": use("nn.AdaptiveAvgPool2d"), "LazyLinear": use("nn.Linear"),
    "LazyConv2d": use("nn.Conv2d"), "LazyBatchNorm1d": use("nn.BatchNorm1d"),
    "LazyBatchNorm2d": use("nn.BatchNorm2d"),
    "Muon": use("optim.SGD"),
    "DistributedSampler": use("RandomSampler"),
    "FractionalMaxPool2d": use("nn.MaxPool2d"),
    "stft": .init("푸리에 변환은 없어요", "there is no Fourier transform"),
    "distributed": .init("여러 컴퓨터로 하는 학습은 없어요", "there is no distributed training"),
    "multiprocessing": .init("여러 프로세스는 쓸 수 없어요", "there are no further processes"),
    "hub": .init("인터넷에서 받아 올 수 없어요", "nothing can be downloaded"),
    "onnx": .init("파일로 내보낼 수 없어요", "nothing can be exported to files"),
    "amp": .init("float32로 계산하세요", "compute in float32"),
    "autocast": .init("float32로 계산하세요", "compute in float32"),
    "profiler": .init("`time.perf_counter()`로 재어 보세요", "measure with `time.perf_counter()`"),
    "half": .init("float32로 계산하세요", "compute in float32"),
    "multi_head_attention_forward": use("F.scaled_dot_product_attention(q, k, v)"),
  ]
}
