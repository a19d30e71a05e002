// Line kernels for both floating-point types.
#define T float
#define FN(name) name##_f32
#include "RowTemplate.h"
#include "NormTemplate.h"
#undef T
#undef FN
#define T double
#define FN(name) name##_f64
#include "RowTemplate.h"
#include "NormTemplate.h"
#undef T
#undef FN
