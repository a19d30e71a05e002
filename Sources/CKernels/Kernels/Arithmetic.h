// The arithmetic every level shares: exact fused multiply-adds, and vectors of the level's width.

#define INLINE static inline __attribute__((always_inline, unused))

#if SEODANG_EMULATE_FMA
/// fma in float32 without the instruction. The product of two float32 is exact in float64; the float64 sum is rounded
/// to odd (its last bit set when it is inexact), after which rounding to float32 is as if done once
/// (Boldo & Melquiond 2008, "Emulation of FMA and correctly rounded sums: proved algorithms using rounding to odd").
INLINE float fmaf32(float a, float b, float c) {
  double product = (double)a * (double)b, addend = (double)c, sum = product + addend;
  double part = sum - product, error = (product - (sum - part)) + (addend - part);  // exact (Knuth 1969, TwoSum)
  int64_t bits;
  memcpy(&bits, &sum, 8);
  int64_t inexact = (error > 0) | (error < 0);  // neither for NaN, so infinities pass unchanged
  int64_t beyond = (error > 0) != (sum > 0);    // the true value is nearer to zero than the rounded sum
  bits = (bits - (inexact & beyond)) | inexact;
  memcpy(&sum, &bits, 8);
  return (float)sum;
}
#else
INLINE float fmaf32(float a, float b, float c) { return __builtin_fmaf(a, b, c); }
#endif
/// fma in float64; where the instruction is missing, the C library's exact one.
INLINE double fmaf64(double a, double b, double c) { return __builtin_fma(a, b, c); }
/// Square roots without errno, which would keep loops out of vectors.
INLINE float sqrt_f32(float x) { return __builtin_elementwise_sqrt(x); }
INLINE double sqrt_f64(double x) { return __builtin_elementwise_sqrt(x); }

enum { F32_LANES = SEODANG_VECTOR_BYTES / 4, F64_LANES = SEODANG_VECTOR_BYTES / 8 };

/// Vectors of the level's register width. Never let a result depend on the width: where lanes are summed, use a fixed
/// number of them, for example the 16 of `f32x16`.
typedef float vec_f32 __attribute__((vector_size(SEODANG_VECTOR_BYTES)));
typedef double vec_f64 __attribute__((vector_size(SEODANG_VECTOR_BYTES)));
typedef float vec_f32_unaligned __attribute__((vector_size(SEODANG_VECTOR_BYTES), aligned(4), may_alias));
typedef double vec_f64_unaligned __attribute__((vector_size(SEODANG_VECTOR_BYTES), aligned(8), may_alias));

/// What comparing vectors gives: all bits of a lane, or none.
typedef int32_t mask_f32 __attribute__((vector_size(SEODANG_VECTOR_BYTES)));
typedef int64_t mask_f64 __attribute__((vector_size(SEODANG_VECTOR_BYTES)));

INLINE vec_f32 load_f32(const float *p) { return *(const vec_f32_unaligned *)p; }
INLINE vec_f64 load_f64(const double *p) { return *(const vec_f64_unaligned *)p; }
INLINE void store_f32(float *p, vec_f32 v) { *(vec_f32_unaligned *)p = v; }
INLINE void store_f64(double *p, vec_f64 v) { *(vec_f64_unaligned *)p = v; }

