// Functions in float64, one formula each. No function of the C library is called: those of one library differ in their
// last bits between processors with and without fused multiply-adds. Everything that has no branches becomes vector
// code in loops; most are within 1 ulp, all within 2 (lgamma and digamma near their zeros: absolutely).
//
// Coefficients are Taylor's, or fits by Chebyshev nodes in 50 digits whose error is below 2^-56.

INLINE double bits_to_f64(uint64_t bits) {
  double value;
  memcpy(&value, &bits, 8);
  return value;
}
INLINE uint64_t f64_to_bits(double value) {
  uint64_t bits;
  memcpy(&bits, &value, 8);
  return bits;
}

/// Adding and taking away 1.5·2^52 rounds to an integer, whose low bits then lie in those of the sum.
#define ROUNDER 6755399441055744.0
#define LN2 0.69314718055994531
#define LN2_LOW 2.3190468138462996e-17
#define HALF_PI 1.5707963267948966
#define HALF_PI_LOW 6.123233995736766e-17
#define HALF_PI_LOWEST -1.4973849048591698e-33

/// Horner's rule for coefficients of rising powers.
INLINE double polynomial_f64(double x, const double *coefficients, const int count) {
  double sum = coefficients[count - 1];
#pragma clang loop unroll(full)
  for (int i = count - 2; i >= 0; i--) sum = fmaf64(sum, x, coefficients[i]);
  return sum;
}
#define POLYNOMIAL(x, ...)                                                                                             \
  polynomial_f64(x, (const double[]){__VA_ARGS__}, sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

// MARK: powers of e

/// (e^r − 1 − r) / r² for |r| ≤ ½ ln 2: Taylor.
INLINE double exp_tail_f64(double r) {
  return POLYNOMIAL(
      r, 1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362880, 1.0 / 3628800,
      1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800);
}

/// e^r · 2^n for |r| ≤ ½ ln 2, where `shifted` is n + ROUNDER. Two factors, of which the first is exact.
INLINE double exp_scaled_f64(double r, double shifted) {
  double y = fmaf64(r * r, exp_tail_f64(r), r) + 1.0;
  int low = shifted < ROUNDER;
  uint64_t bias = low ? 1023 + 64 : 1023 - 1;
  return y * bits_to_f64((f64_to_bits(shifted) << 52) + (bias << 52)) * (low ? 0x1p-64 : 2.0);
}

/// e^(x + low), where low is a rounding error of x: x = n·ln 2 + r.
INLINE double exp_pair_f64(double x, double low) {
  double bounded = x < -746.0 ? -746.0 : x > 710.0 ? 710.0 : x;
  double shifted = fmaf64(bounded, 1.4426950408889634, ROUNDER), n = shifted - ROUNDER;
  return exp_scaled_f64(fmaf64(n, -LN2_LOW, fmaf64(n, -LN2, bounded)) + low, shifted);
}
INLINE double exp_f64(double x) { return exp_pair_f64(x, 0.0); }

INLINE double exp2_f64(double x) {
  double bounded = x < -1076.0 ? -1076.0 : x > 1025.0 ? 1025.0 : x;
  double shifted = bounded + ROUNDER;
  return exp_scaled_f64((bounded - (shifted - ROUNDER)) * LN2, shifted);
}

INLINE double expm1_f64(double x) {
  double bounded = x < -40.0 ? -40.0 : x > 710.0 ? 710.0 : x;
  double shifted = fmaf64(bounded, 1.4426950408889634, ROUNDER), n = shifted - ROUNDER;
  double r = fmaf64(n, -LN2_LOW, fmaf64(n, -LN2, bounded));
  double y = fmaf64(r * r, exp_tail_f64(r), r);
  double half = bits_to_f64((f64_to_bits(shifted) << 52) + ((uint64_t)1022 << 52));  // 2^n / 2
  double result = fmaf64(half, y, half - 0.5) * 2.0;
  return x == 0.0 ? x : result;
}

// MARK: logarithms

/// x = 2^power·(1 + fraction) with √½ ≤ 1 + fraction < √2, for positive finite x.
typedef struct {
  double power, fraction;
} seodang_split_f64;
INLINE seodang_split_f64 split_f64(double x) {
  int tiny = x < 0x1p-1022;
  uint64_t bits = f64_to_bits(tiny ? x * 0x1p54 : x);
  int64_t power = (int64_t)(bits - 0x3fe6a09e667f3bcdu) >> 52;
  double shifted = bits_to_f64(0x4338000000000000u + (uint64_t)power);  // an integer as a float64, by ROUNDER
  return (seodang_split_f64){
      shifted - ROUNDER - (tiny ? 54.0 : 0.0), bits_to_f64(bits - ((uint64_t)power << 52)) - 1.0};
}

/// What logarithms have in common at 0, below, and at infinity.
INLINE double log_edges_f64(double x, double y) {
  y = x > 0x1.fffffffffffffp1023 ? x : y;
  y = x < 0.0 ? __builtin_nan("") : y;
  y = x == 0.0 ? -__builtin_inf() : y;
  return x == x ? y : x;
}

/// ln x by ln(1 + f) = 2 artanh s with s = f/(2 + f), arranged around f − f²/2, which is nearly exact.
INLINE double log_f64(double x) {
  seodang_split_f64 v = split_f64(x);
  double f = v.fraction, s = f / (2.0 + f), z = s * s, half_square = 0.5 * f * f;
  double tail = z * POLYNOMIAL(
                        z, 2.0 / 3, 2.0 / 5, 2.0 / 7, 2.0 / 9, 2.0 / 11, 2.0 / 13, 2.0 / 15, 2.0 / 17, 2.0 / 19,
                        2.0 / 21, 2.0 / 23);
  double y = f - (half_square - (s * (half_square + tail) + v.power * LN2_LOW));
  return log_edges_f64(x, fmaf64(v.power, LN2, y));
}

/// ln x as a sum of two numbers, to 2^-64: the same series with its first two terms in twice the digits.
typedef struct {
  double high, low;
} seodang_pair_f64;
INLINE seodang_pair_f64 log_pair_f64(double x) {
  seodang_split_f64 v = split_f64(x);
  double f = v.fraction, d = 2.0 + f, d_low = f - (d - 2.0);
  double s = f / d, s_low = (fmaf64(-s, d, f) - s * d_low) / d;
  double z = s * s, z_low = fmaf64(s, s, -z) + 2.0 * s * s_low;
  double tail = z * z * POLYNOMIAL(
                            z, 1.0 / 5, 1.0 / 7, 1.0 / 9, 1.0 / 11, 1.0 / 13, 1.0 / 15, 1.0 / 17, 1.0 / 19, 1.0 / 21,
                            1.0 / 23);
  double third = z * (1.0 / 3), third_low = fmaf64(z, 1.0 / 3, -third) + z * 1.850371707708594e-17 + z_low * (1.0 / 3);
  double c = s * third, c_low = fmaf64(s, third, -c) + s * (third_low + tail) + s_low * third;
  double sum = s + c, sum_low = (s - sum) + c + (s_low + c_low);
  double base = v.power * LN2, base_low = fmaf64(v.power, LN2, -base) + v.power * LN2_LOW;
  double high = base + 2.0 * sum, part = high - base;
  double low = (base - (high - part)) + (2.0 * sum - part) + (base_low + 2.0 * sum_low);
  double total = high + low;
  return (seodang_pair_f64){total, (high - total) + low};
}

/// The logarithm to a base whose 1/ln is `scale` + `scale_low`; exact for the base's powers.
INLINE double log_to_base_f64(double x, double scale, double scale_low) {
  seodang_pair_f64 l = log_pair_f64(x);
  double y = l.high * scale;
  return log_edges_f64(x, y + (fmaf64(l.high, scale, -y) + (l.high * scale_low + l.low * scale)));
}
INLINE double log2_f64(double x) { return log_to_base_f64(x, 1.4426950408889634, 2.0355273740931033e-17); }
INLINE double log10_f64(double x) { return log_to_base_f64(x, 0.4342944819032518, 1.098319650216765e-17); }

/// ln(1 + x): the rounding error of 1 + x is made good to first order.
INLINE double log1p_f64(double x) {
  double u = 1.0 + x;
  double lost = x > 1.0 ? 1.0 - (u - x) : x - (u - 1.0);
  double y = log_f64(u) + (u > 0x1p1000 || u == 0.0 ? 0.0 : lost / u);
  return __builtin_fabs(x) < 0x1p-54 ? x : y;
}

/// x^y from |x|^y, as C99 defines it.
INLINE double signed_power_f64(double x, double y, double result) {
  int whole = __builtin_trunc(y) == y, odd = whole && __builtin_trunc(y * 0.5) != y * 0.5;
  int finite = __builtin_fabs(x) <= 0x1.fffffffffffffp1023;
  result = __builtin_fabs(x) == 1.0 ? 1.0 : result;
  result = __builtin_copysign(1.0, x) < 0 && odd ? -result : result;
  result = x < 0 && finite && !whole ? __builtin_nan("") : result;
  result = x != x || y != y ? __builtin_nan("") : result;
  return y == 0.0 || x == 1.0 ? 1.0 : result;
}

/// x^y by e^(y·ln |x|), with the logarithm in twice the digits.
INLINE double power_f64(double x, double y) {
  double a = __builtin_fabs(x);
  seodang_pair_f64 l = log_pair_f64(a);
  l.high = a == 0.0 ? -__builtin_inf() : a > 0x1.fffffffffffffp1023 ? a : l.high;
  double product = y * l.high;
  double bounded = product < -800.0 ? -800.0 : product > 800.0 ? 800.0 : product;
  double low = bounded == product ? fmaf64(y, l.high, -product) + y * l.low : 0.0;
  return signed_power_f64(x, y, exp_pair_f64(bounded, low));
}
/// The same for float32 numbers, where float64 has digits to spare.
INLINE double power_f32(float x, float y) {
  return signed_power_f64(x, y, exp_f64((double)y * log_f64(__builtin_fabs((double)x))));
}

// MARK: hyperbolic functions

INLINE double sinh_f64(double x) {
  double a = __builtin_fabs(x), z = x * x;
  double near = POLYNOMIAL(
      z, 1.0 / 6, 1.0 / 120, 1.0 / 5040, 1.0 / 362880, 1.0 / 39916800, 1.0 / 6227020800, 1.0 / 1307674368000,
      1.0 / 355687428096000, 8.3091719418678662e-18);
  int huge = a > 700.0;
  double e = exp_f64(huge ? 0.5 * a : a);
  double far = huge ? 0.5 * e * e : 0.5 * e - 0.5 / e;
  return a < 1.0 ? fmaf64(x * z, near, x) : __builtin_copysign(far, x);
}
INLINE double cosh_f64(double x) {
  double a = __builtin_fabs(x);
  int huge = a > 700.0;
  double e = exp_f64(huge ? 0.5 * a : a);
  return huge ? 0.5 * e * e : 0.5 * e + 0.5 / e;
}
INLINE double tanh_f64(double x) {
  double a = __builtin_fabs(x), t = expm1_f64(a + a);
  return __builtin_copysign(a > 22.0 ? 1.0 : t / (t + 2.0), x);
}
INLINE double asinh_f64(double x) {
  double a = __builtin_fabs(x);
  int huge = a > 1e17;
  double y = log1p_f64(huge ? a : a + a * a / (1.0 + sqrt_f64(fmaf64(a, a, 1.0)))) + (huge ? LN2 : 0.0);
  return __builtin_copysign(y, x);
}
INLINE double acosh_f64(double x) {
  double t = x - 1.0;
  int huge = x > 1e17;
  double y = log1p_f64(huge ? x : t + sqrt_f64(fmaf64(t, t, t + t))) + (huge ? LN2 : 0.0);
  return x < 1.0 ? __builtin_nan("") : y;
}
INLINE double atanh_f64(double x) {
  double a = __builtin_fabs(x);
  return __builtin_copysign(0.5 * log1p_f64((a + a) / (1.0 - a)), x);
}
INLINE double sigmoid_f64(double x) { return 1.0 / (1.0 + exp_f64(-x)); }

#include "Circular64.h"
#include "Special64.h"
#undef ROUNDER
