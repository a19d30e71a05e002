// The Mersenne Twister (Matsumoto & Nishimura 1998, mt19937) in blocks, as the loops of Kernels/RandomKernel.h use it.
#pragma once
#include <stddef.h>
#include <stdint.h>

enum { SEODANG_MT_WORDS = 624 };

typedef struct seodang_stream {
  uint32_t state[SEODANG_MT_WORDS];
  uint32_t ready[SEODANG_MT_WORDS];  // the tempered words of this block
  int32_t used;                      // how many of them have been drawn
} seodang_stream;

/// Starts the stream over: Knuth's initialisation from the low 32 bits of the seed.
void seodang_stream_seed(seodang_stream *_Nonnull stream, uint32_t seed);
/// Makes `ready` agree with a `state` that was put there by hand, without advancing it.
void seodang_stream_restore(seodang_stream *_Nonnull stream);
/// Draws one word.
uint32_t seodang_stream_next(seodang_stream *_Nonnull stream);
