// The state of one thread of control and the pool its tensors live in.
//
// Every thread that computes has its own context, found through a thread-local pointer: no lock, no global that two
// threads write. A block may be released by another thread than the one that asked for it: its memory then joins the
// releasing thread's free lists, and its bytes are credited to the account they were charged to.
//
// Memory is given back to the free lists, not to the system: a fresh mapping costs ten times what adding two
// megabyte-sized tensors does, because each of its pages faults.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Four size classes an octave from 64 bytes up to 2^47, so that at most a fifth of a block is unused.
#define SEODANG_SIZE_CLASSES 168

/// The head of a block; the elements follow it. 64 bytes, so that they begin on a cache line.
typedef struct seodang_block {
  int64_t references;
  struct seodang_block *_Nullable next;
  struct seodang_context *_Nullable owner;
  uint32_t size_class;
  /// Counts in-place changes: a gradient rule that saved the block refuses to run after one.
  uint32_t version;
  uint64_t unused[4];
} seodang_block;

typedef struct seodang_context {
  /// Whether operations are recorded for differentiation.
  bool grad_enabled;
  /// Whether nodes of a dying graph wait in the queue of those that lay too deep to be descended into.
  bool has_dying;
  /// How many nodes of a dying graph are being taken apart inside of one another.
  int32_t dying_depth;
  /// The number of the next node, in order of creation.
  uint64_t next_sequence;
  int64_t live_bytes;
  int64_t peak_bytes;
  int64_t limit_bytes;
  /// Idle bytes of the large classes, kept for the next tensor of that size.
  int64_t idle_bytes;
  /// Released by other threads, not yet taken off live_bytes.
  int64_t released_elsewhere;
  uint64_t allocations;
  /// What is left of the slab that small blocks are cut from.
  char *_Nullable slab;
  size_t slab_left;
  /// A Swift object that lives as long as the thread: generator and other rarely used state.
  void *_Nullable companion;
  void (*_Nullable release_companion)(void *_Nonnull);
  struct seodang_context *_Nullable next;
  /// Objects that have died and wait to be used again, each pointing to the next one: tensors, and what stands for
  /// tensors in a script. The pool doesn't look into them.
  void *_Nullable idle_tensors;
  void *_Nullable idle_companions;
  int32_t idle_tensor_count;
  int32_t idle_companion_count;
  seodang_block *_Nullable free_lists[SEODANG_SIZE_CLASSES];
} seodang_context;

extern _Thread_local seodang_context *_Nullable seodang_thread_context;

/// Makes the calling thread's context, or takes over the one of a thread that has ended, with its free blocks.
seodang_context *seodang_context_create(void);
/// A block for `bytes` bytes when the free list of its class is empty; NULL when memory or the limit is exhausted.
seodang_block *_Nullable seodang_block_allocate(seodang_context *context, uint32_t size_class);
/// Takes a block that nobody refers to any more.
void seodang_block_free(seodang_block *block);
/// Gives the idle large blocks back to the system.
void seodang_pool_trim(seodang_context *context);

static inline seodang_context *seodang_context_current(void) {
  seodang_context *context = seodang_thread_context;
  return __builtin_expect(context != NULL, 1) ? context : seodang_context_create();
}

static inline uint32_t seodang_size_class(size_t bytes) {
  if (bytes <= 256) return bytes <= 64 ? 0 : bytes <= 128 ? 4 : bytes <= 192 ? 6 : 8;
  unsigned octave = 63u - (unsigned)__builtin_clzll(bytes - 1);
  return (octave - 6) * 4 + (uint32_t)(((bytes - 1) >> (octave - 2)) & 3) + 1;
}

/// The bytes a block of a class has room for.
static inline size_t seodang_class_bytes(uint32_t size_class) {
  if (size_class == 0) return 64;
  return (size_t)(4 + (size_class - 1) % 4 + 1) << (4 + (size_class - 1) / 4);
}

static inline seodang_block *_Nullable seodang_block_new(size_t bytes) {
  seodang_context *context = seodang_context_current();
  uint32_t size_class = seodang_size_class(bytes);
  seodang_block *block = context->free_lists[size_class];
  int64_t live = context->live_bytes + (int64_t)seodang_class_bytes(size_class);
  if (__builtin_expect(block == NULL || live > context->limit_bytes, 0)) return seodang_block_allocate(context, size_class);
  context->free_lists[size_class] = block->next;
  if (size_class >= 57) context->idle_bytes -= (int64_t)seodang_class_bytes(size_class);
  context->live_bytes = live;
  if (live > context->peak_bytes) context->peak_bytes = live;
  context->allocations += 1;
  block->references = 1;
  block->version = 0;
  block->owner = context;
  return block;
}

static inline void seodang_block_retain(seodang_block *block) {
  __atomic_fetch_add(&block->references, 1, __ATOMIC_RELAXED);
}

/// Alone, a block needs no atomic exchange to be released: nobody else can reach it.
static inline void seodang_block_release(seodang_block *block) {
  if (__atomic_load_n(&block->references, __ATOMIC_ACQUIRE) == 1
      || __atomic_fetch_sub(&block->references, 1, __ATOMIC_ACQ_REL) == 1)
    seodang_block_free(block);
}

static inline bool seodang_block_is_unique(const seodang_block *block) {
  return __atomic_load_n(&block->references, __ATOMIC_ACQUIRE) == 1;
}

static inline void *seodang_block_data(seodang_block *block) { return block + 1; }

#pragma clang assume_nonnull end
