// All kernels, compiled for the level that the including file has set up: SEODANG_TABLE names its table. System
// headers come before the including file's `#pragma clang attribute push`, so that only our functions are affected.
#pragma clang fp contract(off)
#include "../Kernels/Arithmetic.h"
#include "../Kernels/ProductKernel.h"
#include "../Kernels/UpdateKernel.h"
#include "../Kernels/RandomKernel.h"
#include "../Kernels/WindowKernel.h"
#include "../Kernels/Elementwise.h"
#include "../Kernels/Reduce.h"
#include "../Kernels/Rows.h"
