// The matrix product on one thread, for both floating types. Include/Product.h says what it promises.

// Register tiles: the accumulators, the vectors of B and one broadcast must fit into the register file.
#if SEODANG_VECTOR_BYTES == 64
#define TILE_ROWS 12
#elif SEODANG_VECTOR_BYTES == 32
#define TILE_ROWS 6
#elif SEODANG_EMULATE_FMA
#define TILE_ROWS 4
#else
#define TILE_ROWS 8
#endif

#define T float
#define VEC vec_f32
#define LANES F32_LANES
#define NAME(x) x##_f32
#define PRODUCT seodang_product_f32
#define DEPTH_BLOCK 384
#define COLUMN_BLOCK 1024
#include "ProductTemplate.h"

#define T double
#define VEC vec_f64
#define LANES F64_LANES
#define NAME(x) x##_f64
#define PRODUCT seodang_product_f64
#define DEPTH_BLOCK 256
#define COLUMN_BLOCK 768
#include "ProductTemplate.h"

static void product_i64(
    const seodang_product_i64 *p, ptrdiff_t row0, ptrdiff_t row1, ptrdiff_t col0, ptrdiff_t col1) {
  for (ptrdiff_t i = row0; i < row1; i++) {
    int64_t *c = p->c + i * p->c_row;
    if (!p->accumulate)
      for (ptrdiff_t j = col0; j < col1; j++) c[j] = 0;
    for (ptrdiff_t k = 0; k < p->inner; k++) {
      if ((k & 255) == 255 && seodang_interrupted()) return;
      const uint64_t x = (uint64_t)p->a[i * p->a_row + k * p->a_column];
      const int64_t *b = p->b + k * p->b_row;
      for (ptrdiff_t j = col0; j < col1; j++)
        c[j] = (int64_t)((uint64_t)c[j] + x * (uint64_t)b[j * p->b_column]);
    }
    if (p->bias)
      for (ptrdiff_t j = col0; j < col1; j++) c[j] = (int64_t)((uint64_t)c[j] + (uint64_t)p->bias[j]);
  }
}

// The sum of the products of two vectors over 64 lanes, then by halves. One long chain would wait for every addition;
// a single number has no neighbours it would have to agree with.
#define DEFINE_DOT(T, suffix, VEC, LANES)                                                                              \
  SEODANG_WIDE static T dot_##suffix(const T *a, const T *b, ptrdiff_t n) {                                            \
    enum { WIDTH = 64, VECTORS = WIDTH / LANES };                                                                      \
    VEC acc[VECTORS];                                                                                                  \
    T lanes[WIDTH];                                                                                                    \
    _Pragma("clang loop unroll(full)") for (int v = 0; v < VECTORS; v++) acc[v] = (VEC){0};                            \
    ptrdiff_t i = 0;                                                                                                   \
    for (; i + WIDTH <= n; i += WIDTH)                                                                                 \
      _Pragma("clang loop unroll(full)") for (int v = 0; v < VECTORS; v++) acc[v] =                                    \
          fma_##suffix(load_##suffix(a + i + v * LANES), load_##suffix(b + i + v * LANES), acc[v]);                    \
    _Pragma("clang loop unroll(full)") for (int v = 0; v < VECTORS; v++) store_##suffix(lanes + v * LANES, acc[v]);    \
    for (int l = 0; i < n; i++, l++) lanes[l] = scalar_fma_##suffix(a[i], b[i], lanes[l]);                             \
    for (int half = WIDTH / 2; half > 0; half /= 2)                                                                    \
      for (int l = 0; l < half; l++) lanes[l] += lanes[l + half];                                                      \
    return lanes[0];                                                                                                   \
  }
DEFINE_DOT(float, f32, vec_f32, F32_LANES)
DEFINE_DOT(double, f64, vec_f64, F64_LANES)
#undef DEFINE_DOT
