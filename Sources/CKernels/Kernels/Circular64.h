// Circular functions and their inverses in float64. See Math64.h for the rules.

/// x = quadrant·π/2 + angle + low, |angle| ≤ π/4.
typedef struct {
  double angle, low;
  int64_t quadrant;
} seodang_turn_f64;

/// Up to here a reduction with π/2 in three parts is exact enough (Cody & Waite 1980); beyond, `turn_far_f64`.
static const double NEAR_TURN = 0x1p30;

INLINE seodang_turn_f64 turn_f64(double x) {
  double shifted = fmaf64(x, 0.63661977236758134, ROUNDER), n = shifted - ROUNDER;
  double first = fmaf64(-n, HALF_PI, x);
  double angle = fmaf64(-n, HALF_PI_LOW, first);
  double low = fmaf64(-n, HALF_PI_LOW, first - angle) - n * HALF_PI_LOWEST;
  return (seodang_turn_f64){angle, low, (int64_t)f64_to_bits(shifted)};
}

/// Payne & Hanek 1983, "Radian reduction for trigonometric functions": of the product x·2/π only the 192 bits around
/// the point are computed. The table holds 64 zeros and 1216 bits of 2/π.
static __attribute__((unused)) seodang_turn_f64 turn_far_f64(double x) {
  static const uint64_t two_over_pi[] = {
      0,
      0xa2f9836e4e441529u, 0xfc2757d1f534ddc0u, 0xdb6295993c439041u, 0xfe5163abdebbc561u, 0xb7246e3a424dd2e0u,
      0x06492eea09d1921cu, 0xfe1deb1cb129a73eu, 0xe88235f52ebb4484u, 0xe99c7026b45f7e41u, 0x3991d639835339f4u,
      0x9c845f8bbdf9283bu, 0x1ff897ffde05980fu, 0xef2f118b5a0a6d1fu, 0x6d367ecf27cb09b7u, 0x4f463f669e5fea2du,
      0x7527bac7ebe5f17bu, 0x3d0739f78a5292eau, 0x6bfb5fb11f8d5d08u, 0x56033046fc7b6babu};
  uint64_t bits = f64_to_bits(x), mantissa = (bits & 0xfffffffffffffu) | 0x10000000000000u;
  int exponent = (int)(bits >> 52 & 0x7ff) - 1075;
  if (exponent > 971) return (seodang_turn_f64){__builtin_nan(""), 0, 0};  // an infinity or NaN
  // Bits of 2/π that give whole turns of x are skipped.
  int offset = exponent - 2 + 64, word = offset / 64, shift = offset % 64;
  uint64_t w[3];
  for (int i = 0; i < 3; i++)
    w[i] = shift ? two_over_pi[word + i] << shift | two_over_pi[word + i + 1] >> (64 - shift) : two_over_pi[word + i];
  unsigned __int128 low = (unsigned __int128)mantissa * w[2], middle = (unsigned __int128)mantissa * w[1] + (low >> 64);
  uint64_t top = mantissa * w[0] + (uint64_t)(middle >> 64);
  unsigned __int128 turns = (unsigned __int128)top << 64 | (uint64_t)middle;
  int64_t quadrant = (int64_t)((top >> 62) + (top >> 61 & 1));
  __int128 rest = (__int128)(turns << 2 | (uint64_t)low >> 62);
  double high = (double)rest, remainder = (double)(rest - (__int128)high);
  high *= 0x1p-128, remainder *= 0x1p-128;
  double angle = high * HALF_PI, error = fmaf64(high, HALF_PI, -angle) + high * HALF_PI_LOW + remainder * HALF_PI;
  double sum = angle + error;
  seodang_turn_f64 t = {sum, (angle - sum) + error, quadrant};
  if (x < 0) t.angle = -t.angle, t.low = -t.low, t.quadrant = -t.quadrant;
  return t;
}

INLINE double sine_f64(double r, double low) {
  double z = r * r;
  double tail = POLYNOMIAL(
      z, -1.0 / 6, 1.0 / 120, -1.0 / 5040, 1.0 / 362880, -1.0 / 39916800, 1.0 / 6227020800, -1.0 / 1307674368000,
      1.0 / 355687428096000);
  double y = r + fmaf64(z * r, tail, low * fmaf64(-0.5, z, 1.0));
  return z == 0.0 ? r : y;
}
INLINE double cosine_f64(double r, double low) {
  double z = r * r, half = 0.5 * z, main = 1.0 - half;
  double tail = POLYNOMIAL(
      z, 1.0 / 24, -1.0 / 720, 1.0 / 40320, -1.0 / 3628800, 1.0 / 479001600, -1.0 / 87178291200, 1.0 / 20922789888000);
  return main + (((1.0 - main) - half) + fmaf64(z * z, tail, -r * low));
}
INLINE double sin_of_turn(seodang_turn_f64 t) {
  double y = t.quadrant & 1 ? cosine_f64(t.angle, t.low) : sine_f64(t.angle, t.low);
  return t.quadrant & 2 ? -y : y;
}
INLINE double cos_of_turn(seodang_turn_f64 t) {
  double y = t.quadrant & 1 ? sine_f64(t.angle, t.low) : cosine_f64(t.angle, t.low);
  return (t.quadrant + 1) & 2 ? -y : y;
}
INLINE double tan_of_turn(seodang_turn_f64 t) {
  double s = sine_f64(t.angle, t.low), c = cosine_f64(t.angle, t.low);
  return t.quadrant & 1 ? -c / s : s / c;
}

