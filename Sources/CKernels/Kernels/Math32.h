// Functions in float32, one polynomial each and no branches, so that loops over them become vector code. Where a fused
// multiply-add is meant it's written; all levels give the same bits.

INLINE float bits_to_f32(uint32_t bits) {
  float value;
  memcpy(&value, &bits, 4);
  return value;
}
INLINE uint32_t f32_to_bits(float value) {
  uint32_t bits;
  memcpy(&bits, &value, 4);
  return bits;
}

/// Adding and taking away 1.5·2^23 rounds to an integer, whose low bits then lie in those of the sum.
#define ROUNDER 12582912.0f

/// e^r for |r| ≤ ½ ln 2 (coefficients: Moshier, Cephes expf).
INLINE float exp_near_f32(float r) {
  float p = 1.9875691500e-4f;
  p = fmaf32(p, r, 1.3981999507e-3f);
  p = fmaf32(p, r, 8.3334519073e-3f);
  p = fmaf32(p, r, 4.1665795894e-2f);
  p = fmaf32(p, r, 1.6666665459e-1f);
  p = fmaf32(p, r, 5.0000001201e-1f);
  return fmaf32(p * r, r, r) + 1.0f;
}

/// e^r · 2^n for |r| ≤ ½ ln 2, where `shifted` is n + ROUNDER. Two factors, of which the first is exact.
INLINE float exp_scaled_f32(float r, float shifted) {
  int low = shifted < ROUNDER;
  uint32_t bias = low ? 127 + 25 : 127 - 1;
  return exp_near_f32(r) * bits_to_f32((f32_to_bits(shifted) << 23) + (bias << 23)) * (low ? 0x1p-25f : 2.0f);
}

/// e^x, at most 1 ulp off: x = n·ln 2 + r.
INLINE float exp_f32(float x) {
  float bounded = x < -104.0f ? -104.0f : x > 89.0f ? 89.0f : x;
  float shifted = fmaf32(bounded, 1.44269504088896341f, ROUNDER), n = shifted - ROUNDER;
  return exp_scaled_f32(fmaf32(n, 2.12194440e-4f, fmaf32(n, -0.693359375f, bounded)), shifted);
}
INLINE float exp2_f32(float x) {
  float bounded = x < -151.0f ? -151.0f : x > 128.0f ? 128.0f : x;
  float shifted = bounded + ROUNDER;
  return exp_scaled_f32((bounded - (shifted - ROUNDER)) * 0.69314718f, shifted);
}

/// e^x for −87 ≤ x ≤ 89 in one scaling step: for formulas where results below 10^-38 and above 2^127 don't
/// matter. The caller bounds x.
INLINE float exp_bounded_f32(float x) {
  float shifted = fmaf32(x, 1.44269504088896341f, ROUNDER), n = shifted - ROUNDER;
  float y = exp_near_f32(fmaf32(n, 2.12194440e-4f, fmaf32(n, -0.693359375f, x)));
  return y * bits_to_f32((f32_to_bits(shifted) << 23) + (127u << 23));
}
INLINE float exp_plain_f32(float x) { return exp_bounded_f32(x < -87.0f ? -87.0f : x > 89.0f ? 89.0f : x); }

/// ln(1 + z) + power·ln 2 for √½ ≤ 1 + z < √2 (coefficients: Moshier, Cephes logf).
INLINE float log_near_f32(float z, float power) {
  float square = z * z;
  float p = 7.0376836292e-2f;
  p = fmaf32(p, z, -1.1514610310e-1f);
  p = fmaf32(p, z, 1.1676998740e-1f);
  p = fmaf32(p, z, -1.2420140846e-1f);
  p = fmaf32(p, z, 1.4249322787e-1f);
  p = fmaf32(p, z, -1.6668057665e-1f);
  p = fmaf32(p, z, 2.0000714765e-1f);
  p = fmaf32(p, z, -2.4999993993e-1f);
  p = fmaf32(p, z, 3.3333331174e-1f);
  float y = fmaf32(power, -2.12194440e-4f, z * square * p);
  return fmaf32(power, 0.693359375f, z + fmaf32(-0.5f, square, y));
}

/// The exponent of x's neighbourhood √½·2^k ≤ x < √2·2^k, for normal positive x.
INLINE int32_t power_of_f32(float x) { return (int32_t)(f32_to_bits(x) - 0x3f3504f3u) >> 23; }

/// What logarithms have in common at 0, below, and at infinity.
INLINE float log_edges_f32(float x, float y) {
  y = x > 3.4028235e38f ? x : y;
  y = x < 0.0f ? __builtin_nanf("") : y;
  y = x == 0.0f ? -__builtin_inff() : y;
  return x == x ? y : x;
}

/// ln x, at most 2 ulp off. Below the normal numbers x is scaled up first.
INLINE float log_f32(float x) {
  int tiny = x < 1.17549435e-38f;
  float scaled = tiny ? x * 8388608.0f : x;
  int32_t power = power_of_f32(scaled);
  float z = bits_to_f32(f32_to_bits(scaled) - ((uint32_t)power << 23)) - 1.0f;
  return log_edges_f32(x, log_near_f32(z, (float)power - (tiny ? 23.0f : 0.0f)));
}

