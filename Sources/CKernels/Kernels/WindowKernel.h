// Sliding windows for both floating types.
#define T float
#define NAME(x) x##_f32
#include "WindowTemplate.h"
#define T double
#define NAME(x) x##_f64
#include "WindowTemplate.h"
