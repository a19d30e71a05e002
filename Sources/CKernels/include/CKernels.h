// The C side of the engine: vector loops chosen for the processor at start, the worker pool they run on, and the
// two words of state (interrupt flag, engine slot) that must be readable at the cost of one load.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include "Product.h"
#include "RandomStream.h"
#include "Convolution.h"
#include "Elementwise.h"
#include "Memory.h"
#include "Reduce.h"
#include "Dispatch.h"
#include "ThreadState.h"
#include "WorkerPool.h"
#include "Sort.h"
