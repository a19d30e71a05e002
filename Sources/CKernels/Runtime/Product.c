// Splits products over the worker pool: by rows or columns of the output, never over k.
#include "CKernels.h"

// Below this a product takes less time than a hand-over is sure to pay for.
static const double WORTH_SPLITTING = 0.25e6;  // floating-point operations
static const double OPERATIONS_PER_NS = 100;

typedef struct {
  const void *product;
  ptrdiff_t parts, unit, batch, a_step, b_step, c_step;
  int by_rows;
} split;

static ptrdiff_t smaller(ptrdiff_t a, ptrdiff_t b) { return a < b ? a : b; }

// Where part `i` of `parts` of `length` begins, in whole units.
static ptrdiff_t boundary(ptrdiff_t length, ptrdiff_t unit, ptrdiff_t parts, ptrdiff_t i) {
  const ptrdiff_t units = (length + unit - 1) / unit;
  return smaller(length, units * i / parts * unit);
}

#define DEFINE(suffix, PRODUCT)                                                                                        \
  static void run_##suffix(void *context, ptrdiff_t part) {                                                            \
    const split *s = context;                                                                                          \
    const PRODUCT *p = s->product;                                                                                     \
    const ptrdiff_t length = s->by_rows ? p->rows : p->columns;                                                        \
    const ptrdiff_t from = boundary(length, s->unit, s->parts, part);                                                  \
    const ptrdiff_t to = boundary(length, s->unit, s->parts, part + 1);                                                \
    if (s->by_rows)                                                                                                    \
      seodang_kernels()->product_##suffix(p, from, to, 0, p->columns);                                                 \
    else                                                                                                               \
      seodang_kernels()->product_##suffix(p, 0, p->rows, from, to);                                                    \
  }                                                                                                                    \
                                                                                                                       \
  static void run_batch_##suffix(void *context, ptrdiff_t part) {                                                      \
    const split *s = context;                                                                                          \
    PRODUCT p = *(const PRODUCT *)s->product;                                                                          \
    const ptrdiff_t from = s->batch * part / s->parts, to = s->batch * (part + 1) / s->parts;                          \
    p.a += from * s->a_step, p.b += from * s->b_step, p.c += from * s->c_step;                                         \
    for (ptrdiff_t i = from; i < to; i++) {                                                                            \
      seodang_kernels()->product_##suffix(&p, 0, p.rows, 0, p.columns);                                                \
      p.a += s->a_step, p.b += s->b_step, p.c += s->c_step;                                                            \
    }                                                                                                                  \
  }                                                                                                                    \
                                                                                                                       \
  void seodang_multiply_##suffix(const PRODUCT *p) {                                                                   \
    const double operations = 2.0 * (double)p->rows * (double)p->columns * (double)p->inner;                           \
    int threads;                                                                                                       \
    if (operations < WORTH_SPLITTING || (threads = seodang_ready_threads()) < 2)                                             \
      return seodang_kernels()->product_##suffix(p, 0, p->rows, 0, p->columns);                                        \
    /* Each part packs the whole of the operand that isn't split: split the larger one. */                             \
    split s = {.product = p, .by_rows = p->rows >= p->columns, .unit = p->rows >= p->columns ? 12 : 32};               \
    const double share = operations / threads;                                                                         \
    s.parts = threads * (share > 400e6 ? 4 : share > 100e6 ? 2 : 1);                                                   \
    s.parts = smaller(s.parts, ((s.by_rows ? p->rows : p->columns) + s.unit - 1) / s.unit);                            \
    if (s.parts > 1)                                                                                                   \
      seodang_parallel(s.parts, operations / OPERATIONS_PER_NS, run_##suffix, &s);                                     \
    else                                                                                                               \
      seodang_kernels()->product_##suffix(p, 0, p->rows, 0, p->columns);                                               \
  }                                                                                                                    \
                                                                                                                       \
  void seodang_multiply_batch_##suffix(                                                                                \
      const PRODUCT *p, ptrdiff_t batch, ptrdiff_t a_step, ptrdiff_t b_step, ptrdiff_t c_step) {                       \
    if (batch == 1) return seodang_multiply_##suffix(p);                                                               \
    const double operations = 2.0 * (double)p->rows * (double)p->columns * (double)p->inner * (double)batch;           \
    const int threads = operations < WORTH_SPLITTING ? 1 : seodang_threads();                                          \
    split s = {.product = p, .parts = smaller(threads, batch), .batch = batch,                                         \
               .a_step = a_step, .b_step = b_step, .c_step = c_step};                                                  \
    seodang_parallel(s.parts, operations / OPERATIONS_PER_NS, run_batch_##suffix, &s);                                 \
  }

DEFINE(f32, seodang_product_f32)
DEFINE(f64, seodang_product_f64)
DEFINE(i64, seodang_product_i64)
