// Reductions. Every sum has a fixed tree that depends on the number of its terms alone.
#define T float
#define FN(name) name##_f32
#include "ReduceTemplate.h"
#undef T
#undef FN
#define T double
#define FN(name) name##_f64
#include "ReduceTemplate.h"
#undef T
#undef FN
