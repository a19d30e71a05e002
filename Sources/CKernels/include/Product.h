// The matrix product. Every c[i][j] is accumulated by fused multiply-adds over k = 0, 1, … in that order, so that
// it depends on its row of A and its column of B alone: not on its place, the blocking, the vector width, the number
// of threads or the batch. Equal columns in give equal columns out, on every machine.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// C (rows × columns) = A (rows × inner) · B (inner × columns), strides in elements. A and B may have any strides
/// (transposes cost nothing); C's columns lie side by side. With `accumulate` the chain of each element starts at
/// the old c[i][j], else at zero; `inner` = 0 gives zeros then. `bias`, if any, has one value a column and is added
/// last, rounded like a separate addition. C may not overlap A, B or the bias.
#define SEODANG_PRODUCT(T)                                                                                             \
  ptrdiff_t rows, columns, inner;                                                                                      \
  const T *_Nullable a;                                                                                                \
  ptrdiff_t a_row, a_column;                                                                                           \
  const T *_Nullable b;                                                                                                \
  ptrdiff_t b_row, b_column;                                                                                           \
  T *_Nullable c;                                                                                                      \
  ptrdiff_t c_row;                                                                                                     \
  const T *_Nullable bias;                                                                                             \
  int accumulate;
typedef struct seodang_product_f32 { SEODANG_PRODUCT(float) } seodang_product_f32;
typedef struct seodang_product_f64 { SEODANG_PRODUCT(double) } seodang_product_f64;
typedef struct seodang_product_i64 { SEODANG_PRODUCT(int64_t) } seodang_product_i64;
#undef SEODANG_PRODUCT

/// The whole product, split over the worker pool where that pays.
void seodang_multiply_f32(const seodang_product_f32 *_Nonnull p);
void seodang_multiply_f64(const seodang_product_f64 *_Nonnull p);
/// Integers wrap around.
void seodang_multiply_i64(const seodang_product_i64 *_Nonnull p);

/// `batch` products whose operands lie `a_step`, `b_step`, `c_step` elements apart (0 repeats an operand).
void seodang_multiply_batch_f32(
    const seodang_product_f32 *_Nonnull p, ptrdiff_t batch, ptrdiff_t a_step, ptrdiff_t b_step, ptrdiff_t c_step);
void seodang_multiply_batch_f64(
    const seodang_product_f64 *_Nonnull p, ptrdiff_t batch, ptrdiff_t a_step, ptrdiff_t b_step, ptrdiff_t c_step);
void seodang_multiply_batch_i64(
    const seodang_product_i64 *_Nonnull p, ptrdiff_t batch, ptrdiff_t a_step, ptrdiff_t b_step, ptrdiff_t c_step);
