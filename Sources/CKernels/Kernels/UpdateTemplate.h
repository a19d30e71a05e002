// Included once per type by UpdateKernel.h, which says what the macros are.

#define ARRAYS \
  T *p = (T *)u->parameter, *first = (T *)u->first, *second = (T *)u->second, *third = (T *)u->third; \
  const T *gradient = (const T *)u->gradient; \
  const T rate = (T)u->rate, sign = (T)u->sign, weight_decay = (T)u->weight_decay, shrink = (T)u->shrink; \
  const T beta1 = (T)u->beta1, beta2 = (T)u->beta2, fresh1 = (T)u->fresh1, fresh2 = (T)u->fresh2; \
  const T epsilon = (T)u->epsilon, correction = (T)u->correction, factor = (T)u->factor; \
  (void)p, (void)first, (void)second, (void)third, (void)gradient, (void)rate, (void)sign, (void)weight_decay; \
  (void)shrink, (void)beta1, (void)beta2, (void)fresh1, (void)fresh2, (void)epsilon, (void)correction, (void)factor

/// The gradient in the direction of descent, with the pull of weight decay.
INLINE T NAME(descent)(T g, T p, T sign, T weight_decay, const int decays) {
  g *= sign;
  return decays ? FMA(weight_decay, p, g) : g;
}

/// `average` moved towards `value`, as `lerp` has it: from the nearer end.
INLINE T NAME(moved)(T average, T value, T fresh) {
  return fresh < (T)0.5 ? FMA(fresh, value - average, average) : FMA(fresh - (T)1, value - average, value);
}

INLINE T NAME(larger)(T a, T b) { return a > b || a != a ? a : b; }

// Momentum: beta1 is its decay, fresh1 one minus the dampening; variant 1 is Nesterov's.
INLINE void NAME(sgd_loop)(const seodang_update *u, size_t n, const int decays, const int momentum, const int nesterov) {
  ARRAYS;
  for (size_t i = 0; i < n; i++) {
    T g = NAME(descent)(gradient[i], p[i], sign, weight_decay, decays);
    if (momentum) {
      T m = FMA(fresh1, g, first[i] * beta1);
      first[i] = m;
      g = nesterov ? FMA(beta1, m, g) : m;
    }
    p[i] = FMA(-rate, g, p[i]);
  }
}

static void NAME(sgd)(const seodang_update *u, size_t n) {
  int decays = u->weight_decay != 0;
  if (u->first == NULL) {
    if (decays) NAME(sgd_loop)(u, n, 1, 0, 0);
    else NAME(sgd_loop)(u, n, 0, 0, 0);
  } else if (u->is_first) {
    // The average begins as the gradient itself, undampened.
    ARRAYS;
    for (size_t i = 0; i < n; i++) {
      T g = NAME(descent)(gradient[i], p[i], sign, weight_decay, decays);
      first[i] = g;
      if (u->variant) g = FMA(beta1, g, g);
      p[i] = FMA(-rate, g, p[i]);
    }
  } else if (u->variant) {
    if (decays) NAME(sgd_loop)(u, n, 1, 1, 1);
    else NAME(sgd_loop)(u, n, 0, 1, 1);
  } else {
    if (decays) NAME(sgd_loop)(u, n, 1, 1, 0);
    else NAME(sgd_loop)(u, n, 0, 1, 0);
  }
}

// Kingma & Ba 2015; variant 1 is AMSGrad (Reddi et al. 2018), whose maximum is `third`. Decoupled weight decay
// (Loshchilov & Hutter 2019) is `shrink`.
INLINE void NAME(adam_loop)(const seodang_update *u, size_t n, const int decays, const int amsgrad) {
  ARRAYS;
  for (size_t i = 0; i < n; i++) {
    T w = p[i] * shrink;
    T g = NAME(descent)(gradient[i], w, sign, weight_decay, decays);
    T m = NAME(moved)(first[i], g, fresh1);
    T v = FMA(fresh2 * g, g, second[i] * beta2);
    first[i] = m;
    second[i] = v;
    if (amsgrad) third[i] = v = NAME(larger)(third[i], v);
    p[i] = w + (-rate * m) / (SQRT(v) / correction + epsilon);
  }
}

static void NAME(adam)(const seodang_update *u, size_t n) {
  int decays = u->weight_decay != 0;
  if (u->variant) {
    if (decays) NAME(adam_loop)(u, n, 1, 1);
    else NAME(adam_loop)(u, n, 0, 1);
  } else {
    if (decays) NAME(adam_loop)(u, n, 1, 0);
    else NAME(adam_loop)(u, n, 0, 0);
  }
}

