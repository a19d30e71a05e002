// The pool behind Memory.h. See there for what it promises.
#define _GNU_SOURCE
#include "Memory.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

_Thread_local seodang_context *seodang_thread_context = NULL;

// From this class (1 MiB) on a block is a mapping of its own, and counts as idle memory when it is free.
#define FIRST_LARGE_CLASS 57
// Small blocks are cut from slabs, so that a million scalars aren't a million calls of malloc.
#define SLAB_BYTES (256 * 1024)
#define LAST_SLAB_CLASS 36
#define HUGE_PAGE ((size_t)2 * 1024 * 1024)

static pthread_mutex_t retired_lock = PTHREAD_MUTEX_INITIALIZER;
static seodang_context *retired = NULL;
static pthread_once_t key_once = PTHREAD_ONCE_INIT;
static pthread_key_t key;

static void retire(void *raw) {
  seodang_context *context = raw;
  seodang_thread_context = context;
  if (context->companion) context->release_companion(context->companion);
  context->companion = NULL;
  seodang_thread_context = NULL;
  pthread_mutex_lock(&retired_lock);
  context->next = retired;
  retired = context;
  pthread_mutex_unlock(&retired_lock);
}

static void make_key(void) { pthread_key_create(&key, retire); }

static int64_t default_limit(void) {
  long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);
  if (pages <= 0 || page <= 0) return (int64_t)4 << 30;
  return (int64_t)pages / 4 * 3 * page;
}

seodang_context *seodang_context_create(void) {
  pthread_once(&key_once, make_key);
  pthread_mutex_lock(&retired_lock);
  seodang_context *context = retired;
  if (context) retired = context->next;
  pthread_mutex_unlock(&retired_lock);
  if (!context) {
    context = calloc(1, sizeof *context);
    if (!context) abort();
  }
  context->grad_enabled = true;
  context->has_dying = false;
  context->dying_depth = 0;
  context->next_sequence = 1;
  context->limit_bytes = default_limit();
  context->peak_bytes = context->live_bytes;
  context->next = NULL;
  pthread_setspecific(key, context);
  seodang_thread_context = context;
  return context;
}

static size_t block_bytes(uint32_t size_class) { return (sizeof(seodang_block) + seodang_class_bytes(size_class) + 63) & ~(size_t)63; }

static seodang_block *map_large(size_t bytes) {
  if (bytes < HUGE_PAGE) {
    void *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return p == MAP_FAILED ? NULL : p;
  }
  char *p = mmap(NULL, bytes + HUGE_PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (p == MAP_FAILED) return NULL;
  char *aligned = (char *)(((uintptr_t)p + HUGE_PAGE - 1) & ~(uintptr_t)(HUGE_PAGE - 1));
  size_t page = (size_t)sysconf(_SC_PAGESIZE), size = (bytes + page - 1) & ~(page - 1);
  if (aligned > p) munmap(p, (size_t)(aligned - p));
  char *end = p + ((bytes + HUGE_PAGE + page - 1) & ~(page - 1));
  if (end > aligned + size) munmap(aligned + size, (size_t)(end - (aligned + size)));
#ifdef MADV_HUGEPAGE
  madvise(aligned, size, MADV_HUGEPAGE);
#endif
  return (seodang_block *)aligned;
}

static seodang_block *cut_from_slab(seodang_context *context, size_t bytes) {
  if (context->slab_left < bytes) {
    void *slab = NULL;
    if (posix_memalign(&slab, 64, SLAB_BYTES) != 0) return NULL;
    context->slab = slab;
    context->slab_left = SLAB_BYTES;
  }
  seodang_block *block = (seodang_block *)context->slab;
  context->slab += bytes;
  context->slab_left -= bytes;
  return block;
}

static seodang_block *fresh(seodang_context *context, uint32_t size_class) {
  size_t bytes = block_bytes(size_class);
  if (size_class >= FIRST_LARGE_CLASS) return map_large(bytes);
  if (size_class <= LAST_SLAB_CLASS) return cut_from_slab(context, bytes);
  void *block = NULL;
  return posix_memalign(&block, 64, bytes) == 0 ? block : NULL;
}

seodang_block *seodang_block_allocate(seodang_context *context, uint32_t size_class) {
  int64_t elsewhere = __atomic_exchange_n(&context->released_elsewhere, 0, __ATOMIC_ACQ_REL);
  context->live_bytes -= elsewhere;
  int64_t bytes = (int64_t)seodang_class_bytes(size_class), live = context->live_bytes + bytes;
  if (live > context->limit_bytes) return NULL;
  if (live + context->idle_bytes > context->limit_bytes) seodang_pool_trim(context);
  seodang_block *block = context->free_lists[size_class];
  if (block) {
    context->free_lists[size_class] = block->next;
    if (size_class >= FIRST_LARGE_CLASS) context->idle_bytes -= bytes;
  } else {
    block = fresh(context, size_class);
    if (!block) {
      seodang_pool_trim(context);
      block = fresh(context, size_class);
    }
    if (!block) return NULL;
  }
  context->live_bytes = live;
  if (live > context->peak_bytes) context->peak_bytes = live;
  context->allocations += 1;
  memset(block, 0, sizeof *block);
  block->references = 1;
  block->size_class = size_class;
  block->owner = context;
  return block;
}

void seodang_block_free(seodang_block *block) {
  seodang_context *context = seodang_context_current();
  int64_t bytes = (int64_t)seodang_class_bytes(block->size_class);
  if (block->owner == context) context->live_bytes -= bytes;
  else __atomic_fetch_add(&block->owner->released_elsewhere, bytes, __ATOMIC_ACQ_REL);
  if (block->size_class >= FIRST_LARGE_CLASS) context->idle_bytes += bytes;
  block->next = context->free_lists[block->size_class];
  context->free_lists[block->size_class] = block;
}

void seodang_pool_trim(seodang_context *context) {
  for (uint32_t c = FIRST_LARGE_CLASS; c < SEODANG_SIZE_CLASSES; c++) {
    for (seodang_block *block = context->free_lists[c]; block;) {
      seodang_block *next = block->next;
      context->idle_bytes -= (int64_t)seodang_class_bytes(c);
      munmap(block, block_bytes(c));
      block = next;
    }
    context->free_lists[c] = NULL;
  }
}
