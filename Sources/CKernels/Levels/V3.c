// AVX2 and FMA: x86-64-v3.
#if defined(__x86_64__)
#include "System.h"
#define SEODANG_TABLE seodang_kernels_v3
#define SEODANG_LEVEL_NAME "v3"
#define SEODANG_WIDE __attribute__((min_vector_width(256)))
#define SEODANG_VECTOR_BYTES 32
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#include "Level.h"
#pragma clang attribute pop
#include "Table.h"
#endif
