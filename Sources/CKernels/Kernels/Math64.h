// Functions in float64. The rarer ones of float32 use them too, rounded once at the end.

INLINE double exp_f64(double x) { return exp(x); }
INLINE double log_f64(double x) { return log(x); }
INLINE double tanh_f64(double x) { return tanh(x); }
INLINE double log1p_f64(double x) { return log1p(x); }
INLINE double expm1_f64(double x) { return expm1(x); }
INLINE double erf_f64(double x) { return erf(x); }
INLINE double sigmoid_f64(double x) { return 1.0 / (1.0 + exp_f64(-x)); }

INLINE double normal_f64(double x) { return 0.5 * erfc(-x * 0.70710678118654752440); }

/// The inverse of erf: a rational start (Giles 2012, "Approximating the erfinv function") and two Newton steps.
static double erfinv_f64(double x) {
  if (!(x > -1.0 && x < 1.0)) return x == 1.0 ? __builtin_inf() : x == -1.0 ? -__builtin_inf() : __builtin_nan("");
  double w = -log((1.0 - x) * (1.0 + x)), p;
  if (w < 5.0) {
    w -= 2.5;
    p = 2.81022636e-08;
    p = p * w + 3.43273939e-07;
    p = p * w - 3.5233877e-06;
    p = p * w - 4.39150654e-06;
    p = p * w + 0.00021858087;
    p = p * w - 0.00125372503;
    p = p * w - 0.00417768164;
    p = p * w + 0.246640727;
    p = p * w + 1.50140941;
  } else {
    w = sqrt(w) - 3.0;
    p = -0.000200214257;
    p = p * w + 0.000100950558;
    p = p * w + 0.00134934322;
    p = p * w - 0.00367342844;
    p = p * w + 0.00573950773;
    p = p * w - 0.0076224613;
    p = p * w + 0.00943887047;
    p = p * w + 1.00167406;
    p = p * w + 2.83297682;
  }
  double y = p * x;
  for (int step = 0; step < 2; step++) {
    double residual = x < 0 ? erfc(-y) - (1.0 + x) : (1.0 - x) - erfc(y);
    y -= residual / (1.1283791670955126 * exp(-y * y));
  }
  return y;
}

/// ψ(x): the recurrence up to 10, then the asymptotic series; the reflection formula below zero.
static double digamma_f64(double x) {
  if (x == 0.0) return __builtin_copysign(__builtin_inf(), -x);
  if (x != x || x == -__builtin_inf()) return __builtin_nan("");
  double result = 0.0;
  if (x < 0.0) {
    if (x == floor(x)) return __builtin_nan("");
    double fraction = x - floor(x);
    result = -3.14159265358979323846 / tan(3.14159265358979323846 * fraction);
    x = 1.0 - x;
  }
  while (x < 10.0) {
    result -= 1.0 / x;
    x += 1.0;
  }
  double y = 1.0 / (x * x);
  double series =
      y
      * (1.0 / 12
         - y * (1.0 / 120 - y * (1.0 / 252 - y * (1.0 / 240 - y * (1.0 / 132 - y * (691.0 / 32760 - y / 12))))));
  return result + log(x) - 0.5 / x - series;
}

/// A thread-safe ln|Γ(x)|: the C library's keeps the sign in a global.
static double lgamma_f64(double x) {
  int sign;
  return lgamma_r(x, &sign);
}
