// A pool of cores − 1 threads that may help a caller but that no caller ever has to wait for before it has begun.
#pragma once
#include <stddef.h>

/// A share of a job. Parts of one job may run at the same time on different threads, so they write apart.
typedef void (*seodang_part)(void *_Nullable context, ptrdiff_t part);

/// Runs `body(context, i)` for every i in 0..<parts (at most 65 535) and returns when all have run. The caller works
/// too; parts nobody has begun are the caller's. `nanoseconds` estimates the whole job on one core: it decides
/// whether waking a sleeping worker can pay. Any thread may call this at any time, from inside a part too; while
/// another thread has the pool, the caller just does all parts itself. What is computed must not depend on `parts`.
void seodang_parallel(ptrdiff_t parts, double nanoseconds, seodang_part _Nonnull body, void *_Nullable context);

/// How many threads a job can use: `SEODANG_THREADS`, else the processors this process may run on.
int seodang_threads(void);
/// How many a job that begins now would get: 1 while another thread has the pool or the machine is busy. For work that
/// costs less in one piece.
int seodang_ready_threads(void);
/// Sets that number (1…64). Fewer threads take effect at once, more are created at the next large job.
void seodang_set_threads(int threads);

/// Scratch memory of this thread, 64-byte aligned, contents undefined; null where there is none. Every slot is one
/// buffer, valid until the thread asks for the same slot again. Freed when the thread ends.
typedef enum seodang_scratch_slot { SEODANG_SCRATCH_PRODUCT, SEODANG_SCRATCH_KERNEL, SEODANG_SCRATCH_SLICES, SEODANG_SCRATCH_SLOTS } seodang_scratch_slot;
void *_Nullable seodang_scratch(seodang_scratch_slot slot, size_t bytes);
