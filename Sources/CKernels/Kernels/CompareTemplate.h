// Comparisons, tests and choices of one floating-point type: what gives or takes truth values. The including file defines
// T, FN(name) and C(constant), after ElementwiseTemplate.h.

#define K(name, expression)                                                                                            \
  case SEODANG_COMPARE_##name:                                                                                         \
    if (a_step == 1 && b_step == 1) {                                                                                  \
      VECTORIZED for (ptrdiff_t i = 0; i < count; i++) {                                                               \
        T a = av[i], b = bv[i];                                                                                        \
        out[i] = (expression);                                                                                         \
      }                                                                                                                \
    } else if (a_step == 1 && b_step == 0) {                                                                           \
      T b = bv[0];                                                                                                     \
      VECTORIZED for (ptrdiff_t i = 0; i < count; i++) {                                                               \
        T a = av[i];                                                                                                   \
        out[i] = (expression);                                                                                         \
      }                                                                                                                \
    } else {                                                                                                           \
      for (ptrdiff_t i = 0; i < count; i++) {                                                                          \
        T a = av[i * a_step], b = bv[i * b_step];                                                                      \
        out[i * out_step] = (expression);                                                                              \
      }                                                                                                                \
    }                                                                                                                  \
    return;

static void FN(compare)(int operation, ptrdiff_t count, const seodang_operands *o) {
  uint8_t *out = o->pointer[0];
  const T *av = o->pointer[1], *bv = o->pointer[2];
  ptrdiff_t out_step = o->step[0], a_step = o->step[1], b_step = o->step[2];
  if (out_step != 1 && a_step == 1) {
    for (ptrdiff_t i = 0; i < count; i++) {
      seodang_operands one = {
          .pointer = {out + i * out_step, (void *)(av + i), (void *)(bv + i * b_step)}, .step = {1, 1, 0}};
      FN(compare)(operation, 1, &one);
    }
    return;
  }
  switch (operation) {
    K(eq, a == b)
    K(ne, a != b)
    K(lt, a < b)
    K(le, a <= b)
    K(gt, a > b)
    K(ge, a >= b)
    K(logical_and, a != 0 && b != 0)
    K(logical_or, a != 0 || b != 0)
    K(logical_xor, (a != 0) != (b != 0))
  }
}
#undef K

#define P(name, expression)                                                                                            \
  case SEODANG_TEST_##name:                                                                                            \
    VECTORIZED for (ptrdiff_t i = 0; i < count; i++) {                                                                 \
      T x = in[i * in_step];                                                                                           \
      out[i * out_step] = (expression);                                                                                \
    }                                                                                                                  \
    return;
static void FN(test)(int operation, ptrdiff_t count, const seodang_operands *o) {
  uint8_t *out = o->pointer[0];
  const T *in = o->pointer[1];
  ptrdiff_t out_step = o->step[0], in_step = o->step[1];
  switch (operation) {
    P(isnan, x != x)
    P(isinf, x - x != x - x && x == x)
    P(isfinite, x - x == 0)
    P(isposinf, x > FN(LARGEST))
    P(isneginf, x < -FN(LARGEST))
    P(signbit, FN(copysign_of)(C(1), x) < 0)
    P(logical_not, x == 0)
  }
}
#undef P

/// where(condition, a, b).
static void FN(select)(int operation, ptrdiff_t count, const seodang_operands *o) {
  T *out = o->pointer[0];
  const uint8_t *condition = o->pointer[1];
  const T *a = o->pointer[2], *b = o->pointer[3];
  (void)operation;
  if (o->step[0] == 1 && o->step[1] == 1 && o->step[2] == 1 && o->step[3] == 1) {
    VECTORIZED for (ptrdiff_t i = 0; i < count; i++) {
      T x = a[i], y = b[i];
      out[i] = condition[i] ? x : y;
    }
    return;
  }
  if (o->step[0] == 1 && o->step[1] == 1 && o->step[2] == 0 && o->step[3] == 1) {
    T x = a[0];
    VECTORIZED for (ptrdiff_t i = 0; i < count; i++) {
      T y = b[i];
      out[i] = condition[i] ? x : y;
    }
    return;
  }
  for (ptrdiff_t i = 0; i < count; i++)
    out[i * o->step[0]] = condition[i * o->step[1]] ? a[i * o->step[2]] : b[i * o->step[3]];
}

/// lerp(a, b, weight), in the form that is exact at both ends, as PyTorch has it.
static void FN(lerp)(int operation, ptrdiff_t count, const seodang_operands *o) {
  T *out = o->pointer[0];
  const T *a = o->pointer[1], *b = o->pointer[2], *weight = o->pointer[3];
  (void)operation;
  VECTORIZED for (ptrdiff_t i = 0; i < count; i++) {
    T x = a[i * o->step[1]], y = b[i * o->step[2]], w = weight[i * o->step[3]];
    out[i * o->step[0]] = FN(abs_of)(w) < C(0.5) ? x + w * (y - x) : y - (y - x) * (C(1) - w);
  }
}
#undef VECTORIZED
