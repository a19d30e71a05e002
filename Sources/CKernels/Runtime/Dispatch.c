#include "CKernels.h"
#include <stdlib.h>
#include <string.h>

int seodang_interrupt_flag = 0;
_Thread_local void *seodang_engine_slot = NULL;

extern const seodang_kernel_table seodang_kernels_baseline;
#if defined(__x86_64__)
extern const seodang_kernel_table seodang_kernels_v3, seodang_kernels_v4;
#endif

// Valid before the constructor below has run, so that other constructors may compute.
const seodang_kernel_table *seodang_active_kernels = &seodang_kernels_baseline;

const seodang_kernel_table *seodang_kernels_at(seodang_level level) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  if (level == SEODANG_V3) return __builtin_cpu_supports("x86-64-v3") ? &seodang_kernels_v3 : NULL;
  if (level == SEODANG_V4) return __builtin_cpu_supports("x86-64-v4") ? &seodang_kernels_v4 : NULL;
#endif
  return level == SEODANG_BASELINE ? &seodang_kernels_baseline : NULL;
}

int seodang_select_level(seodang_level level) {
  const seodang_kernel_table *table = seodang_kernels_at(level);
  if (!table) return 0;
  __atomic_store_n(&seodang_active_kernels, table, __ATOMIC_RELEASE);
  return 1;
}

__attribute__((constructor)) static void choose_level(void) {
  const char *wish = getenv("SEODANG_CPU");
  seodang_level top = SEODANG_V4;
  if (wish && !strcmp(wish, "baseline")) top = SEODANG_BASELINE;
  if (wish && !strcmp(wish, "v3")) top = SEODANG_V3;
  for (int level = top; level >= 0; level--)
    if (seodang_select_level((seodang_level)level)) return;
}
