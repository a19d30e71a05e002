"""`seodang` 모듈을 CPython + PyTorch에서 쓰기 위한 파일.

서당 안에서는 `from seodang import load_digits`가 내장 모듈을 불러요. 이 파일은 같은 이름을 순수한
파이썬으로 제공해서, 예제와 수업이 `python examples/digits.py`처럼 그대로 돌아가게 해요.
수업(lessons/)을 파이썬에서 돌릴 때는 PYTHONPATH에 이 폴더를 넣으면 돼요.
"""
from pathlib import Path

import torch

__all__ = ["load_digits"]

_DATA = Path(__file__).resolve().parent.parent / "Sources" / "CAssets" / "Data" / "digits.bin"
_COUNT = 1797
_PIXELS = 64


def load_digits():
    """손글씨 숫자: x는 float32 (1797, 64)로 값이 0…16, y는 int64 (1797,)로 값이 0…9예요.

    UCI Optical Recognition of Handwritten Digits (Alpaydin & Kaynak, 1998, CC BY 4.0)의 시험 집합이에요.
    """
    data = torch.frombuffer(bytearray(_DATA.read_bytes()), dtype=torch.uint8)
    x = data[: _COUNT * _PIXELS].reshape(_COUNT, _PIXELS).to(torch.float32)
    y = data[_COUNT * _PIXELS :].to(torch.int64)
    return x, y
