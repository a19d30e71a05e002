// Sums of one floating-point type. The including file defines T and FN(name).

/// The sum of up to SUM_BLOCK numbers: 64 lanes, each in order, then a tree over the lanes. The lanes are as many as
/// the widest level has in four registers; all levels sum the same tree.
static double FN(sum_block)(const T *x, ptrdiff_t count) {
  T lanes[64] = {0};
  ptrdiff_t i = 0;
  for (; i + 64 <= count; i += 64)
    for (int j = 0; j < 64; j++) lanes[j] += x[i + j];
  if (i < count)
    for (ptrdiff_t j = 0; j < count - i; j++) lanes[j] += x[i + j];
  for (int width = 32; width >= 1; width /= 2)
    for (int j = 0; j < width; j++) lanes[j] += lanes[j + width];
  return (double)lanes[0];
}

/// out[c] = (Σ over rows) / divisor, for columns that lie side by side. A column's sum depends on nothing but the column:
/// 32 rows at a time in T, the groups in float64.
static void FN(sum_columns)(const T *x, ptrdiff_t rows, ptrdiff_t row_step, ptrdiff_t columns, double divisor, T *out) {
  for (ptrdiff_t first = 0; first < columns; first += 128) {
    ptrdiff_t width = columns - first < 128 ? columns - first : 128;
    double total[128];
    T part[128];
    for (ptrdiff_t j = 0; j < width; j++) total[j] = 0;
    for (ptrdiff_t row = 0; row < rows; row += 32) {
      ptrdiff_t last = row + 32 < rows ? row + 32 : rows;
      const T *line = x + row * row_step + first;
      for (ptrdiff_t j = 0; j < width; j++) part[j] = line[j];
      for (ptrdiff_t r = row + 1; r < last; r++) {
        line += row_step;
        for (ptrdiff_t j = 0; j < width; j++) part[j] += line[j];
      }
      for (ptrdiff_t j = 0; j < width; j++) total[j] += (double)part[j];
    }
    for (ptrdiff_t j = 0; j < width; j++) out[first + j] = (T)(total[j] / divisor);
  }
}