/// ln(1 + x), at most 2 ulp off: 1 + x is taken apart as 2^k·(1 + z) without being rounded.
INLINE float log1p_f32(float x) {
  int huge = x > 1e18f;
  float scaled = huge ? x * 0x1p-64f : x;
  int32_t power = power_of_f32(huge ? scaled : 1.0f + scaled);
  float shrink = bits_to_f32((uint32_t)(127 - power) << 23);
  float z = fmaf32(scaled, shrink, huge ? -1.0f : shrink - 1.0f);
  float y = log_near_f32(z, (float)power + (huge ? 64.0f : 0.0f));
  y = log_edges_f32(1.0f + x, y);
  // Below 2^-12 two terms are enough, and keep the sign of a zero.
  return __builtin_fabsf(x) < 2.4e-4f ? fmaf32(-0.5f * x, x, x) : y;
}

/// tanh x, at most 2 ulp off: a polynomial near zero (Moshier, Cephes tanhf), 1 − 2/(e^2|x| + 1) elsewhere.
INLINE float tanh_f32(float x) {
  float a = __builtin_fabsf(x), square = x * x;
  float p = -5.70498872745e-3f;
  p = fmaf32(p, square, 2.06390887954e-2f);
  p = fmaf32(p, square, -5.37397155531e-2f);
  p = fmaf32(p, square, 1.33314422036e-1f);
  p = fmaf32(p, square, -3.33332819422e-1f);
  float near = fmaf32(p * square, a, a);
  float far = 1.0f - 2.0f / (exp_plain_f32(a + a) + 1.0f);
  return __builtin_copysignf(a < 0.625f ? near : far, x);
}

/// 1/(1 + e^-x); below −88.7 the power overflows and the result is 0, as in PyTorch.
INLINE float sigmoid_f32(float x) { return 1.0f / (1.0f + exp_plain_f32(-x)); }

/// e^x − 1: a polynomial below ½ (Taylor to x^9), the difference elsewhere.
INLINE float expm1_f32(float x) {
  float p = 2.75573192e-6f;
  p = fmaf32(p, x, 2.48015873e-5f);
  p = fmaf32(p, x, 1.98412698e-4f);
  p = fmaf32(p, x, 1.38888889e-3f);
  p = fmaf32(p, x, 8.33333333e-3f);
  p = fmaf32(p, x, 4.16666667e-2f);
  p = fmaf32(p, x, 1.66666667e-1f);
  p = fmaf32(p, x, 0.5f);
  float near = fmaf32(p * x, x, x);
  float y = __builtin_fabsf(x) < 0.5f ? near : exp_f32(x) - 1.0f;
  return x == 0.0f ? x : y;
}

/// erfc a for a ≥ 0, to 1.2e-7 of itself (Numerical Recipes 1992, §6.2).
INLINE float erfc_positive_f32(float a) {
  float t = 1.0f / fmaf32(0.5f, a, 1.0f);
  float r = 0.17087277f;
  r = fmaf32(r, t, -0.82215223f);
  r = fmaf32(r, t, 1.48851587f);
  r = fmaf32(r, t, -1.13520398f);
  r = fmaf32(r, t, 0.27886807f);
  r = fmaf32(r, t, -0.18628806f);
  r = fmaf32(r, t, 0.09678418f);
  r = fmaf32(r, t, 0.37409196f);
  r = fmaf32(r, t, 1.00002368f);
  r = fmaf32(r, t, -1.26551223f);
  return t * exp_plain_f32(fmaf32(-a, a, r));
}

/// erf x by its Taylor series below 1, and from erfc above.
INLINE float erf_f32(float x) {
  float a = __builtin_fabsf(x), s = x * x;
  // erf(x) = 2/√π Σ (−1)^n x^(2n+1) / (n! (2n+1))
  float q = -1.3122532963802806e-08f;
  q = fmaf32(q, s, 1.4503852223150468e-07f);
  q = fmaf32(q, s, -1.4589169000933706e-06f);
  q = fmaf32(q, s, 1.3227513227513228e-05f);
  q = fmaf32(q, s, -1.0683760683760684e-04f);
  q = fmaf32(q, s, 7.5757575757575758e-04f);
  q = fmaf32(q, s, -4.6296296296296294e-03f);
  q = fmaf32(q, s, 2.3809523809523808e-02f);
  q = fmaf32(q, s, -0.1f);
  q = fmaf32(q, s, 0.33333333333333331f);
  float near = 1.1283791671f * (a - a * s * q), far = 1.0f - erfc_positive_f32(a);
  return __builtin_copysignf(a < 1.0f ? near : far, x);
}

/// The normal distribution function Φ, to 3e-7 of itself: e^(−x²/2) times a polynomial in 1/(1 + 0.3 |x|), a form of
/// Hastings (1955, "Approximations for digital computers"); fitted for the relative error.
INLINE float normal_f32(float x) {
  float square = x * x, half = -0.5f * (square > 174.0f ? 174.0f : square);
  float t = 1.0f / fmaf32(__builtin_fabsf(x), 0.425f * 0.70710678f, 1.0f);
  float p = 0.5f * 0.07232852280139923f;
  p = fmaf32(p, t, 0.5f * -0.31670117378234863f);
  p = fmaf32(p, t, 0.5f * 0.41372865438461304f);
  p = fmaf32(p, t, 0.5f * -0.10888102650642395f);
  p = fmaf32(p, t, 0.5f * 0.2580692768096924f);
  p = fmaf32(p, t, 0.5f * 0.19980040192604065f);
  p = fmaf32(p, t, 0.5f * 0.24198609590530396f);
  p = fmaf32(p, t, 0.5f * 0.23966911435127258f);
  float tail = p * t * exp_bounded_f32(half);
  return x < 0.0f ? tail : 1.0f - tail;
}
#undef ROUNDER
