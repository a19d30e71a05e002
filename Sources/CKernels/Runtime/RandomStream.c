#include "CKernels.h"

void seodang_stream_seed(seodang_stream *stream, uint32_t seed) {
  stream->state[0] = seed;
  for (uint32_t i = 1; i < SEODANG_MT_WORDS; i++)
    stream->state[i] = seed = 1812433253u * (seed ^ seed >> 30) + i;
  stream->used = SEODANG_MT_WORDS;
}

void seodang_stream_restore(seodang_stream *stream) {
  for (int i = 0; i < SEODANG_MT_WORDS; i++) {
    uint32_t y = stream->state[i];
    y ^= y >> 11;
    y ^= y << 7 & 0x9d2c5680u;
    y ^= y << 15 & 0xefc60000u;
    stream->ready[i] = y ^ y >> 18;
  }
}

uint32_t seodang_stream_next(seodang_stream *stream) {
  if (stream->used >= SEODANG_MT_WORDS) seodang_kernels()->mt_refill(stream);
  return stream->ready[stream->used++];
}
