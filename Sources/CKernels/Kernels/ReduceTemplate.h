// Sums of one floating-point type. The including file defines T and FN(name).

/// The sum of up to SUM_BLOCK numbers: 64 lanes, each in order, then a tree over the lanes. The lanes are as many as
/// the widest level has in four registers; all levels sum the same tree.
static double FN(sum_block)(const T *x, ptrdiff_t count) {
  enum { LANES = sizeof(FN(vec)) / sizeof(T), VECTORS = 64 / LANES };
  FN(vec) sums[VECTORS];
#pragma clang loop unroll(full)
  for (int v = 0; v < VECTORS; v++) sums[v] = (FN(vec)){0};
  ptrdiff_t i = 0;
  for (; i + 64 <= count; i += 64)
#pragma clang loop unroll(full)
    for (int v = 0; v < VECTORS; v++) sums[v] += FN(load)(x + i + v * LANES);
  // Lanes that begin at zero are never −0, so that the zeros a partial load brings change nothing.
#pragma clang loop unroll(full)
  for (int v = 0; v < VECTORS; v++) {
    const ptrdiff_t left = count - i - v * LANES;
    if (left > 0) sums[v] += left < LANES ? FN(load_part)(x + i + v * LANES, left) : FN(load)(x + i + v * LANES);
  }
#pragma clang loop unroll(full)
  for (int width = VECTORS / 2; width >= 1; width /= 2)
    for (int v = 0; v < width; v++) sums[v] += sums[v + width];
  T lanes[LANES];
  memcpy(lanes, sums, sizeof lanes);
#pragma clang loop unroll(full)
  for (int width = LANES / 2; width >= 1; width /= 2)
    for (int j = 0; j < width; j++) lanes[j] += lanes[j + width];
  return (double)lanes[0];
}

/// out[c] = (Σ over rows) / divisor, for columns that lie side by side. A column's sum depends on nothing but the column:
/// 32 rows at a time in T, the groups in float64.
static void FN(sum_columns)(const T *x, ptrdiff_t rows, ptrdiff_t row_step, ptrdiff_t columns, double divisor, T *out) {
  enum { GROUP = 512, LANES = sizeof(FN(vec)) / sizeof(T), WIDTH = 64, VECTORS = WIDTH / LANES };
  for (ptrdiff_t first = 0; first < columns; first += GROUP) {
    const ptrdiff_t width = columns - first < GROUP ? columns - first : GROUP;
    double total[GROUP];
    for (ptrdiff_t j = 0; j < width; j++) total[j] = 0;
    for (ptrdiff_t row = 0; row < rows; row += 32) {
      const ptrdiff_t high = rows - row < 32 ? rows - row : 32;
      const T *top = x + row * row_step + first;
      ptrdiff_t j = 0;
      for (; j + WIDTH <= width; j += WIDTH) {
        FN(vec) part[VECTORS];
        const T *line = top + j;
#pragma clang loop unroll(full)
        for (int v = 0; v < VECTORS; v++) part[v] = FN(load)(line + v * LANES);
        for (ptrdiff_t r = 1; r < high; r++) {
          line += row_step;
#pragma clang loop unroll(full)
          for (int v = 0; v < VECTORS; v++) part[v] += FN(load)(line + v * LANES);
        }
        T sums[WIDTH];
        memcpy(sums, part, sizeof sums);
        for (int l = 0; l < WIDTH; l++) total[j + l] += (double)sums[l];
      }
      if (j == width) continue;
      T part[WIDTH];
      const ptrdiff_t left = width - j;
      for (ptrdiff_t l = 0; l < left; l++) part[l] = top[j + l];
      for (ptrdiff_t r = 1; r < high; r++)
        for (ptrdiff_t l = 0; l < left; l++) part[l] += top[r * row_step + j + l];
      for (ptrdiff_t l = 0; l < left; l++) total[j + l] += (double)part[l];
    }
    for (ptrdiff_t j = 0; j < width; j++) out[first + j] = (T)(total[j] / divisor);
  }
}
