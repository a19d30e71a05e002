// The two words that every hot path reads: a global interrupt flag and a per-thread engine.
#pragma once
#include <stddef.h>

extern int seodang_interrupt_flag;

/// Asks running kernels and the interpreter to stop at the next safe point. Callable from a signal handler.
static inline void seodang_interrupt_request(void) { __atomic_store_n(&seodang_interrupt_flag, 1, __ATOMIC_RELAXED); }
/// Takes the request back; whoever turns it into an error calls this.
static inline void seodang_interrupt_clear(void) { __atomic_store_n(&seodang_interrupt_flag, 0, __ATOMIC_RELAXED); }
/// Whether an interrupt is pending. Long kernels poll this between blocks and leave their output unfinished.
static inline int seodang_interrupted(void) { return __atomic_load_n(&seodang_interrupt_flag, __ATOMIC_RELAXED); }

extern _Thread_local void *_Nullable seodang_engine_slot;

/// The engine of this thread, an unowned pointer that Swift put there. A C thread-local costs one load; Swift has
/// nothing as cheap.
static inline void *_Nullable seodang_engine_get(void) { return seodang_engine_slot; }
static inline void seodang_engine_set(void *_Nullable engine) { seodang_engine_slot = engine; }
