// Splits an optimiser's pass over a large parameter; see Update.h.
#include "CKernels.h"

// Elements of a part, and what one costs; a pass is bound by memory.
enum { PART = 16384 };
static const double NANOSECONDS = 0.4;

typedef struct {
  seodang_update_kernel kernel;
  const seodang_update *update;
  size_t count, width;
} job;

static void *shifted(const void *array, size_t bytes) { return array ? (char *)array + bytes : NULL; }

static void run_part(void *context, ptrdiff_t part) {
  const job *j = context;
  const size_t first = (size_t)part * PART, left = j->count - first, bytes = first * j->width;
  seodang_update u = *j->update;
  u.parameter = shifted(u.parameter, bytes);
  u.gradient = shifted(u.gradient, bytes);
  u.first = shifted(u.first, bytes);
  u.second = shifted(u.second, bytes);
  u.third = shifted(u.third, bytes);
  j->kernel(&u, left < PART ? left : PART);
}

void seodang_update_all(seodang_update_kernel kernel, const seodang_update *update, size_t count, size_t width) {
  if (count < 2 * PART || count > (size_t)PART * 0xFFFF) return kernel(update, count);
  job j = {.kernel = kernel, .update = update, .count = count, .width = width};
  seodang_parallel((ptrdiff_t)((count + PART - 1) / PART), (double)count * NANOSECONDS, run_part, &j);
}
