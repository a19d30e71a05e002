// The elementwise loops of one floating-point type. The including file defines T, FN(name) → name_f32 or name_f64,
// and C(constant).

#define VECTORIZED _Pragma("clang loop vectorize(assume_safety)")

enum { FN(BLOCK) = 64, FN(TAIL) = 16 };

INLINE void FN(gather)(T *to, const T *from, ptrdiff_t step, ptrdiff_t count) {
  if (step == 0)
    for (ptrdiff_t i = 0; i < count; i++) to[i] = from[0];
  else
    for (ptrdiff_t i = 0; i < count; i++) to[i] = from[i * step];
}
INLINE void FN(scatter)(T *to, ptrdiff_t step, const T *from, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) to[i * step] = from[i];
}

// MARK: scalar functions

INLINE T FN(sign)(T x) { return (T)((x > 0) - (x < 0)); }
INLINE T FN(round_even)(T x) { return FN(rint_of)(x); }
INLINE T FN(softplus)(T x, T beta, T threshold) {
  T z = x * beta;
  return z > threshold ? x : FN(log1p)(FN(exp)(z)) / beta;
}
INLINE T FN(logsigmoid)(T x) {
  return (x < 0 ? x : C(0)) - FN(log1p)(FN(exp)(-FN(abs_of)(x)));
}
/// PyTorch has NaN at the infinities.
INLINE T FN(gelu)(T x) {
  T y = x * FN(normal)(x);
  return x - x == 0 ? y : (T)__builtin_nan("");
}
INLINE T FN(gelu_tanh)(T x) {
  return C(0.5) * x * (C(1) + FN(tanh)(C(0.79788456080286535588) * (x + C(0.044715) * x * x * x)));
}
INLINE T FN(elu)(T x, T alpha) { return x > 0 ? x : alpha * FN(expm1)(x); }
INLINE T FN(selu)(T x) {
  return C(1.0507009873554804934193349852946) * FN(elu)(x, C(1.6732632423543772848170429916717));
}
/// NaN passes; a lower bound above the upper gives the upper.
INLINE T FN(clamp)(T x, T low, T high) {
  x = x < low ? low : x;
  return x > high ? high : x;
}
INLINE T FN(maximum)(T a, T b) { return a != a ? a : (b != b || a < b) ? b : a; }
INLINE T FN(minimum)(T a, T b) { return a != a ? a : (b != b || b < a) ? b : a; }
/// Python's remainder: the sign of the divisor.
INLINE T FN(remainder)(T a, T b) {
  T r = FN(fmod_of)(a, b);
  return (r != 0 && (r < 0) != (b < 0)) ? r + b : r;
}
/// Python's // for floats, as CPython computes it.
INLINE T FN(floor_divide)(T a, T b) {
  if (b == 0) return a / b;
  T r = FN(fmod_of)(a, b), q = (a - r) / b;
  if (r != 0 && (b < 0) != (r < 0)) q -= 1;
  if (q == 0) return FN(copysign_of)(C(0), a / b);
  T whole = FN(floor_of)(q);
  return q - whole > C(0.5) ? whole + 1 : whole;
}

// MARK: one input

/// All full blocks by vector code, the rest through a buffer, so that a short array costs as much as one vector.
#define U(name, expression)                                                                                            \
  case SEODANG_UNARY_##name: {                                                                                         \
    ptrdiff_t i = 0;                                                                                                   \
    for (; i + FN(BLOCK) <= count; i += FN(BLOCK)) {                                                                   \
      T *yb = out + i;                                                                                                 \
      const T *xb = in + i;                                                                                            \
      VECTORIZED for (int j = 0; j < FN(BLOCK); j++) {                                                                 \
        T x = xb[j];                                                                                                   \
        yb[j] = expression;                                                                                            \
      }                                                                                                                \
    }                                                                                                                  \
    for (; i < count; i += FN(TAIL)) {                                                                                 \
      ptrdiff_t left = count - i < FN(TAIL) ? count - i : FN(TAIL);                                                    \
      T buffer[FN(TAIL)] = {0};                                                                                        \
      for (ptrdiff_t j = 0; j < left; j++) buffer[j] = in[i + j];                                                      \
      VECTORIZED for (int j = 0; j < FN(TAIL); j++) {                                                                  \
        T x = buffer[j];                                                                                               \
        buffer[j] = expression;                                                                                        \
      }                                                                                                                \
      for (ptrdiff_t j = 0; j < left; j++) out[i + j] = buffer[j];                                                     \
    }                                                                                                                  \
    return;                                                                                                            \
  }
