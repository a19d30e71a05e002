// The error function, the gamma function, and their relatives in float64. See Math64.h for the rules.

/// erf(x)/x for |x| < 1
INLINE double erf_quotient_f64(double z) {
  return 1.1283791670955126
         + z * POLYNOMIAL(
                   z, -0.37612638903183754, 0.11283791670955126, -0.02686617064513125, 0.005223977625442098,
                   -0.0008548327023438772, 0.00012055332980820326, -1.4925650307970883e-05, 1.64621125825314e-06,
                   -1.6365800670626893e-07, 1.4806425307596068e-08, -1.2281123990301673e-09, 9.342544765021714e-11,
                   -6.25814465939488e-12, 2.895998335856489e-13);
}
/// erfc(a) for a ≥ 1: t·e^(−a²) times a polynomial in t = 2/(2 + a) around 1/3, after the form of Numerical Recipes
/// (1992, §6.2).
INLINE double erfc_far_f64(double a) {
  double bounded = a > 28.0 ? 28.0 : a, t = 2.0 / (2.0 + bounded), square = bounded * bounded;
  double h = POLYNOMIAL(
      t - 1.0 / 3, 0.41099837287518415, 0.5157142105056061, 0.4631304952059611, 0.22454740661503558,
      -0.057256202165154334, -0.15272770830347993, -0.013409685840074922, 0.11472693234263125, 0.020810534059351283,
      -0.1100593648898383, -0.006207300572015361, 0.12426016647860226, -0.03374744796598224, -0.1425632456668985,
      0.11611516328673072, 0.13170905954760637, -0.2550852389343322, -0.019884552304308575, 0.4224539720567487,
      -0.2837050051600895, -0.4921243796966603, 0.7060566864922797, 0.3034824783838623, -0.7129167956205595);
  return t * h * exp_pair_f64(-square, -fmaf64(bounded, bounded, -square));
}
INLINE double erf_f64(double x) {
  double a = __builtin_fabs(x);
  return a < 1.0 ? x * erf_quotient_f64(x * x) : __builtin_copysign(1.0 - erfc_far_f64(a), x);
}
INLINE double erfc_f64(double x) {
  double a = __builtin_fabs(x), far = erfc_far_f64(a);
  return a < 1.0 ? 1.0 - x * erf_quotient_f64(x * x) : x < 0 ? 2.0 - far : far;
}

/// The normal distribution function Φ.
INLINE double normal_f64(double x) { return 0.5 * erfc_f64(-x * 0.70710678118654752440); }

/// The inverse of erf: a rational start (Giles 2012, "Approximating the erfinv function") and two Newton steps.
static double erfinv_f64(double x) {
  if (!(x > -1.0 && x < 1.0)) return x == 1.0 ? __builtin_inf() : x == -1.0 ? -__builtin_inf() : __builtin_nan("");
  double w = -log_f64((1.0 - x) * (1.0 + x)), p;
  if (w < 5.0) {
    p = POLYNOMIAL(
        w - 2.5, 1.50140941, 0.246640727, -0.00417768164, -0.00125372503, 0.00021858087, -4.39150654e-06,
        -3.5233877e-06, 3.43273939e-07, 2.81022636e-08);
  } else {
    p = POLYNOMIAL(
        sqrt_f64(w) - 3.0, 2.83297682, 1.00167406, 0.00943887047, -0.0076224613, 0.00573950773, -0.00367342844,
        0.00134934322, 0.000100950558, -0.000200214257);
  }
  double y = p * x;
  for (int step = 0; step < 2; step++) {
    double residual = x < 0 ? erfc_f64(-y) - (1.0 + x) : (1.0 - x) - erfc_f64(y);
    y -= residual / (1.1283791670955126 * exp_f64(-y * y));
  }
  return y;
}

// MARK: the gamma function's relatives

/// ln|Γ(x)|: near 2 by a polynomial, from 8 on by Stirling's series, elsewhere by Γ(x + 1) = x·Γ(x), and by the
/// reflection formula below zero.
INLINE double lgamma_f64(double x) {
  const int is_mirrored = x <= 0.0;
  const double z = is_mirrored ? 1.0 - x : x;
  // Steps down and up to 1.5 … 2.5, taken where they are wanted: code without branches is vector code.
  double near = z, down = 1.0, up = 1.0;
#pragma clang loop unroll(full)
  for (int i = 0; i < 6; i++) {
    const int is_above = near > 2.5;
    near = is_above ? near - 1.0 : near;
    down = is_above ? down * near : down;
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < 2; i++) {
    const int is_below = near < 1.5;
    up = is_below ? up * near : up;
    near = is_below ? near + 1.0 : near;
  }
  const double y = near - 2.0;
  const double middle = y
                        * POLYNOMIAL(
                            y, 0.42278433509846713, 0.3224670334241132, -0.06735230105319814, 0.02058080842778457,
                            -0.0073855510286681535, 0.002890510330738737, -0.0011927539120010226, 0.0005096695248853096,
                            -0.00022315475074520367, 9.945750909889392e-05, -4.4926351103833334e-05,
                            2.050726741605779e-05, -9.438458716242811e-06, 4.374374916915131e-06,
                            -2.0449201467015115e-06, 9.578663334114758e-07, -4.303558760359961e-07,
                            2.0304806751615227e-07, -1.3412819758517287e-07, 6.379047507619774e-08);
  const int is_far = z >= 8.0, is_down = down > 1.0;
  const double logarithm = log_f64(is_far ? z : is_down ? down : up);
  const double inverse = 1.0 / z;
  const double series = inverse
                        * POLYNOMIAL(
                            inverse * inverse, 1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188,
                            -691.0 / 360360, 1.0 / 156, -3617.0 / 122400);
  double far = (z - 0.5) * (logarithm - 1.0) + (0.41893853320467274178 + series);
  far = z > 0x1p1000 ? z * (logarithm - 1.0) : far;
  const double close = is_down ? middle + logarithm : middle - logarithm;
  double result = is_far ? far : close;
  const double distance = x - __builtin_rint(x);
  const double sine = sin_of_turn(turn_f64(2.0 * HALF_PI * __builtin_fabs(distance)));
  double mirrored = 1.1447298858494002 - log_f64(sine) - result;  // ln π
  mirrored = distance == 0.0 ? __builtin_inf() : mirrored;
  result = is_mirrored ? mirrored : result;
  result = __builtin_fabs(x) > 0x1.fffffffffffffp1023 ? __builtin_inf() : result;
  return x != x ? x : result;
}

/// ψ(x): the recurrence up to 10, then the asymptotic series; the reflection formula below zero.
static double digamma_f64(double x) {
  if (x == 0.0) return __builtin_copysign(__builtin_inf(), -x);
  if (x != x || x == -__builtin_inf()) return __builtin_nan("");
  double result = 0.0;
  if (x < 0.0) {
    double distance = x - __builtin_rint(x);
    if (distance == 0.0) return __builtin_nan("");
    result = -2.0 * HALF_PI / tan_of_turn(turn_f64(2.0 * HALF_PI * distance));
    x = 1.0 - x;
  }
  while (x < 10.0) {
    result -= 1.0 / x;
    x += 1.0;
  }
  double y = 1.0 / (x * x);
  double series =
      y * POLYNOMIAL(y, 1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32760, 1.0 / 12);
  return result + log_f64(x) - 0.5 / x - series;
}