// Tieleman & Hinton 2012. `first` is the average square, `second` the average for the centered variant, `third` the
// momentum, whose decay is beta1.
static void NAME(rmsprop)(const seodang_update *u, size_t n) {
  ARRAYS;
  int decays = u->weight_decay != 0;
  for (size_t i = 0; i < n; i++) {
    T g = NAME(descent)(gradient[i], p[i], sign, weight_decay, decays);
    T v = FMA(fresh2 * g, g, first[i] * beta2);
    first[i] = v;
    if (u->variant) {
      T m = NAME(moved)(second[i], g, fresh2);
      second[i] = m;
      v = FMA(-m, m, v);
    }
    T root = SQRT(v) + epsilon;
    if (third != NULL) {
      T m = third[i] * beta1 + g / root;
      third[i] = m;
      p[i] = FMA(-rate, m, p[i]);
    } else {
      p[i] = p[i] + (-rate * g) / root;
    }
  }
}

// Duchi, Hazan & Singer 2011. `first` is the sum of squares.
static void NAME(adagrad)(const seodang_update *u, size_t n) {
  ARRAYS;
  int decays = u->weight_decay != 0;
  for (size_t i = 0; i < n; i++) {
    T g = NAME(descent)(gradient[i], p[i], sign, weight_decay, decays);
    T sum = FMA(g, g, first[i]);
    first[i] = sum;
    p[i] = p[i] + (-rate * g) / (SQRT(sum) + epsilon);
  }
}

// Zeiler 2012. `first` is the average square of gradients, `second` that of steps.
static void NAME(adadelta)(const seodang_update *u, size_t n) {
  ARRAYS;
  int decays = u->weight_decay != 0;
  for (size_t i = 0; i < n; i++) {
    T g = NAME(descent)(gradient[i], p[i], sign, weight_decay, decays);
    T v = FMA(fresh2 * g, g, first[i] * beta2);
    first[i] = v;
    T step = SQRT(second[i] + epsilon) / SQRT(v + epsilon) * g;
    second[i] = FMA(fresh2 * step, step, second[i] * beta2);
    p[i] = FMA(-rate, step, p[i]);
  }
}

// Kingma & Ba 2015, section 7.1. `second` is the decaying maximum.
static void NAME(adamax)(const seodang_update *u, size_t n) {
  ARRAYS;
  int decays = u->weight_decay != 0;
  for (size_t i = 0; i < n; i++) {
    T g = NAME(descent)(gradient[i], p[i], sign, weight_decay, decays);
    T m = NAME(moved)(first[i], g, fresh1);
    T size = (g < 0 ? -g : g) + epsilon;
    T largest = NAME(larger)(size, second[i] * beta2);
    first[i] = m;
    second[i] = largest;
    p[i] = p[i] + (-rate * m) / largest;
  }
}

// Dozat 2016. `rate` is the step along the gradient, `factor` the one along the average.
static void NAME(nadam)(const seodang_update *u, size_t n) {
  ARRAYS;
  int decays = u->weight_decay != 0;
  for (size_t i = 0; i < n; i++) {
    T w = p[i] * shrink;
    T g = NAME(descent)(gradient[i], w, sign, weight_decay, decays);
    T m = NAME(moved)(first[i], g, fresh1);
    T v = FMA(fresh2 * g, g, second[i] * beta2);
    first[i] = m;
    second[i] = v;
    T root = SQRT(v / correction) + epsilon;
    w = w + (-rate * g) / root;
    p[i] = w + (-factor * m) / root;
  }
}

// Liu et al. 2020. `correction` is one minus beta1 to the step; variant 1 divides by the second moment, and then
// `factor` is the root of its correction, `largest` the rectification.
static void NAME(radam)(const seodang_update *u, size_t n) {
  ARRAYS;
  const T rectification = (T)u->largest;
  int decays = u->weight_decay != 0;
  for (size_t i = 0; i < n; i++) {
    T w = p[i] * shrink;
    T g = NAME(descent)(gradient[i], w, sign, weight_decay, decays);
    T m = NAME(moved)(first[i], g, fresh1);
    T v = FMA(fresh2 * g, g, second[i] * beta2);
    first[i] = m;
    second[i] = v;
    T step = m / correction * rate;
    if (u->variant) step = step * ((T)1 / (SQRT(v) + epsilon) * factor) * rectification;
    p[i] = w - step;
  }
}

// Riedmiller & Braun 1993. `first` is the last gradient, `second` the steps; beta1 and beta2 shrink and grow them.
static void NAME(rprop)(const seodang_update *u, size_t n) {
  ARRAYS;
  const T smallest = (T)u->smallest, largest = (T)u->largest;
  for (size_t i = 0; i < n; i++) {
    T g = gradient[i] * sign;
    T product = g * first[i];
    T change = product > 0 ? beta2 : product < 0 ? beta1 : (T)1;
    T step = second[i] * change;
    step = step < smallest ? smallest : step > largest ? largest : step;
    second[i] = step;
    g = change == beta1 ? (T)0 : g;
    first[i] = g;
    T direction = g > 0 ? (T)1 : g < 0 ? (T)-1 : (T)0;
    p[i] = FMA(-direction, step, p[i]);
  }
}

#undef ARRAYS
#undef T
#undef NAME
#undef FMA
