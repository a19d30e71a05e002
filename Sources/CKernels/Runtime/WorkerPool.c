// How the pool keeps its promise that a busy machine never stalls a caller:
// - A job's parts are claimed one by one from a single atomic word, by the caller as well. A worker that comes late
//   finds nothing left; the caller never waits for a part that nobody has begun.
// - The caller claims from the front and workers from the back, so that each core passes over one piece of memory, and
//   the same one in the next operation. Taking turns would cost a loop that waits for memory half of its speed.
// - Workers spin for a short while after their last part (handing over to a spinning thread costs 0.1 µs, waking a
//   sleeping one up to 250 µs), then sleep.
// - A worker can still lose its core in the middle of a part, and the caller has to wait for it. So the pool keeps an
//   account: what helpers have saved is credited, up to a limit, and what waiting for them has cost is charged. A short
//   interruption is soon made up for; when the credit is used up, callers leave the pool alone for a while, longer each
//   time, so that the loss stays a small share.
#define _GNU_SOURCE  // sched_getaffinity
#include "WorkerPool.h"
#include <pthread.h>
#include <sched.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { MOST_THREADS = 64, SPINS_PER_CHECK = 64, MOST_CREDIT_NS = 2000000 };
static const int64_t SPIN_NS = 150000;       // how long an idle worker looks for work before it sleeps
static const int64_t WAKE_WORTH_NS = 250000;  // work missed by sleeping workers that makes waking them pay
static const int64_t LATE_NS = 100000;       // waiting longer than this for a begun part means its core is taken
static const int64_t SHORTEST_REST_NS = 10000000, LONGEST_REST_NS = 320000000;

// The current job's number (32 bits), the end (16) and the beginning (16) of its unclaimed parts, in one word so that
// a claim can't mix two jobs up. `body` and `context` may be read by whoever holds an unfinished part.
static uint64_t ticket;
static seodang_part body;
static void *context;
static ptrdiff_t finished;

static int lock_taken;  // by the client whose job is current
static int sleepers, wanted_threads, started_workers;
static pthread_mutex_t sleep_mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t wake = PTHREAD_COND_INITIALIZER;

// Written under `lock_taken` only.
static int64_t missed_ns, last_job_ns, rest_until_ns, rest_ns, credit_ns = MOST_CREDIT_NS;

static int64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static inline void relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

// Claims the first or the last unclaimed part of the current job; -1 when none is left.
static ptrdiff_t claim(int is_worker) {
  uint64_t seen = __atomic_load_n(&ticket, __ATOMIC_ACQUIRE);
  for (;;) {
    const uint64_t first = seen & 0xFFFF, end = seen >> 16 & 0xFFFF;
    if (first >= end) return -1;
    const uint64_t left = is_worker ? seen - 0x10000 : seen + 1;
    if (__atomic_compare_exchange_n(&ticket, &seen, left, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
      return (ptrdiff_t)(is_worker ? end - 1 : first);
  }
}

static void *work(void *index) {
  const int mine = (int)(intptr_t)index;
  int64_t idle_since = now_ns();
  for (;;) {
    ptrdiff_t part = mine < __atomic_load_n(&wanted_threads, __ATOMIC_RELAXED) ? claim(1) : -1;
    if (part >= 0) {
      do {
        body(context, part);
        __atomic_fetch_add(&finished, 1, __ATOMIC_RELEASE);
        part = claim(1);
      } while (part >= 0);
      idle_since = now_ns();
    }
    for (int i = 0; i < SPINS_PER_CHECK; i++) relax();
    if (now_ns() - idle_since < SPIN_NS) continue;
    pthread_mutex_lock(&sleep_mutex);
    __atomic_fetch_add(&sleepers, 1, __ATOMIC_RELAXED);
    pthread_cond_wait(&wake, &sleep_mutex);
    __atomic_fetch_sub(&sleepers, 1, __ATOMIC_RELAXED);
    pthread_mutex_unlock(&sleep_mutex);
    idle_since = now_ns();
  }
  return NULL;
}

static int available_processors(void) {
#if defined(__linux__)
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) == 0) return CPU_COUNT(&set);
#endif
  long n = sysconf(_SC_NPROCESSORS_ONLN);
  return n > 0 ? (int)n : 1;
}

int seodang_threads(void) {
  int n = __atomic_load_n(&wanted_threads, __ATOMIC_RELAXED);
  if (n) return n;
  const char *wish = getenv("SEODANG_THREADS");
  n = wish ? atoi(wish) : 0;
  seodang_set_threads(n > 0 ? n : available_processors());
  return __atomic_load_n(&wanted_threads, __ATOMIC_RELAXED);
}