// A function that is computed in float64 for both types.
#define S(name, expression)                                                                                            \
  case SEODANG_UNARY_##name:                                                                                           \
    VECTORIZED for (ptrdiff_t i = 0; i < count; i++) {                                                                 \
      double x = (double)in[i];                                                                                        \
      out[i] = (T)(expression);                                                                                        \
    }                                                                                                                  \
    return;
// A circular function: vector code for the angles of a block, then those too large for it one by one.
#define A(name)                                                                                                        \
  case SEODANG_UNARY_##name:                                                                                           \
    for (ptrdiff_t i = 0; i < count; i += FN(BLOCK)) {                                                                 \
      ptrdiff_t left = count - i < FN(BLOCK) ? count - i : FN(BLOCK);                                                  \
      double angles[FN(BLOCK)];                                                                                        \
      int far = 0;                                                                                                     \
      for (ptrdiff_t j = 0; j < left; j++) angles[j] = (double)in[i + j];                                              \
      VECTORIZED for (ptrdiff_t j = 0; j < left; j++) {                                                                \
        far |= !(__builtin_fabs(angles[j]) <= NEAR_TURN);                                                              \
        out[i + j] = (T)name##_of_turn(turn_f64(angles[j]));                                                           \
      }                                                                                                                \
      for (ptrdiff_t j = 0; far && j < left; j++)                                                                      \
        if (!(__builtin_fabs(angles[j]) <= NEAR_TURN)) out[i + j] = (T)name##_of_turn(turn_far_f64(angles[j]));        \
    }                                                                                                                  \
    return;

static void FN(unary_flat)(int operation, T *out, const T *in, ptrdiff_t count, T p, T q) {
  switch (operation) {
    U(neg, -x)
    U(abs, FN(abs_of)(x))
    U(sign, FN(sign)(x))
    U(square, x *x)
    U(sqrt, FN(sqrt_of)(x))
    U(rsqrt, C(1) / FN(sqrt_of)(x))
    U(reciprocal, C(1) / x)
    U(exp, FN(exp)(x))
    U(exp2, FN(exp2)(x))
    U(expm1, FN(expm1)(x))
    U(log, FN(log)(x))
    S(log2, log2_f64(x))
    S(log10, log10_f64(x))
    U(log1p, FN(log1p)(x))
    A(sin)
    A(cos)
    A(tan)
    S(asin, asin_f64(x))
    S(acos, acos_f64(x))
    S(atan, atan_f64(x))
    S(sinh, sinh_f64(x))
    S(cosh, cosh_f64(x))
    U(tanh, FN(tanh)(x))
    S(asinh, asinh_f64(x))
    S(acosh, acosh_f64(x))
    S(atanh, atanh_f64(x))
    U(erf, FN(erf)(x))
    S(erfc, erfc_f64(x))
    S(erfinv, erfinv_f64(x))
    S(lgamma, lgamma_f64(x))
    S(digamma, digamma_f64(x))
    U(floor, FN(floor_of)(x))
    U(ceil, FN(ceil_of)(x))
    U(round, FN(round_even)(x))
    U(trunc, FN(trunc_of)(x))
    U(frac, x - FN(trunc_of)(x))
    U(sigmoid, FN(sigmoid)(x))
    U(logsigmoid, FN(logsigmoid)(x))
    U(relu, (x < 0 ? C(0) : x))
    U(relu6, FN(clamp)(x, C(0), C(6)))
    U(selu, FN(selu)(x))
    U(silu, x *FN(sigmoid)(x))
    U(gelu, FN(gelu)(x))
    U(gelu_tanh, FN(gelu_tanh)(x))
    U(mish, x *FN(tanh)(FN(softplus)(x, C(1), C(20))))
    U(softsign, x / (C(1) + FN(abs_of)(x)))
    U(hardsigmoid, FN(clamp)(x + C(3), C(0), C(6)) / C(6))
    U(hardswish, x *FN(clamp)(x + C(3), C(0), C(6)) / C(6))
    U(tanhshrink, x - FN(tanh)(x))
    U(leaky_relu, (x > 0 ? x : x * p))
    U(elu, FN(elu)(x, p))
    U(celu, (x > 0 ? x : p * FN(expm1)(x / p)))
    U(softplus, FN(softplus)(x, p, q))
    U(clamp, FN(clamp)(x, p, q))
    U(hardtanh, FN(clamp)(x, p, q))
    U(hardshrink, (x >= -p && x <= p ? C(0) : x))
    U(softshrink, (x > p ? x - p : x < -p ? x + p : x * C(0)))
    U(threshold, (x <= p ? q : x))
  }
}
#undef U
#undef S
#undef A

