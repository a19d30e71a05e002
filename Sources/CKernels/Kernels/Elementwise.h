// Elementwise loops for every type; the floating-point ones come from one template.
// Loops over functions with branches stay scalar; that is no reason for a warning.
#pragma clang diagnostic ignored "-Wpass-failed"
#include "Math32.h"
#include "Math64.h"

#define abs_of_f32 __builtin_fabsf
#define sqrt_of_f32 __builtin_elementwise_sqrt
#define floor_of_f32 __builtin_floorf
#define ceil_of_f32 __builtin_ceilf
#define trunc_of_f32 __builtin_truncf
#define rint_of_f32 __builtin_rintf
#define copysign_of_f32 __builtin_copysignf
#define fmod_of_f32 fmodf
#define LARGEST_f32 3.40282347e38f
#define abs_of_f64 __builtin_fabs
#define sqrt_of_f64 __builtin_elementwise_sqrt
#define floor_of_f64 __builtin_floor
#define ceil_of_f64 __builtin_ceil
#define trunc_of_f64 __builtin_trunc
#define rint_of_f64 __builtin_rint
#define copysign_of_f64 __builtin_copysign
#define fmod_of_f64 fmod
#define LARGEST_f64 1.79769313486231571e308

/// The powers that formulas are full of are products and roots, as in PyTorch.
#define POWERS(T, f)                                                                                                   \
  INLINE T pow_of_##f(T x, T y) {                                                                                      \
    T result = (T)power_##f(x, y);                                                                                     \
    result = y == (T)2 ? x * x : result;                                                                               \
    result = y == (T)3 ? x * x * x : result;                                                                           \
    result = y == (T)1 ? x : result;                                                                                   \
    result = y == (T)-1 ? (T)1 / x : result;                                                                           \
    result = y == (T)-2 ? (T)1 / (x * x) : result;                                                                     \
    result = y == (T)0.5 ? sqrt_of_##f(x) : result;                                                                    \
    return y == (T)-0.5 ? (T)1 / sqrt_of_##f(x) : result;                                                              \
  }
POWERS(float, f32)
POWERS(double, f64)
#undef POWERS

#define SLOPES(T, f, c)                                                                                                \
  INLINE T gelu_tanh_slope_##f(T x) {                                                                                  \
    T u = (T)c(0.79788456080286535588) * (x + (T)c(0.044715) * x * x * x), t = tanh_##f(u);                            \
    T du = (T)c(0.79788456080286535588) * ((T)c(1) + (T)c(0.134145) * x * x);                                          \
    return (T)c(0.5) * ((T)c(1) + t) + (T)c(0.5) * x * ((T)c(1) - t * t) * du;                                         \
  }                                                                                                                    \
  INLINE T mish_slope_##f(T x) {                                                                                       \
    T soft = x > 20 ? x : log1p_##f(exp_##f(x)), t = tanh_##f(soft);                                                   \
    return t + x * sigmoid_##f(x) * ((T)c(1) - t * t);                                                                 \
  }
#define PLAIN(x) x
SLOPES(float, f32, PLAIN)
SLOPES(double, f64, PLAIN)
#undef SLOPES
#undef PLAIN

#define T float
#define FN(name) name##_f32
#define C(x) ((float)(x))
#include "ElementwiseTemplate.h"
#include "CompareTemplate.h"
#undef T
#undef FN
#undef C
#define T double
#define FN(name) name##_f64
#define C(x) ((double)(x))
#include "ElementwiseTemplate.h"
#include "CompareTemplate.h"
#undef T
#undef FN
#undef C

// MARK: integers and truth values

/// Wrapping, as PyTorch's integers are.
INLINE int64_t wrapping(uint64_t x) { return (int64_t)x; }

INLINE int64_t floor_divide_i64(int64_t a, int64_t b) {
  if (b == 0) return 0;  // the caller has refused it
  if (b == -1) return wrapping(0 - (uint64_t)a);
  int64_t q = a / b;
  return (a % b != 0 && (a < 0) != (b < 0)) ? q - 1 : q;
}
INLINE int64_t remainder_i64(int64_t a, int64_t b) {
  if (b == 0 || b == -1) return 0;
  int64_t r = a % b;
  return (r != 0 && (r < 0) != (b < 0)) ? r + b : r;
}
INLINE int64_t fmod_i64(int64_t a, int64_t b) { return b == 0 || b == -1 ? 0 : a % b; }
INLINE int64_t pow_i64(int64_t base, int64_t exponent) {
  if (exponent < 0) return base == 1 ? 1 : base == -1 ? (exponent % 2 ? -1 : 1) : 0;
  uint64_t result = 1, factor = (uint64_t)base;
  for (; exponent; exponent >>= 1) {
    if (exponent & 1) result *= factor;
    factor *= factor;
  }
  return wrapping(result);
}

