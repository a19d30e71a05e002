// SSE2 on x86-64 (fma emulated exactly), NEON on ARM64.
#include "System.h"
#define SEODANG_TABLE seodang_kernels_baseline
#define SEODANG_LEVEL_NAME "baseline"
#define SEODANG_WIDE
#if defined(__x86_64__)
#define SEODANG_EMULATE_FMA 1
#endif
#define SEODANG_VECTOR_BYTES 16
#include "Level.h"
#include "Table.h"
