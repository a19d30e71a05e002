// Convolutions by im2col (Chellapilla, Puri & Simard 2006) and the matrix product. Images are independent and go to the
// worker pool; the gradient of the kernel is summed over images in a fixed number of slices, whatever the threads.
#include "CKernels.h"
#include <string.h>

enum { SLICES = 8 };

typedef struct {
  const seodang_convolution *c;
  seodang_window group;    // the window over one group's channels
  ptrdiff_t out, depth;    // positions of the window; elements under it
  ptrdiff_t filters;       // of one group
  int is_plain;            // a 1 × 1 kernel, for which the image is its own column matrix
  void *partial;           // one kernel gradient for each slice
  int failed;
} plan;

static plan make_plan(const seodang_convolution *c) {
  plan p = {.c = c, .group = c->window};
  const seodang_window *w = &c->window;
  p.group.channels = w->channels / c->groups;
  p.out = w->out_height * w->out_width;
  p.depth = p.group.channels * w->kernel_height * w->kernel_width;
  p.filters = c->filters / c->groups;
  p.is_plain = w->kernel_height == 1 && w->kernel_width == 1 && w->stride_y == 1 && w->stride_x == 1 &&
               w->pad_y == 0 && w->pad_x == 0 && w->out_height == w->height && w->out_width == w->width;
  return p;
}

static double plan_ns(const plan *p) {
  return 2.0 * (double)p->out * (double)p->depth * (double)p->c->filters * (double)p->c->batch / 60;
}

static ptrdiff_t parts_of(const plan *p) { return plan_ns(p) < 5000 ? 1 : p->c->batch > 4096 ? 4096 : p->c->batch; }