static void FN(unary)(int operation, ptrdiff_t count, const seodang_operands *o) {
  T *out = o->pointer[0];
  const T *in = o->pointer[1];
  ptrdiff_t out_step = o->step[0], in_step = o->step[1];
  T p = (T)o->parameter[0], q = (T)o->parameter[1];
  if (out_step == 1 && in_step == 1) {
    FN(unary_flat)(operation, out, in, count, p, q);
    return;
  }
  T buffer[256];
  for (ptrdiff_t i = 0; i < count; i += 256) {
    ptrdiff_t left = count - i < 256 ? count - i : 256;
    FN(gather)(buffer, in + i * in_step, in_step, left);
    FN(unary_flat)(operation, buffer, buffer, left, p, q);
    FN(scatter)(out + i * out_step, out_step, buffer, left);
  }
}

// MARK: two inputs

#define LOOP(a_index, b_index, expression)                                                                             \
  VECTORIZED for (ptrdiff_t i = 0; i < count; i++) {                                                                   \
    T a = av[a_index], b = bv[b_index];                                                                                \
    out[i] = expression;                                                                                               \
  }
#define B(name, expression)                                                                                            \
  case SEODANG_BINARY_##name:                                                                                          \
    if (a_step == 0) {                                                                                                 \
      LOOP(0, i, expression)                                                                                           \
    } else if (b_step == 0) {                                                                                          \
      LOOP(i, 0, expression)                                                                                           \
    } else {                                                                                                           \
      LOOP(i, i, expression)                                                                                           \
    }                                                                                                                  \
    return;
// Calls or long polynomials: one loop is enough.
#define S(name, expression)                                                                                            \
  case SEODANG_BINARY_##name:                                                                                          \
    VECTORIZED for (ptrdiff_t i = 0; i < count; i++) {                                                                 \
      T a = av[i * a_step], b = bv[i * b_step];                                                                        \
      out[i] = expression;                                                                                             \
    }                                                                                                                  \
    return;

/// One exponent for all: those of formulas have a loop of their own, with the results of `pow_of`.
static void FN(power_flat)(T *out, const T *in, T exponent, ptrdiff_t count) {
#define POWER(value, expression)                                                                                       \
  if (exponent == value) {                                                                                             \
    VECTORIZED for (ptrdiff_t i = 0; i < count; i++) {                                                                 \
      T x = in[i];                                                                                                     \
      out[i] = expression;                                                                                             \
    }                                                                                                                  \
    return;                                                                                                            \
  }
  POWER(2, x * x)
  POWER(3, x * x * x)
  POWER(C(0.5), FN(sqrt_of)(x))
#undef POWER
  VECTORIZED for (ptrdiff_t i = 0; i < count; i++) out[i] = FN(pow_of)(in[i], exponent);
}