void seodang_set_threads(int threads) {
  int n = threads < 1 ? 1 : threads > MOST_THREADS ? MOST_THREADS : threads;
  __atomic_store_n(&wanted_threads, n, __ATOMIC_RELAXED);
}

int seodang_ready_threads(void) {
  const int threads = seodang_threads();
  if (threads < 2 || __atomic_load_n(&lock_taken, __ATOMIC_RELAXED)) return 1;
  const int64_t rest = __atomic_load_n(&rest_until_ns, __ATOMIC_RELAXED);
  return rest && now_ns() < rest ? 1 : threads;
}

// In a copied process (`fork`) there are no workers, whatever the variables say; it may start its own.
static void forget_workers(void) {
  pthread_mutex_init(&sleep_mutex, NULL);
  pthread_cond_init(&wake, NULL);
  started_workers = sleepers = lock_taken = 0;
}

static void start_workers(int threads) {
  static int is_prepared;
  if (!is_prepared) is_prepared = pthread_atfork(NULL, NULL, forget_workers) == 0;
  while (started_workers < threads - 1) {
    pthread_t thread;
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    int failed = pthread_create(&thread, &attributes, work, (void *)(intptr_t)(started_workers + 1));
    pthread_attr_destroy(&attributes);
    if (failed) return;
    started_workers++;
  }
}

// Wakes sleeping workers once the work they have missed lately is worth the wake-up.
static void consider_waking(double nanoseconds, int64_t now) {
  if (now - last_job_ns > 2 * WAKE_WORTH_NS) missed_ns = 0;
  last_job_ns = now;
  if (!__atomic_load_n(&sleepers, __ATOMIC_RELAXED)) return;
  missed_ns += (int64_t)nanoseconds;
  if (missed_ns < WAKE_WORTH_NS) return;
  missed_ns = 0;
  pthread_mutex_lock(&sleep_mutex);
  pthread_cond_broadcast(&wake);
  pthread_mutex_unlock(&sleep_mutex);
}

// Waits for the parts that workers have begun, and settles the account.
static void await_begun(ptrdiff_t parts, ptrdiff_t own) {
  const ptrdiff_t helped = parts - own;
  if (helped == 0) return;
  const int64_t began = now_ns();
  int64_t waited = 0;
  while (__atomic_load_n(&finished, __ATOMIC_ACQUIRE) != helped) {
    for (int i = 0; i < SPINS_PER_CHECK; i++) relax();
    waited = now_ns() - began;
    if (waited > LATE_NS) sched_yield();
  }
  if (own > 0) credit_ns += (began - last_job_ns) / own * helped;
  credit_ns -= waited;
  if (credit_ns >= MOST_CREDIT_NS) {
    credit_ns = MOST_CREDIT_NS;
    rest_ns = 0;
  }
  if (credit_ns >= 0) return;
  credit_ns = 0;
  rest_ns = rest_ns ? rest_ns * 2 : SHORTEST_REST_NS;
  if (rest_ns > LONGEST_REST_NS) rest_ns = LONGEST_REST_NS;
  __atomic_store_n(&rest_until_ns, began + waited + rest_ns, __ATOMIC_RELAXED);
}

void seodang_parallel(ptrdiff_t parts, double nanoseconds, seodang_part run, void *argument) {
  const int threads = seodang_threads();
  int64_t now;
  if (parts < 2 || parts > 0xFFFF || threads < 2 || __atomic_exchange_n(&lock_taken, 1, __ATOMIC_ACQUIRE)) {
    for (ptrdiff_t i = 0; i < parts; i++) run(argument, i);
    return;
  }
  now = now_ns();
  if (now < rest_until_ns) {
    __atomic_store_n(&lock_taken, 0, __ATOMIC_RELEASE);
    for (ptrdiff_t i = 0; i < parts; i++) run(argument, i);
    return;
  }
  start_workers(threads);
  body = run;
  context = argument;
  __atomic_store_n(&finished, 0, __ATOMIC_RELAXED);
  uint64_t number = (__atomic_load_n(&ticket, __ATOMIC_RELAXED) >> 32) + 1;
  __atomic_store_n(&ticket, number << 32 | (uint64_t)parts << 16, __ATOMIC_RELEASE);
  consider_waking(nanoseconds, now);

  ptrdiff_t own = 0;
  for (ptrdiff_t part = claim(0); part >= 0; part = claim(0), own++) run(argument, part);
  await_begun(parts, own);
  __atomic_store_n(&lock_taken, 0, __ATOMIC_RELEASE);
}
