// Reductions over the middle one of three merged dimensions: outer × reduced × inner, row by row. The work is split by
// results (a long row by its blocks), and every result's tree depends on `reduced` alone.
#pragma once
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// out[outer][inner] = Σ x / divisor, in float64 above blocks of 2048.
void seodang_sum_f32(const float *x, ptrdiff_t outer, ptrdiff_t reduced, ptrdiff_t inner, double divisor, float *out);
void seodang_sum_f64(const double *x, ptrdiff_t outer, ptrdiff_t reduced, ptrdiff_t inner, double divisor, double *out);

/// Where the largest (smallest) of `count` > 0 numbers is: the first of equals, or the first NaN.
ptrdiff_t seodang_extremum_f32(const float *x, ptrdiff_t count, int smallest);
ptrdiff_t seodang_extremum_f64(const double *x, ptrdiff_t count, int smallest);

#pragma clang assume_nonnull end
