// AVX-512: x86-64-v4. Without `min_vector_width` clang would split its vectors in two.
#if defined(__x86_64__)
#include "System.h"
#define SEODANG_TABLE seodang_kernels_v4
#define SEODANG_LEVEL_NAME "v4"
#define SEODANG_WIDE __attribute__((min_vector_width(512)))
#define SEODANG_VECTOR_BYTES 64
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4,tune=znver4"))), apply_to = function)
#include "Level.h"
#pragma clang attribute pop
#include "Table.h"
#endif
