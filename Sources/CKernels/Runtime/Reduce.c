// Splits reductions over the worker pool; see Reduce.h.
#include "CKernels.h"

enum { BLOCK = 2048, GROUP = 512 };

#define SUMS(T, name)                                                                                                  \
  typedef struct {                                                                                                     \
    const T *x;                                                                                                        \
    T *out;                                                                                                            \
    ptrdiff_t reduced, inner, outer, rows_per_part;                                                                    \
    double divisor, *partial;                                                                                          \
  } sum_job_##name;                                                                                                    \
                                                                                                                       \
  static double sum_row_##name(const T *x, ptrdiff_t count) {                                                          \
    double total = 0;                                                                                                  \
    for (ptrdiff_t i = 0; i < count; i += BLOCK)                                                                       \
      total += seodang_kernels()->sum_block_##name(x + i, count - i < BLOCK ? count - i : BLOCK);                      \
    return total;                                                                                                      \
  }                                                                                                                    \
                                                                                                                       \
  static void sum_blocks_##name(void *context, ptrdiff_t part) {                                                       \
    const sum_job_##name *j = context;                                                                                 \
    ptrdiff_t first = part * 16;                                                                                       \
    for (ptrdiff_t block = first; block < first + 16 && block * BLOCK < j->reduced; block++) {                         \
      ptrdiff_t left = j->reduced - block * BLOCK;                                                                     \
      j->partial[block] = seodang_kernels()->sum_block_##name(j->x + block * BLOCK, left < BLOCK ? left : BLOCK);      \
    }                                                                                                                  \
  }                                                                                                                    \
                                                                                                                       \
  static void sum_rows_##name(void *context, ptrdiff_t part) {                                                         \
    const sum_job_##name *j = context;                                                                                 \
    ptrdiff_t last = (part + 1) * j->rows_per_part;                                                                    \
    if (last > j->outer) last = j->outer;                                                                              \
    for (ptrdiff_t row = part * j->rows_per_part; row < last; row++) {                                                 \
      if (j->inner == 1) j->out[row] = (T)(sum_row_##name(j->x + row * j->reduced, j->reduced) / j->divisor);          \
      else                                                                                                             \
        seodang_kernels()->sum_columns_##name(                                                                         \
            j->x + row * j->reduced * j->inner, j->reduced, j->inner, j->inner, j->divisor, j->out + row * j->inner);  \
    }                                                                                                                  \
  }                                                                                                                    \
                                                                                                                       \
  static void sum_column_groups_##name(void *context, ptrdiff_t part) {                                                \
    const sum_job_##name *j = context;                                                                                 \
    ptrdiff_t first = part * GROUP, left = j->inner - first;                                                           \
    seodang_kernels()->sum_columns_##name(                                                                             \
        j->x + first, j->reduced, j->inner, left < GROUP ? left : GROUP, j->divisor, j->out + first);                  \
  }                                                                                                                    \
                                                                                                                       \
  void seodang_sum_##name(                                                                                             \
      const T *x, ptrdiff_t outer, ptrdiff_t reduced, ptrdiff_t inner, double divisor, T *out) {                       \
    double nanoseconds = (double)outer * (double)reduced * (double)inner * 0.05;                                       \
    sum_job_##name j = {.x = x, .out = out, .reduced = reduced, .inner = inner, .outer = outer, .divisor = divisor};   \
    if (nanoseconds < 10000) {                                                                                         \
      j.rows_per_part = outer;                                                                                         \
      sum_rows_##name(&j, 0);                                                                                          \
    } else if (outer >= 4) {                                                                                           \
      ptrdiff_t parts = outer < 64 ? outer : 64;                                                                       \
      j.rows_per_part = (outer + parts - 1) / parts;                                                                   \
      seodang_parallel((outer + j.rows_per_part - 1) / j.rows_per_part, nanoseconds, sum_rows_##name, &j);             \
    } else if (inner > 1) {                                                                                            \
      for (ptrdiff_t row = 0; row < outer; row++) {                                                                    \
        sum_job_##name one = j;                                                                                        \
        one.x = x + row * reduced * inner;                                                                             \
        one.out = out + row * inner;                                                                                   \
        seodang_parallel((inner + GROUP - 1) / GROUP, nanoseconds, sum_column_groups_##name, &one);                    \
      }                                                                                                                \
    } else {                                                                                                           \
      double partial[4096];                                                                                            \
      for (ptrdiff_t row = 0; row < outer; row++) {                                                                    \
        double total = 0;                                                                                              \
        for (ptrdiff_t start = 0; start < reduced; start += 4096 * BLOCK) {                                            \
          sum_job_##name one = j;                                                                                      \
          one.x = x + row * reduced + start;                                                                           \
          one.reduced = reduced - start < 4096 * BLOCK ? reduced - start : 4096 * BLOCK;                               \
          one.partial = partial;                                                                                       \
          ptrdiff_t blocks = (one.reduced + BLOCK - 1) / BLOCK;                                                        \
          seodang_parallel((blocks + 15) / 16, nanoseconds, sum_blocks_##name, &one);                                  \
          for (ptrdiff_t block = 0; block < blocks; block++) total += partial[block];                                  \
        }                                                                                                              \
        out[row] = (T)(total / divisor);                                                                               \
      }                                                                                                                \
    }                                                                                                                  \
  }
SUMS(float, f32)
SUMS(double, f64)

// A chunk's size depends on the line's length alone, so that all threads find the same of +0 and −0.
enum { CHUNK = 32768, MOST_CHUNKS = 1024 };

#define EXTREMES(T, name)                                                                                              \
  typedef struct {                                                                                                     \
    const T *x;                                                                                                        \
    ptrdiff_t count, size, *places;                                                                                    \
    int smallest;                                                                                                      \
  } extreme_job_##name;                                                                                                \
                                                                                                                       \
  static void find_extreme_##name(void *context, ptrdiff_t part) {                                                     \
    const extreme_job_##name *j = context;                                                                             \
    const ptrdiff_t from = part * j->size, left = j->count - from;                                                     \
    j->places[part] =                                                                                                  \
        from + seodang_kernels()->line_extremum_##name(j->x + from, left < j->size ? left : j->size, j->smallest);     \
  }                                                                                                                    \
                                                                                                                       \
  ptrdiff_t seodang_extremum_##name(const T *x, ptrdiff_t count, int smallest) {                                       \
    if (count < 2 * CHUNK) return seodang_kernels()->line_extremum_##name(x, count, smallest);                         \
    ptrdiff_t places[MOST_CHUNKS];                                                                                     \
    extreme_job_##name j = {.x = x, .count = count, .size = CHUNK, .places = places, .smallest = smallest};            \
    if (count > (ptrdiff_t)CHUNK * MOST_CHUNKS) j.size = (count + MOST_CHUNKS - 1) / MOST_CHUNKS;                      \
    const ptrdiff_t chunks = (count + j.size - 1) / j.size;                                                            \
    seodang_parallel(chunks, (double)count * 0.1, find_extreme_##name, &j);                                            \
    ptrdiff_t best = places[0];                                                                                        \
    for (ptrdiff_t i = 1; i < chunks && x[best] == x[best]; i++) {                                                     \
      const T y = x[places[i]];                                                                                        \
      if (y != y || (smallest ? y < x[best] : y > x[best])) best = places[i];                                          \
    }                                                                                                                  \
    return best;                                                                                                       \
  }
EXTREMES(float, f32)
EXTREMES(double, f64)
