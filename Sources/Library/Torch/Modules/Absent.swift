import Script

/// Names of PyTorch that aren't here, and what does their work.
enum Absent {
  static func alternative(for name: String) -> RefusalMessage.Alternative? { table[name] }

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
    "sparse": .init("희소 텐서는 없어요. 보통 텐서를 쓰세요", "there are no sparse tensors; use ordinary ones"),
    "sparse_coo_tensor": .init("희소 텐서는 없어요. 보통 텐서를 쓰세요", "there are no sparse tensors; use ordinary ones"),
    "complex": .init("복소수는 없어요", "there are no complex numbers"),
    "vmap": .init("배치 축을 더해 브로드캐스팅으로 계산해 보세요", "add a batch dimension and let broadcasting do it"),
    "functional": .init("`torch.autograd.grad`를 출력마다 불러 보세요", "call `torch.autograd.grad` for each output"),
    "gradcheck": .init(
      "`(f(x + h) - f(x - h)) / (2 * h)`와 기울기를 견주어 보세요",
      "compare the gradient with `(f(x + h) - f(x - h)) / (2 * h)`"),
    "accelerator": .init("모든 텐서는 CPU에 있어요", "all tensors are on the CPU"),
    "storage": .init(
      "`x.data_ptr()`과 `x.stride()`로 기억 장소를 볼 수 있어요",
      "`x.data_ptr()` and `x.stride()` tell where elements are"),
    "untyped_storage": .init(
      "`x.data_ptr()`과 `x.stride()`로 기억 장소를 볼 수 있어요",
      "`x.data_ptr()` and `x.stride()` tell where elements are"),
    "func": .init("`torch.autograd.grad`를 써 보세요", "try `torch.autograd.grad`"),
    "quantize_per_tensor": .init("양자화는 없어요", "there is no quantisation"),
    "distributed": .init("여러 컴퓨터로 하는 학습은 없어요", "there is no distributed training"),
    "multiprocessing": .init("여러 프로세스는 쓸 수 없어요", "there are no further processes"),
    "hub": .init("인터넷에서 받아 올 수 없어요", "nothing can be downloaded"),
    "onnx": .init("파일로 내보낼 수 없어요", "nothing can be exported to files"),
    "amp": .init("float32로 계산하세요", "compute in float32"),
    "autocast": .init("float32로 계산하세요", "compute in float32"),
    "profiler": .init("`time.perf_counter()`로 재어 보세요", "measure with `time.perf_counter()`"),
    "half": .init("float32로 계산하세요", "compute in float32"),
    "multi_head_attention_forward": use("F.scaled_dot_product_attention(q, k, v)"),
    "ctc_loss": .init("`F.cross_entropy`가 있어요", "there is `F.cross_entropy`"),
  ]
}