/// The first `n` lanes (0 < n ≤ the width), zeros in the others; memory beyond them is not touched.
#if SEODANG_VECTOR_BYTES == 64
INLINE vec_f32 load_part_f32(const float *p, ptrdiff_t n) {
  return _mm512_maskz_loadu_ps((__mmask16)((1u << n) - 1), p);
}
INLINE vec_f64 load_part_f64(const double *p, ptrdiff_t n) {
  return _mm512_maskz_loadu_pd((__mmask8)((1u << n) - 1), p);
}
INLINE void store_part_f32(float *p, vec_f32 v, ptrdiff_t n) {
  _mm512_mask_storeu_ps(p, (__mmask16)((1u << n) - 1), v);
}
INLINE void store_part_f64(double *p, vec_f64 v, ptrdiff_t n) {
  _mm512_mask_storeu_pd(p, (__mmask8)((1u << n) - 1), v);
}
#elif SEODANG_VECTOR_BYTES == 32
INLINE __m256i first_f32(ptrdiff_t n) {
  return _mm256_cmpgt_epi32(_mm256_set1_epi32((int)n), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}
INLINE __m256i first_f64(ptrdiff_t n) {
  return _mm256_cmpgt_epi64(_mm256_set1_epi64x(n), _mm256_setr_epi64x(0, 1, 2, 3));
}
INLINE vec_f32 load_part_f32(const float *p, ptrdiff_t n) { return _mm256_maskload_ps(p, first_f32(n)); }
INLINE vec_f64 load_part_f64(const double *p, ptrdiff_t n) { return _mm256_maskload_pd(p, first_f64(n)); }
INLINE void store_part_f32(float *p, vec_f32 v, ptrdiff_t n) { _mm256_maskstore_ps(p, first_f32(n), v); }
INLINE void store_part_f64(double *p, vec_f64 v, ptrdiff_t n) { _mm256_maskstore_pd(p, first_f64(n), v); }
#else
INLINE vec_f32 load_part_f32(const float *p, ptrdiff_t n) {
  vec_f32 v = {0};
  for (ptrdiff_t i = 0; i < n; i++) v[i] = p[i];
  return v;
}
INLINE vec_f64 load_part_f64(const double *p, ptrdiff_t n) {
  vec_f64 v = {0};
  for (ptrdiff_t i = 0; i < n; i++) v[i] = p[i];
  return v;
}
INLINE void store_part_f32(float *p, vec_f32 v, ptrdiff_t n) {
  for (ptrdiff_t i = 0; i < n; i++) p[i] = v[i];
}
INLINE void store_part_f64(double *p, vec_f64 v, ptrdiff_t n) {
  for (ptrdiff_t i = 0; i < n; i++) p[i] = v[i];
}
#endif

#if SEODANG_EMULATE_FMA
INLINE vec_f32 fma_f32(vec_f32 a, vec_f32 b, vec_f32 c) {
  for (int i = 0; i < F32_LANES; i++) c[i] = fmaf32(a[i], b[i], c[i]);
  return c;
}
INLINE vec_f64 fma_f64(vec_f64 a, vec_f64 b, vec_f64 c) {
  for (int i = 0; i < F64_LANES; i++) c[i] = fmaf64(a[i], b[i], c[i]);
  return c;
}
#else
INLINE vec_f32 fma_f32(vec_f32 a, vec_f32 b, vec_f32 c) { return __builtin_elementwise_fma(a, b, c); }
INLINE vec_f64 fma_f64(vec_f64 a, vec_f64 b, vec_f64 c) { return __builtin_elementwise_fma(a, b, c); }
#endif
INLINE float scalar_fma_f32(float a, float b, float c) { return fmaf32(a, b, c); }
INLINE double scalar_fma_f64(double a, double b, double c) { return fmaf64(a, b, c); }

/// a₀ b₀ a₁ b₁ … of the lower and the upper halves.
#if SEODANG_VECTOR_BYTES == 64
INLINE vec_f32 zip_low_f32(vec_f32 a, vec_f32 b) {
  return __builtin_shufflevector(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23);
}
INLINE vec_f32 zip_high_f32(vec_f32 a, vec_f32 b) {
  return __builtin_shufflevector(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31);
}
INLINE vec_f64 zip_low_f64(vec_f64 a, vec_f64 b) {
  return __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}
INLINE vec_f64 zip_high_f64(vec_f64 a, vec_f64 b) {
  return __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}
#elif SEODANG_VECTOR_BYTES == 32
INLINE vec_f32 zip_low_f32(vec_f32 a, vec_f32 b) {
  return __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
}
INLINE vec_f32 zip_high_f32(vec_f32 a, vec_f32 b) {
  return __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
}
INLINE vec_f64 zip_low_f64(vec_f64 a, vec_f64 b) {
  return __builtin_shufflevector(a, b, 0, 4, 1, 5);
}
INLINE vec_f64 zip_high_f64(vec_f64 a, vec_f64 b) {
  return __builtin_shufflevector(a, b, 2, 6, 3, 7);
}
#elif SEODANG_VECTOR_BYTES == 16
INLINE vec_f32 zip_low_f32(vec_f32 a, vec_f32 b) {
  return __builtin_shufflevector(a, b, 0, 4, 1, 5);
}
INLINE vec_f32 zip_high_f32(vec_f32 a, vec_f32 b) {
  return __builtin_shufflevector(a, b, 2, 6, 3, 7);
}
INLINE vec_f64 zip_low_f64(vec_f64 a, vec_f64 b) {
  return __builtin_shufflevector(a, b, 0, 2);
}
INLINE vec_f64 zip_high_f64(vec_f64 a, vec_f64 b) {
  return __builtin_shufflevector(a, b, 1, 3);
}
#endif
