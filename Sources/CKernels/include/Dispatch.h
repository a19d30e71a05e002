// One table of kernels per processor level, chosen once at start.
//
// To add a kernel:
//   1. write it as a `static` function in a header of Kernels/ (included by Levels/Level.h);
//   2. add its line to KernelList.h:            KERNEL(void, relu_f32, (const float *x, float *y, size_t n))
//   3. call it from Swift:                      seodang_kernels().pointee.relu_f32(x, y, n)
// The same source is compiled for every level. It must give the same bits in all of them: spell fused
// multiply-adds `fmaf32`/`fmaf64` (Kernels/Arithmetic.h), never rely on contraction or reassociation, and sum over
// explicit lanes in a fixed tree.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include "Product.h"
#include "Update.h"
#include "RandomStream.h"
#include "Convolution.h"
#include "Elementwise.h"

#define KERNEL(result, name, parameters) result(*_Nonnull name) parameters;
typedef struct seodang_kernel_table {
  const char *_Nonnull level;
#include "KernelList.h"
} seodang_kernel_table;
#undef KERNEL

/// The levels a build may contain. ARM64 has only `SEODANG_BASELINE`, which there has hardware fma.
typedef enum seodang_level { SEODANG_BASELINE = 0, SEODANG_V3 = 1, SEODANG_V4 = 2 } seodang_level;

extern const seodang_kernel_table *_Nonnull seodang_active_kernels;

/// The kernels of the active level: the best one the processor has, or the one `SEODANG_CPU=baseline|v3|v4` names.
static inline const seodang_kernel_table *_Nonnull seodang_kernels(void) { return seodang_active_kernels; }

/// The kernels of a certain level, or null where this build or this processor doesn't have it.
const seodang_kernel_table *_Nullable seodang_kernels_at(seodang_level level);

/// Makes `level` the active one; returns 0 and changes nothing where it isn't there. Safe at any time, because all
/// levels give the same results.
int seodang_select_level(seodang_level level);
