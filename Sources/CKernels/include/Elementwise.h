// Operations that treat every element alike: their names, the loops over one dimension, and the driver that walks
// the others.
#pragma once
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Up to four arrays for one loop: the result first. A step of 0 repeats one element.
typedef struct seodang_operands {
  void *_Nullable pointer[4];
  /// From one element to the next, in elements.
  ptrdiff_t step[4];
  double parameter[2];
} seodang_operands;

/// A loop over `count` elements of an operation of its family (`seodang_unary`, …). The result may be one of the
/// inputs; other overlaps aren't allowed.
typedef void (*seodang_loop)(int operation, ptrdiff_t count, const seodang_operands *operands);

/// How the arrays of an elementwise operation lie in memory.
typedef struct seodang_walk {
  int rank;
  int operand_count;
  /// Bytes an element, by operand.
  ptrdiff_t width[4];
  const ptrdiff_t *shape;
  /// By operand; in elements.
  const ptrdiff_t *_Nullable strides[4];
  /// What one element costs on one core.
  double nanoseconds;
} seodang_walk;

/// Runs `loop` over all elements: merges dimensions that lie together, and splits the work over the worker pool
/// where that pays.
void seodang_elementwise(seodang_loop loop, int operation, const seodang_operands *operands, const seodang_walk *walk);

/// The same for arrays without gaps (steps of 1, or 0 for a single element).
void seodang_elementwise_flat(
    seodang_loop loop, int operation, ptrdiff_t count, const seodang_operands *operands, const ptrdiff_t *width,
    double nanoseconds);

// One input. The parameters, if any, stand behind.
#define SEODANG_UNARY_OPERATIONS(OP)                                                                                   \
  OP(neg) OP(abs) OP(sign) OP(square) OP(sqrt) OP(rsqrt) OP(reciprocal)                                                \
  OP(exp) OP(exp2) OP(expm1) OP(log) OP(log2) OP(log10) OP(log1p)                                                      \
  OP(sin) OP(cos) OP(tan) OP(asin) OP(acos) OP(atan) OP(sinh) OP(cosh) OP(tanh) OP(asinh) OP(acosh) OP(atanh)          \
  OP(erf) OP(erfc) OP(erfinv) OP(lgamma) OP(digamma)                                                                   \
  OP(floor) OP(ceil) OP(round) OP(trunc) OP(frac)                                                                      \
  OP(sigmoid) OP(logsigmoid) OP(relu) OP(relu6) OP(selu) OP(silu) OP(gelu) OP(gelu_tanh) OP(mish) OP(softsign)         \
  OP(hardsigmoid) OP(hardswish) OP(tanhshrink)                                                                         \
  OP(leaky_relu) /* slope */ OP(elu) /* alpha */ OP(celu) /* alpha */ OP(softplus) /* beta, threshold */               \
  OP(clamp) /* low, high */ OP(hardtanh) /* low, high */ OP(hardshrink) /* lambda */ OP(softshrink) /* lambda */       \
  OP(threshold) /* threshold, value */

// Two inputs. Those in the last lines are gradients: the first input is the gradient that arrives, the second what
// the rule saved.
#define SEODANG_BINARY_OPERATIONS(OP)                                                                                  \
  OP(add) OP(sub) OP(mul) OP(div) OP(maximum) OP(minimum) OP(pow) OP(fmod) OP(remainder) OP(floor_divide)              \
  OP(atan2) OP(hypot) OP(fmax) OP(fmin) OP(copysign)                                                                   \
  OP(bit_and) OP(bit_or) OP(bit_xor) OP(shift_left) OP(shift_right)                                                    \
  OP(tanh_backward) OP(sigmoid_backward) OP(relu_backward) OP(relu6_backward) OP(leaky_relu_backward)                  \
  OP(elu_backward) OP(selu_backward) OP(silu_backward) OP(gelu_backward) OP(gelu_tanh_backward)                        \
  OP(mish_backward) OP(softplus_backward) OP(clamp_backward) OP(hardtanh_backward) OP(logsigmoid_backward)             \
  OP(hardswish_backward) OP(hardsigmoid_backward) OP(abs_backward) OP(rsqrt_backward) OP(square_backward)          \
  /* the loss of a logit and its target */ OP(logit_loss) OP(logit_loss_backward)

// Two inputs of one type, one byte out.
#define SEODANG_COMPARISONS(OP)                                                                                        \
  OP(eq) OP(ne) OP(lt) OP(le) OP(gt) OP(ge) OP(logical_and) OP(logical_or) OP(logical_xor)

// One input, one byte out.
#define SEODANG_TESTS(OP) OP(isnan) OP(isinf) OP(isfinite) OP(isposinf) OP(isneginf) OP(signbit) OP(logical_not)

#define OP(name) SEODANG_UNARY_##name,
enum { SEODANG_UNARY_OPERATIONS(OP) };
#undef OP
#define OP(name) SEODANG_BINARY_##name,
enum { SEODANG_BINARY_OPERATIONS(OP) };
#undef OP
#define OP(name) SEODANG_COMPARE_##name,
enum { SEODANG_COMPARISONS(OP) };
#undef OP
#define OP(name) SEODANG_TEST_##name,
enum { SEODANG_TESTS(OP) };
#undef OP

#pragma clang assume_nonnull end
