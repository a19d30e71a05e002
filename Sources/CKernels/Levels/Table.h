// The table of one level, after its kernels have been compiled.
#define KERNEL(result, name, parameters) .name = name,
const seodang_kernel_table SEODANG_TABLE = {.level = SEODANG_LEVEL_NAME,
#include "KernelList.h"
};
#undef KERNEL
