// The steps of optimisers, for both floating types. Each follows PyTorch's tensor expressions rounding by rounding:
// `a + s·b` and `a + s·b·c` round once (a fused multiply-add), everything else after each operation.

// Without errno, which would keep the loops out of vectors.
#define SQRT __builtin_elementwise_sqrt

#define T float
#define NAME(x) x##_f32
#define FMA fmaf32
#include "UpdateTemplate.h"

#define T double
#define NAME(x) x##_f64
#define FMA fmaf64
#include "UpdateTemplate.h"

#undef SQRT