/// Steps are 1 or 0.
static void FN(binary_flat)(
    int operation, T *out, const T *av, ptrdiff_t a_step, const T *bv, ptrdiff_t b_step, ptrdiff_t count, T p, T q) {
  if (a_step == 0 && b_step == 0 && count > 1) {
    FN(binary_flat)(operation, out, av, 0, bv, 0, 1, p, q);
    for (ptrdiff_t i = 1; i < count; i++) out[i] = out[0];
    return;
  }
  switch (operation) {
    B(add, a + b)
    B(sub, a - b)
    B(mul, a * b)
    B(div, a / b)
    B(maximum, FN(maximum)(a, b))
    B(minimum, FN(minimum)(a, b))
    B(fmax, (a != a || a < b ? b : a))
    B(fmin, (a != a || b < a ? b : a))
    B(copysign, FN(copysign_of)(a, b))
    case SEODANG_BINARY_pow:
      if (b_step == 0) {
        FN(power_flat)(out, av, bv[0], count);
        return;
      }
      VECTORIZED for (ptrdiff_t i = 0; i < count; i++) out[i] = FN(pow_of)(av[i * a_step], bv[i]);
      return;
    S(fmod, FN(fmod_of)(a, b))
    S(remainder, FN(remainder)(a, b))
    S(floor_divide, FN(floor_divide)(a, b))
    S(atan2, (T)atan2_f64((double)a, (double)b))
    S(hypot, (T)hypot_f64((double)a, (double)b))
    // a is the gradient that arrives.
    B(tanh_backward, a *(C(1) - b * b))
    B(sigmoid_backward, a *(C(1) - b) * b)
    B(relu_backward, (b <= 0 ? C(0) : a))
    B(relu6_backward, (b <= 0 || b >= 6 ? C(0) : a))
    B(leaky_relu_backward, (b > 0 ? a : a * p))
    B(elu_backward, (b <= 0 ? a * p * FN(exp)(b) : a))
    B(selu_backward,
      a *C(1.0507009873554804934193349852946) * (b <= 0 ? C(1.6732632423543772848170429916717) * FN(exp)(b) : C(1)))
    B(silu_backward, a *FN(sigmoid)(b) * (C(1) + b * (C(1) - FN(sigmoid)(b))))
    B(gelu_backward, a *(FN(normal)(b) + b * FN(exp)(C(-0.5) * b * b) * C(0.39894228040143267794)))
    B(gelu_tanh_backward, a *FN(gelu_tanh_slope)(b))
    B(mish_backward, a *FN(mish_slope)(b))
    B(softplus_backward, (b * p > q ? a : a * FN(sigmoid)(b * p)))
    B(clamp_backward, (b > p && b < q ? a : C(0)))
    B(hardtanh_backward, (b <= p || b >= q ? C(0) : a))
    B(logsigmoid_backward, a *FN(sigmoid)(-b))
    B(hardswish_backward, (b <= -3 ? C(0) : b < 3 ? a * (b / C(3) + C(0.5)) : a))
    B(hardsigmoid_backward, (b > -3 && b < 3 ? a / C(6) : C(0)))
    B(abs_backward, a *FN(sign)(b))
    B(rsqrt_backward, C(-0.5) * a * (b * b * b))
    B(square_backward, a *(b + b))
    B(logit_loss, (a < 0 ? C(0) : a) - a * b + FN(log1p)(FN(exp)(-FN(abs_of)(a))))
    B(logit_loss_backward, FN(sigmoid)(a) - b)
  }
}
#undef B
#undef S
#undef LOOP

static void FN(binary)(int operation, ptrdiff_t count, const seodang_operands *o) {
  T *out = o->pointer[0];
  const T *a = o->pointer[1], *b = o->pointer[2];
  ptrdiff_t out_step = o->step[0], a_step = o->step[1], b_step = o->step[2];
  T p = (T)o->parameter[0], q = (T)o->parameter[1];
  if (out_step == 1 && (a_step | b_step | 1) == 1) {
    FN(binary_flat)(operation, out, a, a_step, b, b_step, count, p, q);
    return;
  }
  T a_buffer[256], b_buffer[256];
  for (ptrdiff_t i = 0; i < count; i += 256) {
    ptrdiff_t left = count - i < 256 ? count - i : 256;
    const T *a_part = a + i * a_step, *b_part = b + i * b_step;
    ptrdiff_t a_flat = a_step, b_flat = b_step;
    if (a_step != 0 && a_step != 1) {
      FN(gather)(a_buffer, a_part, a_step, left);
      a_part = a_buffer;
      a_flat = 1;
    }
    if (b_step != 0 && b_step != 1) {
      FN(gather)(b_buffer, b_part, b_step, left);
      b_part = b_buffer;
      b_flat = 1;
    }
    T *to = out_step == 1 ? out + i : a_buffer;
    FN(binary_flat)(operation, to, a_part, a_flat, b_part, b_flat, left, p, q);
    if (out_step != 1) FN(scatter)(out + i * out_step, out_step, to, left);
  }
}
