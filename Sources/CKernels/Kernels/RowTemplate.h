// Kernels over one line of numbers: softmax, extremes, moments, running sums. The including file defines T and FN(name).

/// Whether `a` is further out than `b`; not for NaN.
INLINE int FN(exceeds)(T a, T b, const int smallest) { return smallest ? a < b : a > b; }

/// The largest (smallest) of a line; NaN when there is one. 64 lanes at every level, so that all find the same of +0
/// and −0.
INLINE T FN(extreme_of)(const T *x, ptrdiff_t count, const int smallest) {
  enum { LANES = sizeof(FN(vec)) / sizeof(T), VECTORS = 64 / LANES };
  int nan = 0;
  T best = x[0];
  if (count < 64) {
    for (ptrdiff_t i = 0; i < count; i++) {
      nan |= x[i] != x[i];
      best = FN(exceeds)(x[i], best, smallest) ? x[i] : best;
    }
    return nan ? (T)__builtin_nan("") : best;
  }
  FN(vec) furthest[VECTORS];
  FN(mask) strange[VECTORS];
#pragma clang loop unroll(full)
  for (int v = 0; v < VECTORS; v++) furthest[v] = FN(load)(x + v * LANES), strange[v] = furthest[v] != furthest[v];
  ptrdiff_t i = 64;
  for (; i + 64 <= count; i += 64)
#pragma clang loop unroll(full)
    for (int v = 0; v < VECTORS; v++) {
      FN(vec) y = FN(load)(x + i + v * LANES);
      FN(mask) further = smallest ? y < furthest[v] : y > furthest[v];
      furthest[v] = (FN(vec))(((FN(mask))y & further) | ((FN(mask))furthest[v] & ~further));
      strange[v] |= y != y;
    }
  for (int v = 0; v < VECTORS; v++)
    for (int l = 0; l < LANES; l++) {
      nan |= strange[v][l] != 0;
      best = FN(exceeds)(furthest[v][l], best, smallest) ? furthest[v][l] : best;
    }
  for (; i < count; i++) {
    nan |= x[i] != x[i];
    best = FN(exceeds)(x[i], best, smallest) ? x[i] : best;
  }
  return nan ? (T)__builtin_nan("") : best;
}
static T FN(line_extreme)(const T *x, ptrdiff_t count, int smallest) {
  return smallest ? FN(extreme_of)(x, count, 1) : FN(extreme_of)(x, count, 0);
}

/// The product of a line: in order below 64 numbers, by 64 lanes and a tree over them above.
static T FN(line_product)(const T *x, ptrdiff_t count) {
  T lanes[64];
  for (int j = 0; j < 64; j++) lanes[j] = 1;
  ptrdiff_t i = 0;
  for (; i + 64 <= count; i += 64)
    for (int j = 0; j < 64; j++) lanes[j] *= x[i + j];
  for (int width = 32; i > 0 && width >= 1; width /= 2)
    for (int j = 0; j < width; j++) lanes[j] *= lanes[j + width];
  T product = lanes[0];
  for (; i < count; i++) product *= x[i];
  return product;
}

/// Halves the lanes down to one, always in the same order.
INLINE double FN(fold)(T *lanes) {
  for (int width = 32; width >= 1; width /= 2)
    for (int j = 0; j < width; j++) lanes[j] += lanes[j + width];
  return (double)lanes[0];
}

/// Σ e^(x − shift), and the terms themselves where `out` is given. Full blocks of 64 go to 64 lanes, the lanes are
/// folded every 32 blocks.
static double FN(line_exp_sum)(const T *x, ptrdiff_t count, T shift, T *out) {
  if (count <= 16) {
    // The other lanes stay zero and change nothing.
    T lanes[16] = {0};
    for (ptrdiff_t j = 0; j < count; j++) lanes[j] = x[j] - shift;
    for (int j = 0; j < 16; j++) lanes[j] = j < count ? FN(exp)(lanes[j]) : 0;
    if (out)
      for (ptrdiff_t j = 0; j < count; j++) out[j] = lanes[j];
    for (int width = 8; width >= 1; width /= 2)
      for (int j = 0; j < width; j++) lanes[j] += lanes[j + width];
    return (double)lanes[0];
  }
  double total = 0;
  ptrdiff_t i = 0;
  while (i < count) {
    T lanes[64] = {0};
    ptrdiff_t end = count - i > 2048 ? i + 2048 : count;
    for (; i + 64 <= end; i += 64) {
      T terms[64];
      for (int j = 0; j < 64; j++) terms[j] = FN(exp)(x[i + j] - shift);
      for (int j = 0; j < 64; j++) lanes[j] += terms[j];
      if (out)
        for (int j = 0; j < 64; j++) out[i + j] = terms[j];
    }
    for (ptrdiff_t lane = 0; i < end; lane += 16) {
      ptrdiff_t left = end - i < 16 ? end - i : 16;
      T terms[16] = {0};
      for (ptrdiff_t j = 0; j < left; j++) terms[j] = x[i + j] - shift;
      for (int j = 0; j < 16; j++) terms[j] = FN(exp)(terms[j]);
      for (ptrdiff_t j = 0; j < left; j++) lanes[lane + j] += terms[j];
      if (out)
        for (ptrdiff_t j = 0; j < left; j++) out[i + j] = terms[j];
      i += left;
    }
    total += FN(fold)(lanes);
  }
  return total;
}