#define L(name, expression)                                                                                            \
  case SEODANG_UNARY_##name:                                                                                           \
    for (ptrdiff_t i = 0; i < count; i++) {                                                                            \
      int64_t x = in[i * o->step[1]];                                                                                  \
      out[i * o->step[0]] = expression;                                                                                \
    }                                                                                                                  \
    return;
static void unary_i64(int operation, ptrdiff_t count, const seodang_operands *o) {
  int64_t *out = o->pointer[0];
  const int64_t *in = o->pointer[1];
  switch (operation) {
    L(neg, wrapping(0 - (uint64_t)x))
    L(abs, (x < 0 ? wrapping(0 - (uint64_t)x) : x))
    L(sign, (x > 0) - (x < 0))
    L(square, wrapping((uint64_t)x *(uint64_t)x))
    L(relu, (x < 0 ? 0 : x))
    default:
      for (ptrdiff_t i = 0; i < count; i++) out[i * o->step[0]] = in[i * o->step[1]];  // floor … trunc of an integer
  }
}
#undef L

#define L(name, expression)                                                                                            \
  case SEODANG_BINARY_##name:                                                                                          \
    if (o->step[0] == 1 && o->step[1] == 1 && o->step[2] == 1) {                                                       \
      _Pragma("clang loop vectorize(assume_safety)") for (ptrdiff_t i = 0; i < count; i++) {                           \
        int64_t a = av[i], b = bv[i];                                                                                  \
        out[i] = expression;                                                                                           \
      }                                                                                                                \
    } else {                                                                                                           \
      for (ptrdiff_t i = 0; i < count; i++) {                                                                          \
        int64_t a = av[i * o->step[1]], b = bv[i * o->step[2]];                                                        \
        out[i * o->step[0]] = expression;                                                                              \
      }                                                                                                                \
    }                                                                                                                  \
    return;
static void binary_i64(int operation, ptrdiff_t count, const seodang_operands *o) {
  int64_t *out = o->pointer[0];
  const int64_t *av = o->pointer[1], *bv = o->pointer[2];
  switch (operation) {
    L(add, wrapping((uint64_t)a + (uint64_t)b))
    L(sub, wrapping((uint64_t)a - (uint64_t)b))
    L(mul, wrapping((uint64_t)a *(uint64_t)b))
    L(maximum, (a < b ? b : a))
    L(minimum, (b < a ? b : a))
    L(fmax, (a < b ? b : a))
    L(fmin, (b < a ? b : a))
    L(pow, pow_i64(a, b))
    L(fmod, fmod_i64(a, b))
    L(remainder, remainder_i64(a, b))
    L(floor_divide, floor_divide_i64(a, b))
    L(bit_and, a &b)
    L(bit_or, a | b)
    L(bit_xor, a ^ b)
    L(shift_left, (b < 0 || b > 63 ? 0 : wrapping((uint64_t)a << b)))
    L(shift_right, (b < 0 || b > 63 ? (a < 0 ? -1 : 0) : a >> b))
  }
}
#undef L

#define L(name, expression)                                                                                            \
  case SEODANG_BINARY_##name:                                                                                          \
    for (ptrdiff_t i = 0; i < count; i++) {                                                                            \
      uint8_t a = av[i * o->step[1]], b = bv[i * o->step[2]];                                                          \
      out[i * o->step[0]] = expression;                                                                                \
    }                                                                                                                  \
    return;
/// Sums of truth values are "or", products "and".
static void binary_bool(int operation, ptrdiff_t count, const seodang_operands *o) {
  uint8_t *out = o->pointer[0];
  const uint8_t *av = o->pointer[1], *bv = o->pointer[2];
  switch (operation) {
    L(add, a | b)
    L(mul, a &b)
    L(maximum, a | b)
    L(minimum, a &b)
    L(bit_and, a &b)
    L(bit_or, a | b)
    L(bit_xor, a ^ b)
  }
}
#undef L