/// (asin(√z)/√z − 1) / z for z ≤ ¼
INLINE double asin_tail_f64(double z) {
  return POLYNOMIAL(
      z, 0.16666666666666669, 0.07499999999998425, 0.04464285714637338, 0.030381944137085216, 0.022372173002005596,
      0.017352391265909227, 0.013971235301124539, 0.011478952690257387, 0.010324318288744113, 0.00545087818772055,
      0.017419357964884856, -0.014881409392818066, 0.02877844261259304);
}
INLINE double asin_f64(double x) {
  double a = __builtin_fabs(x);
  int far = a > 0.5;
  double z = far ? 0.5 * (1.0 - a) : a * a, s = far ? sqrt_f64(z) : a;
  double tail = s * (z * asin_tail_f64(z));
  double y = far ? HALF_PI - (2.0 * (s + tail) - HALF_PI_LOW) : s + tail;
  return __builtin_copysign(y, x);
}
INLINE double acos_f64(double x) {
  double a = __builtin_fabs(x);
  int far = a > 0.5;
  double z = far ? 0.5 * (1.0 - a) : a * a, s = far ? sqrt_f64(z) : x;
  double tail = s * (z * asin_tail_f64(z));
  double root_error = s == 0.0 ? 0.0 : fmaf64(-s, s, z) / (s + s);
  double high = 2.0 * (s + (tail + root_error)), low = 2.0 * (HALF_PI - (s + (tail - HALF_PI_LOW)));
  return far ? (x > 0 ? high : low) : HALF_PI - (s - (HALF_PI_LOW - tail));
}

/// atan of a ≥ 0: below tan(π/8) by a polynomial, elsewhere by the addition formula for π/4 or π/2.
INLINE double atan_positive_f64(double a) {
  int far = a > 2.4142135623730951, middle = a > 0.41421356237309503;
  double above = far ? -1.0 : a - 1.0, below = far ? a : a + 1.0;
  double t = middle ? above / below : a, z = t * t;
  double tail = POLYNOMIAL(
      z, -0.3333333333333333, 0.19999999999999993, -0.1428571428571149, 0.11111111110751482, -0.0909090906681608,
      0.07692306729194896, -0.06666641869131183, 0.058819230561140225, -0.05258020272656758, 0.04719259188242093,
      -0.04103887546862687, 0.030622995553735516, -0.013905374533113234);
  double base = far ? HALF_PI : middle ? 0.5 * HALF_PI : 0.0;
  double base_low = far ? HALF_PI_LOW : middle ? 0.5 * HALF_PI_LOW : 0.0;
  return base + (t + (t * z * tail + base_low));
}
INLINE double atan_f64(double x) { return __builtin_copysign(atan_positive_f64(__builtin_fabs(x)), x); }

INLINE double atan2_f64(double y, double x) {
  double a = __builtin_fabs(x), b = __builtin_fabs(y), larger = a < b ? b : a, smaller = a < b ? a : b;
  double t = smaller == larger ? (larger == 0.0 ? 0.0 : 1.0) : smaller / larger;
  double angle = atan_positive_f64(t);
  angle = a < b ? HALF_PI - (angle - HALF_PI_LOW) : angle;
  angle = __builtin_copysign(1.0, x) < 0 ? 2.0 * HALF_PI - (angle - 2.0 * HALF_PI_LOW) : angle;
  return x != x || y != y ? __builtin_nan("") : __builtin_copysign(angle, y);
}

INLINE double hypot_f64(double x, double y) {
  double a = __builtin_fabs(x), b = __builtin_fabs(y), larger = a < b ? b : a, smaller = a < b ? a : b;
  double scale = larger > 0x1p500 ? 0x1p-600 : larger < 0x1p-500 ? 0x1p600 : 1.0;
  larger *= scale, smaller *= scale;
  double result = sqrt_f64(fmaf64(larger, larger, smaller * smaller)) / scale;
  result = x != x || y != y ? __builtin_nan("") : result;
  return a > 0x1.fffffffffffffp1023 || b > 0x1.fffffffffffffp1023 ? __builtin_inf() : result;
}
