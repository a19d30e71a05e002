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

/// 2^n for |n| ≤ 252, in two factors because one can't hold the smallest and largest.
INLINE float scale_by_power(float x, int32_t n) {
  int32_t half = n >> 1;
  return x * bits_to_f32((uint32_t)(half + 127) << 23) * bits_to_f32((uint32_t)(n - half + 127) << 23);
}

/// e^x, at most 1 ulp off: x = n·ln 2 + r, a polynomial for e^r (coefficients: Moshier, Cephes expf), scaled by 2^n.
INLINE float exp_f32(float x) {
  float bounded = x < -104.0f ? -104.0f : x > 89.0f ? 89.0f : x;
  float n = fmaf32(bounded, 1.44269504088896341f, 12582912.0f) - 12582912.0f;  // rounds: 1.5·2^23
  float r = fmaf32(n, -0.693359375f, bounded);
  r = fmaf32(n, 2.12194440e-4f, r);
  float p = 1.9875691500e-4f;
  p = fmaf32(p, r, 1.3981999507e-3f);
  p = fmaf32(p, r, 8.3334519073e-3f);
  p = fmaf32(p, r, 4.1665795894e-2f);
  p = fmaf32(p, r, 1.6666665459e-1f);
  p = fmaf32(p, r, 5.0000001201e-1f);
  float y = fmaf32(p * r, r, r) + 1.0f;
  int32_t k = (int32_t)(n == n ? n : 0.0f);
  return scale_by_power(y, k);
}

/// ln x, at most 2 ulp off (coefficients: Moshier, Cephes logf). Below the normal numbers x is scaled up first.
INLINE float log_f32(float x) {
  int tiny = x < 1.17549435e-38f;
  float scaled = tiny ? x * 8388608.0f : x;
  uint32_t bits = f32_to_bits(scaled);
  float exponent = (float)((int32_t)(bits >> 23) - 126) - (tiny ? 23.0f : 0.0f);
  float m = bits_to_f32((bits & 0x007fffffu) | 0x3f000000u);  // 0.5 ≤ m < 1
  int low = m < 0.70710678f;
  exponent = low ? exponent - 1.0f : exponent;
  float z = low ? m + m - 1.0f : m - 1.0f;
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
  float y = z * square * p;
  y = fmaf32(exponent, -2.12194440e-4f, y);
  y = fmaf32(-0.5f, square, y);
  y = z + y;
  y = fmaf32(exponent, 0.693359375f, y);
  y = x > 3.4028235e38f ? x : y;
  y = x < 0.0f ? __builtin_nanf("") : y;
  y = x == 0.0f ? -__builtin_inff() : y;
  return x == x ? y : x;
}

/// tanh x, at most 2 ulp off: a polynomial near zero (Moshier, Cephes tanhf), 1 − 2/(e^2|x| + 1) elsewhere.
INLINE float tanh_f32(float x) {
  float a = __builtin_fabsf(x), square = x * x;
  float p = -5.70498872745e-3f;
  p = fmaf32(p, square, 2.06390887954e-2f);
  p = fmaf32(p, square, -5.37397155531e-2f);
  p = fmaf32(p, square, 1.33314422036e-1f);
  p = fmaf32(p, square, -3.33332819422e-1f);
  float near = fmaf32(p * square, x, x);
  float e = exp_f32(a + a);
  float far = 1.0f - 2.0f / (e + 1.0f);
  far = __builtin_copysignf(far, x);
  return a < 0.625f ? near : far;
}

/// e^x in one scaling step, for formulas where results below 10^-38 and above 2^127 don't matter: those are 0 and ∞.
INLINE float exp_plain_f32(float x) {
  float bounded = x < -87.0f ? -87.0f : x > 89.0f ? 89.0f : x;
  float n = fmaf32(bounded, 1.44269504088896341f, 12582912.0f) - 12582912.0f;
  float r = fmaf32(n, -0.693359375f, bounded);
  r = fmaf32(n, 2.12194440e-4f, r);
  float p = 1.9875691500e-4f;
  p = fmaf32(p, r, 1.3981999507e-3f);
  p = fmaf32(p, r, 8.3334519073e-3f);
  p = fmaf32(p, r, 4.1665795894e-2f);
  p = fmaf32(p, r, 1.6666665459e-1f);
  p = fmaf32(p, r, 5.0000001201e-1f);
  float y = fmaf32(p * r, r, r) + 1.0f;
  return y * bits_to_f32((uint32_t)((int32_t)(n == n ? n : 0.0f) + 127) << 23);
}

/// 1/(1 + e^-x); below −88.7 the power overflows and the result is 0, as in PyTorch.
INLINE float sigmoid_f32(float x) { return 1.0f / (1.0f + exp_plain_f32(-x)); }

/// ln(1 + x) by the correction of Kahan (HP-15C handbook, 1982): exact in the first order of what 1 + x rounds away.
INLINE float log1p_f32(float x) {
  float u = 1.0f + x;
  float d = u - 1.0f;
  float y = log_f32(u) + (u > 3.4028235e38f ? 0.0f : (x - d) / u);
  y = u == 0.0f ? -__builtin_inff() : y;
  // Below 2^-12 two terms are enough, and keep the sign of a zero.
  return __builtin_fabsf(x) < 2.4e-4f ? fmaf32(-0.5f * x, x, x) : y;
}

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
  return __builtin_fabsf(x) < 0.5f ? near : exp_f32(x) - 1.0f;
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
  float near = 1.1283791671f * (x - x * s * q);
  float far = __builtin_copysignf(1.0f - erfc_positive_f32(a), x);
  return a < 1.0f ? near : far;
}

/// The normal distribution function Φ, to 1.2e-7.
INLINE float normal_f32(float x) {
  float half = 0.5f * erfc_positive_f32(__builtin_fabsf(x) * 0.70710678f);
  return x < 0.0f ? half : 1.0f - half;
}
