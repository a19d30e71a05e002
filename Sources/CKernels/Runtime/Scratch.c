#include "WorkerPool.h"
#include <pthread.h>
#include <stdlib.h>

typedef struct {
  void *memory[SEODANG_SCRATCH_SLOTS];
  size_t bytes[SEODANG_SCRATCH_SLOTS];
} scratch;

static _Thread_local scratch *mine;
static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void release(void *p) {
  scratch *s = p;
  for (int i = 0; i < SEODANG_SCRATCH_SLOTS; i++) free(s->memory[i]);
  free(s);
}

static void make_key(void) { pthread_key_create(&key, release); }

void *seodang_scratch(seodang_scratch_slot slot, size_t bytes) {
  if (!mine) {
    pthread_once(&once, make_key);
    mine = calloc(1, sizeof *mine);
    if (!mine) return NULL;
    pthread_setspecific(key, mine);
  }
  if (mine->bytes[slot] < bytes) {
    free(mine->memory[slot]);
    mine->bytes[slot] = 0;
    size_t rounded = (bytes + 4095) & ~(size_t)4095;
    mine->memory[slot] = rounded < bytes ? NULL : aligned_alloc(64, rounded);
    if (!mine->memory[slot]) return NULL;
    mine->bytes[slot] = rounded;
  }
  return mine->memory[slot];
}
