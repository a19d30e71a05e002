import torch, torch.nn as nn
import torch.testing
torch.manual_seed(0)
torch.testing.assert_close(torch.ones(2), torch.ones(2) + 1e-7)
for a, b, kw in [(torch.ones(3), torch.tensor([1., 2., 1.]), {}), (torch.ones(2), torch.ones(3), {}), (torch.ones(2), torch.ones(2).double(), {}), (torch.tensor(1.0), torch.tensor(1.1), {}), (1.0, 2.0, {}), ([1, 2], [1, 3], {}), (torch.tensor([1, 2]), torch.tensor([1, 5]), {}), (torch.ones(2), torch.ones(2) * 1.01, dict(rtol=0.1, atol=0)), (torch.tensor([float('nan')]), torch.tensor([float('nan')]), {}), (torch.tensor([float('nan')]), torch.tensor([float('nan')]), dict(equal_nan=True)), (torch.tensor([True]), torch.tensor([False]), {}), ({'a': 1}, {'a': 2}, {}), (torch.ones(2), torch.zeros(2), dict(msg='hello'))]:
    try: torch.testing.assert_close(a, b, **kw); print('ok')
    except Exception as e: print(type(e).__name__, e)
