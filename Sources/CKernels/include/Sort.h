// Stable sorting of one line of numbers together with their positions.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Sorts x[0..<n] (n < 2^32): `values` gets the numbers, `indices` where they were. Equal numbers keep their order, in
/// descending order too; −0 equals 0; NaN is larger than everything.
/// Returns 0, leaving the results undefined, when memory is short or an interrupt was requested.
int seodang_sort_f32(const float *_Nonnull x, size_t n, int descending, float *_Nonnull values, int64_t *_Nonnull indices);
int seodang_sort_f64(const double *_Nonnull x, size_t n, int descending, double *_Nonnull values, int64_t *_Nonnull indices);
int seodang_sort_i64(const int64_t *_Nonnull x, size_t n, int descending, int64_t *_Nonnull values, int64_t *_Nonnull indices);