#define DEFINE(T, suffix)                                                                                              \
  /* One image forwards: map = kernel · columns, from the bias on. */                                                  \
  static void forward_##suffix(const plan *p, ptrdiff_t n) {                                                           \
    const seodang_convolution *c = p->c;                                                                               \
    const ptrdiff_t plane = c->window.height * c->window.width;                                                        \
    T *columns = p->is_plain ? NULL : seodang_scratch(SEODANG_SCRATCH_KERNEL, sizeof(T) * (size_t)(p->out * p->depth)); \
    for (ptrdiff_t g = 0; g < c->groups; g++) {                                                                        \
      const T *image = (const T *)c->image + (n * c->window.channels + g * p->group.channels) * plane;                 \
      T *map = (T *)c->map + (n * c->filters + g * p->filters) * p->out;                                               \
      if (columns) seodang_kernels()->im2col_##suffix(&p->group, image, columns);                                      \
      if (c->bias)                                                                                                     \
        for (ptrdiff_t f = 0; f < p->filters; f++)                                                                     \
          for (ptrdiff_t i = 0; i < p->out; i++) map[f * p->out + i] = ((const T *)c->bias)[g * p->filters + f];       \
      const seodang_product_##suffix product = {                                                                       \
          .rows = p->filters, .columns = p->out, .inner = p->depth,                                                    \
          .a = (const T *)c->kernel + g * p->filters * p->depth, .a_row = p->depth, .a_column = 1,                     \
          .b = columns ? columns : image, .b_row = p->out, .b_column = 1, .c = map, .c_row = p->out,                   \
          .accumulate = c->bias != NULL};                                                                              \
      if (c->batch == 1)                                                                                               \
        seodang_multiply_##suffix(&product);                                                                           \
      else                                                                                                             \
        seodang_kernels()->product_##suffix(&product, 0, p->filters, 0, p->out);                                       \
    }                                                                                                                  \
  }                                                                                                                    \
                                                                                                                       \
  /* One image backwards: columns = kernelᵀ · map, spread over the image. */                                           \
  static void backward_##suffix(const plan *p, ptrdiff_t n) {                                                          \
    const seodang_convolution *c = p->c;                                                                               \
    const ptrdiff_t plane = c->window.height * c->window.width;                                                        \
    T *columns = p->is_plain ? NULL : seodang_scratch(SEODANG_SCRATCH_KERNEL, sizeof(T) * (size_t)(p->out * p->depth)); \
    for (ptrdiff_t g = 0; g < c->groups; g++) {                                                                        \
      T *image = (T *)c->image + (n * c->window.channels + g * p->group.channels) * plane;                             \
      const seodang_product_##suffix product = {                                                                       \
          .rows = p->depth, .columns = p->out, .inner = p->filters,                                                    \
          .a = (const T *)c->kernel + g * p->filters * p->depth, .a_row = 1, .a_column = p->depth,                     \
          .b = (const T *)c->map + (n * c->filters + g * p->filters) * p->out, .b_row = p->out, .b_column = 1,         \
          .c = columns ? columns : image, .c_row = p->out};                                                            \
      if (c->batch == 1)                                                                                               \
        seodang_multiply_##suffix(&product);                                                                           \
      else                                                                                                             \
        seodang_kernels()->product_##suffix(&product, 0, p->depth, 0, p->out);                                         \
      if (!columns) continue;                                                                                          \
      memset(image, 0, sizeof(T) * (size_t)(p->group.channels * plane));                                               \
      seodang_kernels()->col2im_##suffix(&p->group, columns, image);                                                   \
    }                                                                                                                  \
  }                                                                                                                    \
                                                                                                                       \
  /* One slice of the images: partial = Σ map · columnsᵀ. */                                                           \
  static void gradient_##suffix(void *context, ptrdiff_t slice) {                                                      \
    plan *p = context;                                                                                                 \
    const seodang_convolution *c = p->c;                                                                               \
    const ptrdiff_t plane = c->window.height * c->window.width, size = c->filters * p->depth;                          \
    const ptrdiff_t from = c->batch * slice / SLICES, to = c->batch * (slice + 1) / SLICES;                            \
    T *total = (T *)p->partial + slice * size;                                                                         \
    T *columns = p->is_plain ? NULL : seodang_scratch(SEODANG_SCRATCH_KERNEL, sizeof(T) * (size_t)(p->out * p->depth)); \
    if (!p->is_plain && !columns) {                                                                                    \
      __atomic_store_n(&p->failed, 1, __ATOMIC_RELAXED);                                                               \
      return;                                                                                                          \
    }                                                                                                                  \
    memset(total, 0, sizeof(T) * (size_t)size);                                                                        \
    for (ptrdiff_t n = from; n < to; n++)                                                                              \
      for (ptrdiff_t g = 0; g < c->groups; g++) {                                                                      \
        const T *image = (const T *)c->image + (n * c->window.channels + g * p->group.channels) * plane;               \
        if (columns) seodang_kernels()->im2col_##suffix(&p->group, image, columns);                                    \
        const seodang_product_##suffix product = {                                                                     \
            .rows = p->filters, .columns = p->depth, .inner = p->out,                                                  \
            .a = (const T *)c->map + (n * c->filters + g * p->filters) * p->out, .a_row = p->out, .a_column = 1,       \
            .b = columns ? columns : image, .b_row = 1, .b_column = p->out,                                            \
            .c = total + g * p->filters * p->depth, .c_row = p->depth, .accumulate = 1};                               \
        seodang_kernels()->product_##suffix(&product, 0, p->filters, 0, p->depth);                                     \
      }                                                                                                                \
  }                                                                                                                    \
                                                                                                                       \
  typedef struct {                                                                                                     \
    plan *p;                                                                                                           \
    ptrdiff_t parts;                                                                                                   \
    void (*one)(const plan *, ptrdiff_t);                                                                              \
  } images_##suffix;                                                                                                   \
                                                                                                                       \
  static void run_images_##suffix(void *context, ptrdiff_t part) {                                                     \
    const images_##suffix *all = context;                                                                              \
    plan *p = all->p;                                                                                                  \
    if (!p->is_plain && !seodang_scratch(SEODANG_SCRATCH_KERNEL, sizeof(T) * (size_t)(p->out * p->depth))) {           \
      __atomic_store_n(&p->failed, 1, __ATOMIC_RELAXED);                                                               \
      return;                                                                                                          \
    }                                                                                                                  \
    for (ptrdiff_t n = p->c->batch * part / all->parts; n < p->c->batch * (part + 1) / all->parts; n++) {              \
      if (seodang_interrupted()) return;                                                                               \
      all->one(p, n);                                                                                                  \
    }                                                                                                                  \
  }                                                                                                                    \
                                                                                                                       \
  int seodang_convolve_##suffix(const seodang_convolution *c) {                                                        \
    plan p = make_plan(c);                                                                                             \
    images_##suffix all = {&p, parts_of(&p), forward_##suffix};                                                        \
    seodang_parallel(all.parts, plan_ns(&p), run_images_##suffix, &all);                                               \
    return !p.failed;                                                                                                  \
  }                                                                                                                    \
                                                                                                                       \
  int seodang_convolve_image_##suffix(const seodang_convolution *c) {                                                  \
    plan p = make_plan(c);                                                                                             \
    images_##suffix all = {&p, parts_of(&p), backward_##suffix};                                                       \
    seodang_parallel(all.parts, plan_ns(&p), run_images_##suffix, &all);                                               \
    return !p.failed;                                                                                                  \
  }                                                                                                                    \
                                                                                                                       \
  int seodang_convolve_kernel_##suffix(const seodang_convolution *c) {                                                 \
    plan p = make_plan(c);                                                                                             \
    const ptrdiff_t size = c->filters * p.depth;                                                                       \
    T *const partial = seodang_scratch(SEODANG_SCRATCH_SLICES, sizeof(T) * (size_t)(SLICES * size));                   \
    if (!partial) return 0;                                                                                            \
    p.partial = partial;                                                                                               \
    seodang_parallel(SLICES, plan_ns(&p), gradient_##suffix, &p);                                                      \
    T *const kernel = c->kernel;                                                                                       \
    for (ptrdiff_t i = 0; i < size; i++) {                                                                             \
      T sum = partial[i];                                                                                              \
      for (ptrdiff_t s = 1; s < SLICES; s++) sum += partial[s * size + i];                                             \
      kernel[i] = sum;                                                                                                 \
    }                                                                                                                  \
    return !p.failed;                                                                                                  \
  }

DEFINE(float, f32)
DEFINE(double, f64)
