// Numbers become unsigned keys of the same order, and keys are sorted by their digits, the lowest first (LSD radix
// sort, Knuth 5.2.5), which is stable. A key travels with its position.
#include "Sort.h"
#include "ThreadState.h"
#include "WorkerPool.h"
#include <math.h>
#include <string.h>

// 32-bit keys share a word with their position, which makes items distinct and short ones quick to compare.
typedef uint64_t item32;
typedef struct {
  uint64_t key, index;
} item64;

enum { INSERTION_LIMIT = 40, SMALL_DIGIT_LIMIT = 4096, MOST_DIGITS = 8, LARGE_RADIX = 2048 };

#define DEFINE_RADIX_SORT(ITEM, KEY_OF, FIRST_BIT, LESS)                                                               \
  /* Sorts `items` with the help of `other`, and returns where the result is; null after an interrupt. */              \
  static ITEM *radix_sort_##ITEM(ITEM *items, ITEM *other, size_t n) {                                                 \
    if (n <= INSERTION_LIMIT) {                                                                                        \
      for (size_t i = 1; i < n; i++) {                                                                                 \
        const ITEM x = items[i];                                                                                       \
        size_t j = i;                                                                                                  \
        for (; j > 0 && LESS(x, items[j - 1]); j--) items[j] = items[j - 1];                                           \
        items[j] = x;                                                                                                  \
      }                                                                                                                \
      return items;                                                                                                    \
    }                                                                                                                  \
    const int bits = n < SMALL_DIGIT_LIMIT ? 8 : 11, radix = 1 << bits, digits = (64 - FIRST_BIT + bits - 1) / bits;   \
    uint32_t counts[MOST_DIGITS][LARGE_RADIX];                                                                         \
    for (int d = 0; d < digits; d++) memset(counts[d], 0, sizeof(uint32_t) * (size_t)radix);                           \
    for (size_t i = 0; i < n; i++) {                                                                                   \
      if ((i & 0xFFFFF) == 0 && seodang_interrupted()) return NULL;                                                    \
      for (int d = 0; d < digits; d++) counts[d][KEY_OF(items[i]) >> (FIRST_BIT + d * bits) & (uint64_t)(radix - 1)]++; \
    }                                                                                                                  \
    for (int d = 0; d < digits; d++) {                                                                                 \
      const int shift = FIRST_BIT + d * bits;                                                                          \
      uint32_t *count = counts[d];                                                                                     \
      if (seodang_interrupted()) return NULL;                                                                          \
      if (count[KEY_OF(items[0]) >> shift & (uint64_t)(radix - 1)] == n) continue; /* all the same digit */            \
      uint32_t before = 0;                                                                                             \
      for (int r = 0; r < radix; r++) {                                                                                \
        const uint32_t here = count[r];                                                                                \
        count[r] = before;                                                                                             \
        before += here;                                                                                                \
      }                                                                                                                \
      for (size_t i = 0; i < n; i++) {                                                                                 \
        if ((i & 0xFFFFF) == 0 && seodang_interrupted()) return NULL;                                                  \
        other[count[KEY_OF(items[i]) >> shift & (uint64_t)(radix - 1)]++] = items[i];                                  \
      }                                                                                                                \
      ITEM *const t = items;                                                                                           \
      items = other;                                                                                                   \
      other = t;                                                                                                       \
    }                                                                                                                  \
    return items;                                                                                                      \
  }

#define KEY32(item) (item)
#define LESS32(a, b) ((a) < (b))
#define KEY64(item) ((item).key)
#define LESS64(a, b) ((a).key < (b).key)
DEFINE_RADIX_SORT(item32, KEY32, 32, LESS32)
DEFINE_RADIX_SORT(item64, KEY64, 0, LESS64)

static inline uint32_t key_f32(float x) {
  uint32_t bits;
  memcpy(&bits, &x, 4);
  if (x == 0) bits = 0;
  if (x != x) return UINT32_MAX;
  return bits >> 31 ? ~bits : bits | 0x80000000u;
}

static inline uint64_t key_f64(double x) {
  uint64_t bits;
  memcpy(&bits, &x, 8);
  if (x == 0) bits = 0;
  if (x != x) return UINT64_MAX;
  return bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}

static inline uint64_t key_i64(int64_t x) { return (uint64_t)x ^ (uint64_t)1 << 63; }

int seodang_sort_f32(const float *x, size_t n, int descending, float *values, int64_t *indices) {
  item32 *items = seodang_scratch(SEODANG_SCRATCH_KERNEL, 2 * n * sizeof(item32) + 64);
  if (!items) return 0;
  const uint32_t flip = descending ? UINT32_MAX : 0;
  int has_negative_zero = 0;
  for (size_t i = 0; i < n; i++) {
    items[i] = (uint64_t)(key_f32(x[i]) ^ flip) << 32 | i;
    has_negative_zero |= x[i] == 0 && signbit(x[i]);
  }
  const item32 *sorted = radix_sort_item32(items, items + n, n);
  if (!sorted) return 0;
  for (size_t i = 0; i < n; i++) indices[i] = (int64_t)(sorted[i] & UINT32_MAX);
  if (has_negative_zero) {
    for (size_t i = 0; i < n; i++) values[i] = x[indices[i]];
    return 1;
  }
  // Reading the numbers back from their keys spares a walk through memory.
  for (size_t i = 0; i < n; i++) {
    const uint32_t key = (uint32_t)(sorted[i] >> 32) ^ flip;
    const uint32_t bits = key == UINT32_MAX ? 0x7fc00000u : key >> 31 ? key & 0x7fffffffu : ~key;
    memcpy(values + i, &bits, 4);
  }
  return 1;
}

#define DEFINE_SORT_64(T, suffix)                                                                                      \
  int seodang_sort_##suffix(const T *x, size_t n, int descending, T *values, int64_t *indices) {                       \
    item64 *items = seodang_scratch(SEODANG_SCRATCH_KERNEL, 2 * n * sizeof(item64) + 64);                              \
    if (!items) return 0;                                                                                              \
    const uint64_t flip = descending ? UINT64_MAX : 0;                                                                 \
    for (size_t i = 0; i < n; i++) items[i] = (item64){key_##suffix(x[i]) ^ flip, i};                                  \
    const item64 *sorted = radix_sort_item64(items, items + n, n);                                                     \
    if (!sorted) return 0;                                                                                             \
    for (size_t i = 0; i < n; i++) indices[i] = (int64_t)sorted[i].index;                                              \
    for (size_t i = 0; i < n; i++) values[i] = x[sorted[i].index];                                                     \
    return 1;                                                                                                          \
  }
DEFINE_SORT_64(double, f64)
DEFINE_SORT_64(int64_t, i64)