static void FN(softmax_line)(const T *x, ptrdiff_t count, T *out) {
  T largest = FN(extreme_of)(x, count, 0);
  double total = FN(line_exp_sum)(x, count, largest, out);
  T factor = (T)(1 / total);
  for (ptrdiff_t i = 0; i < count; i++) out[i] *= factor;
}

static void FN(log_softmax_line)(const T *x, ptrdiff_t count, T *out) {
  T largest = FN(extreme_of)(x, count, 0);
  double total = FN(line_exp_sum)(x, count, largest, (T *)0);
  T log_total = (T)log_f64(total);
  for (ptrdiff_t i = 0; i < count; i++) out[i] = (x[i] - largest) - log_total;
}

/// The product of two lines, summed in the tree of `sum_block`.
static double FN(line_dot)(const T *a, const T *b, ptrdiff_t count) {
  double total = 0;
  for (ptrdiff_t i = 0; i < count; i += 2048) {
    ptrdiff_t left = count - i < 2048 ? count - i : 2048;
    T lanes[64] = {0};
    ptrdiff_t k = 0;
    for (; k + 64 <= left; k += 64)
      for (int j = 0; j < 64; j++) lanes[j] += a[i + k + j] * b[i + k + j];
    for (ptrdiff_t j = 0; k + j < left; j++) lanes[j] += a[i + k + j] * b[i + k + j];
    total += FN(fold)(lanes);
  }
  return total;
}

/// The gradient of softmax from its result y: y·(g − Σ g·y).
static void FN(softmax_back_line)(const T *g, const T *y, ptrdiff_t count, T *out) {
  T mixed = (T)FN(line_dot)(g, y, count);
  for (ptrdiff_t i = 0; i < count; i++) out[i] = y[i] * (g[i] - mixed);
}

/// The gradient of log-softmax from its result y: g − e^y·Σ g.
static void FN(log_softmax_back_line)(const T *g, const T *y, ptrdiff_t count, T *out) {
  double sum = 0;
  for (ptrdiff_t i = 0; i < count; i += 2048) sum += FN(sum_block)(g + i, count - i < 2048 ? count - i : 2048);
  T total = (T)sum;
  for (ptrdiff_t i = 0; i < count; i += 64) {
    ptrdiff_t left = count - i < 64 ? count - i : 64, padded = (left + 15) & ~(ptrdiff_t)15;
    T terms[64];
    for (ptrdiff_t j = 0; j < left; j++) terms[j] = y[i + j];
    for (ptrdiff_t j = left; j < 64; j++) terms[j] = 0;
    for (ptrdiff_t j = 0; j < padded; j++) terms[j] = FN(exp)(terms[j]);
    for (ptrdiff_t j = 0; j < left; j++) out[i + j] = g[i + j] - terms[j] * total;
  }
}

/// Σ (x − mean)², after the mean itself: two passes, so that a large mean doesn't cost digits.
static double FN(line_deviations)(const T *x, ptrdiff_t count, double *mean) {
  double sum = 0, squares = 0;
  for (ptrdiff_t i = 0; i < count; i += 2048) sum += FN(sum_block)(x + i, count - i < 2048 ? count - i : 2048);
  double center = sum / (double)count;
  double lanes[32] = {0};
  ptrdiff_t i = 0;
  for (; i + 32 <= count; i += 32)
    for (int j = 0; j < 32; j++) {
      double d = (double)x[i + j] - center;
      lanes[j] += d * d;
    }
  for (ptrdiff_t j = 0; i + j < count; j++) {
    double d = (double)x[i + j] - center;
    lanes[j] += d * d;
  }
  for (int width = 16; width >= 1; width /= 2)
    for (int j = 0; j < width; j++) lanes[j] += lanes[j + width];
  squares = lanes[0];
  *mean = center;
  return squares;
}

/// Where the largest (smallest) of a line is, the first of equals; the first NaN wins.
static ptrdiff_t FN(line_extremum)(const T *x, ptrdiff_t count, int smallest) {
  T best = FN(line_extreme)(x, count, smallest);
  if (best != best) {
    for (ptrdiff_t i = 0; i < count; i++)
      if (x[i] != x[i]) return i;
  }
  ptrdiff_t i = 0;
  for (; i + 32 <= count; i += 32) {
    int found = 0;
    for (int j = 0; j < 32; j++) found |= x[i + j] == best;
    if (found) break;
  }
  for (; i < count; i++)
    if (x[i] == best) return i;
  return 0;
}

/// Elementwise extremes of rows into `out`, which holds the first row at the start; NaN wins.
static void FN(rows_extremum)(const T *x, ptrdiff_t rows, ptrdiff_t columns, int smallest, T *out) {
  for (ptrdiff_t row = 1; row < rows; row++) {
    const T *line = x + row * columns;
    if (smallest)
      for (ptrdiff_t j = 0; j < columns; j++) out[j] = out[j] != out[j] || out[j] < line[j] ? out[j] : line[j];
    else
      for (ptrdiff_t j = 0; j < columns; j++) out[j] = out[j] != out[j] || out[j] > line[j] ? out[j] : line[j];
  }
}