#define COMPARE(T, name)                                                                                               \
  static void compare_##name(int operation, ptrdiff_t count, const seodang_operands *o) {                              \
    uint8_t *out = o->pointer[0];                                                                                      \
    const T *av = o->pointer[1], *bv = o->pointer[2];                                                                  \
    ptrdiff_t s = o->step[0], s1 = o->step[1], s2 = o->step[2];                                                        \
    switch (operation) {                                                                                               \
      L(eq, a == b)                                                                                                    \
      L(ne, a != b)                                                                                                    \
      L(lt, a < b)                                                                                                     \
      L(le, a <= b)                                                                                                    \
      L(gt, a > b)                                                                                                     \
      L(ge, a >= b)                                                                                                    \
      L(logical_and, a != 0 && b != 0)                                                                                 \
      L(logical_or, a != 0 || b != 0)                                                                                  \
      L(logical_xor, (a != 0) != (b != 0))                                                                             \
    }                                                                                                                  \
  }
#define L(name, expression)                                                                                            \
  case SEODANG_COMPARE_##name:                                                                                         \
    for (ptrdiff_t i = 0; i < count; i++) {                                                                            \
      __auto_type a = av[i * s1];                                                                                      \
      __auto_type b = bv[i * s2];                                                                                      \
      out[i * s] = (expression);                                                                                       \
    }                                                                                                                  \
    return;
COMPARE(int64_t, i64)
COMPARE(uint8_t, bool)
#undef L
#undef COMPARE

#define SELECT(T, name)                                                                                                \
  static void select_##name(int operation, ptrdiff_t count, const seodang_operands *o) {                               \
    T *out = o->pointer[0];                                                                                            \
    const uint8_t *condition = o->pointer[1];                                                                          \
    const T *a = o->pointer[2], *b = o->pointer[3];                                                                    \
    (void)operation;                                                                                                   \
    for (ptrdiff_t i = 0; i < count; i++)                                                                              \
      out[i * o->step[0]] = condition[i * o->step[1]] ? a[i * o->step[2]] : b[i * o->step[3]];                         \
  }
SELECT(int64_t, i64)
SELECT(uint8_t, bool)
#undef SELECT

// MARK: conversions

/// What doesn't fit an int64 becomes the smallest one, as the processor's conversion does on x86.
INLINE int64_t f64_to_i64(double x) { return x >= -9223372036854775808.0 && x < 9223372036854775808.0 ? (int64_t)x : INT64_MIN; }

#define CONVERT(FROM, TO, expression)                                                                                  \
  {                                                                                                                    \
    TO *out = o->pointer[0];                                                                                           \
    const FROM *in = o->pointer[1];                                                                                    \
    if (o->step[0] == 1 && o->step[1] == 1) {                                                                          \
      for (ptrdiff_t i = 0; i < count; i++) {                                                                          \
        FROM x = in[i];                                                                                                \
        out[i] = expression;                                                                                           \
      }                                                                                                                \
    } else {                                                                                                           \
      for (ptrdiff_t i = 0; i < count; i++) {                                                                          \
        FROM x = in[i * o->step[1]];                                                                                   \
        out[i * o->step[0]] = expression;                                                                              \
      }                                                                                                                \
    }                                                                                                                  \
    return;                                                                                                            \
  }
/// `operation` is 4·from + to, each numbered as Swift's DType: bool, int64, float32, float64.
static void convert(int operation, ptrdiff_t count, const seodang_operands *o) {
  switch (operation) {
    case 0 * 4 + 0: CONVERT(uint8_t, uint8_t, x)
    case 0 * 4 + 1: CONVERT(uint8_t, int64_t, x)
    case 0 * 4 + 2: CONVERT(uint8_t, float, x)
    case 0 * 4 + 3: CONVERT(uint8_t, double, x)
    case 1 * 4 + 0: CONVERT(int64_t, uint8_t, x != 0)
    case 1 * 4 + 1: CONVERT(int64_t, int64_t, x)
    case 1 * 4 + 2: CONVERT(int64_t, float, (float)x)
    case 1 * 4 + 3: CONVERT(int64_t, double, (double)x)
    case 2 * 4 + 0: CONVERT(float, uint8_t, x != 0)
    case 2 * 4 + 1: CONVERT(float, int64_t, f64_to_i64((double)x))
    case 2 * 4 + 2: CONVERT(float, float, x)
    case 2 * 4 + 3: CONVERT(float, double, (double)x)
    case 3 * 4 + 0: CONVERT(double, uint8_t, x != 0)
    case 3 * 4 + 1: CONVERT(double, int64_t, f64_to_i64(x))
    case 3 * 4 + 2: CONVERT(double, float, (float)x)
    case 3 * 4 + 3: CONVERT(double, double, x)
  }
}
#undef CONVERT
