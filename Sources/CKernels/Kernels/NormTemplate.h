// Normalisation of one floating-point type, forwards and backwards. The including file defines T and FN(name).
// Statistics are float64; elements are x̂ = (x − mean)·rstd.

/// Mean and Σ (x − mean)² of each column: 32 rows at a time in T, the groups in float64. At most 64 columns.
static void FN(column_moments)(
    const T *x, ptrdiff_t rows, ptrdiff_t row_step, ptrdiff_t width, double *mean, double *squares) {
  T center[64], part[64];
  FN(sum_columns)(x, rows, row_step, width, (double)rows, center);
  for (ptrdiff_t j = 0; j < width; j++) {
    mean[j] = (double)center[j];
    squares[j] = 0;
  }
  for (ptrdiff_t row = 0; row < rows; row += 32) {
    ptrdiff_t last = row + 32 < rows ? row + 32 : rows;
    for (ptrdiff_t j = 0; j < width; j++) part[j] = 0;
    for (ptrdiff_t r = row; r < last; r++) {
      const T *line = x + r * row_step;
      for (ptrdiff_t j = 0; j < width; j++) {
        T d = line[j] - center[j];
        part[j] += d * d;
      }
    }
    for (ptrdiff_t j = 0; j < width; j++) squares[j] += (double)part[j];
  }
}

/// y = (x − mean)·scale + shift, column by column.
static void FN(column_normalize)(
    const T *x, ptrdiff_t rows, ptrdiff_t row_step, ptrdiff_t width, const T *mean, const T *scale, const T *shift, T *y) {
  for (ptrdiff_t row = 0; row < rows; row++) {
    const T *line = x + row * row_step;
    T *out = y + row * row_step;
    for (ptrdiff_t j = 0; j < width; j++) out[j] = (line[j] - mean[j]) * scale[j] + shift[j];
  }
}

/// Σ g and Σ g·x̂ of each column, of at most 64.
static void FN(column_gradient_sums)(
    const T *g, const T *x, ptrdiff_t rows, ptrdiff_t row_step, ptrdiff_t width, const T *mean, const T *rstd,
    double *plain, double *mixed) {
  T part[64], product[64];
  for (ptrdiff_t j = 0; j < width; j++) plain[j] = mixed[j] = 0;
  for (ptrdiff_t row = 0; row < rows; row += 32) {
    ptrdiff_t last = row + 32 < rows ? row + 32 : rows;
    for (ptrdiff_t j = 0; j < width; j++) part[j] = product[j] = 0;
    for (ptrdiff_t r = row; r < last; r++) {
      const T *gl = g + r * row_step, *xl = x + r * row_step;
      for (ptrdiff_t j = 0; j < width; j++) {
        part[j] += gl[j];
        product[j] += gl[j] * ((xl[j] - mean[j]) * rstd[j]);
      }
    }
    for (ptrdiff_t j = 0; j < width; j++) {
      plain[j] += (double)part[j];
      mixed[j] += (double)product[j];
    }
  }
}

/// scale·(g − plain − x̂·mixed), column by column; `plain` and `mixed` are means here.
static void FN(column_gradient)(
    const T *g, const T *x, ptrdiff_t rows, ptrdiff_t row_step, ptrdiff_t width, const T *mean, const T *rstd,
    const T *scale, const T *plain, const T *mixed, T *out) {
  for (ptrdiff_t row = 0; row < rows; row++) {
    const T *gl = g + row * row_step, *xl = x + row * row_step;
    T *to = out + row * row_step;
    for (ptrdiff_t j = 0; j < width; j++)
      to[j] = scale[j] * (gl[j] - plain[j] - (xl[j] - mean[j]) * rstd[j] * mixed[j]);
  }
}

/// One line normalised, with a weight and a bias for each element, or none.
static void FN(line_normalize)(
    const T *x, ptrdiff_t count, double mean, double rstd, const T *weight, const T *bias, T *y) {
  T center = (T)mean, scale = (T)rstd;
  if (weight && bias)
    for (ptrdiff_t i = 0; i < count; i++) y[i] = (x[i] - center) * scale * weight[i] + bias[i];
  else if (weight)
    for (ptrdiff_t i = 0; i < count; i++) y[i] = (x[i] - center) * scale * weight[i];
  else
    for (ptrdiff_t i = 0; i < count; i++) y[i] = (x[i] - center) * scale;
}

/// The gradient of one line: rstd·(h − mean(h) − x̂·mean(h·x̂)) with h = g·weight.
static void FN(line_normalize_back)(
    const T *g, const T *x, ptrdiff_t count, double mean, double rstd, const T *weight, T *out) {
  T center = (T)mean, scale = (T)rstd;
  double plain = 0, mixed = 0;
  for (ptrdiff_t start = 0; start < count; start += 2048) {
    ptrdiff_t end = count - start > 2048 ? start + 2048 : count;
    T a[64] = {0}, b[64] = {0};
    for (ptrdiff_t i = start; i < end; i += 64) {
      ptrdiff_t left = end - i < 64 ? end - i : 64;
      for (ptrdiff_t j = 0; j < left; j++) {
        T h = weight ? g[i + j] * weight[i + j] : g[i + j];
        a[j] += h;
        b[j] += h * ((x[i + j] - center) * scale);
      }
    }
    plain += FN(fold)(a);
    mixed += FN(fold)(b);
  }
  T p = (T)(plain / (double)count), m = (T)(mixed / (double)count);
  for (ptrdiff_t i = 0; i < count; i++) {
    T h = weight ? g[i] * weight[i] : g[i];
    out[i] = scale * (h - p - (x[i] - center) * scale * m);
  }
}
