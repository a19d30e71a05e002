// Random numbers, equal to PyTorch's to the bit: the same words in the same order, and the same roundings. PyTorch's
// x86-64 builds contract some multiply-adds; where they do, `fmaf32`/`fmaf64` stands here, and nowhere else. After an
// interrupt the loops stop where they are.

INLINE uint32_t mt_twist(uint32_t upper, uint32_t lower) {
  return ((upper & 0x80000000u) | (lower & 0x7fffffffu)) >> 1 ^ (0u - (lower & 1u) & 0x9908b0dfu);
}

// The next 624 words. Three loops, so that each reads only what is finished and can run in vectors.
static void mt_refill(seodang_stream *stream) {
  uint32_t *restrict s = stream->state, *restrict y = stream->ready;
  for (int i = 0; i < 227; i++) s[i] = s[i + 397] ^ mt_twist(s[i], s[i + 1]);
  for (int i = 227; i < 454; i++) s[i] = s[i - 227] ^ mt_twist(s[i], s[i + 1]);
  for (int i = 454; i < 623; i++) s[i] = s[i - 227] ^ mt_twist(s[i], s[i + 1]);
  s[623] = s[396] ^ mt_twist(s[623], s[0]);
  for (int i = 0; i < SEODANG_MT_WORDS; i++) {
    uint32_t v = s[i];
    v ^= v >> 11;
    v ^= v << 7 & 0x9d2c5680u;
    v ^= v << 15 & 0xefc60000u;
    y[i] = v ^ v >> 18;
  }
  stream->used = 0;
}

// The next unread words of the block, at most `most` of them.
INLINE size_t mt_available(seodang_stream *stream, size_t most, const uint32_t **words) {
  if (stream->used >= SEODANG_MT_WORDS) mt_refill(stream);
  size_t left = (size_t)(SEODANG_MT_WORDS - stream->used);
  if (left > most) left = most;
  *words = stream->ready + stream->used;
  stream->used += (int32_t)left;
  return left;
}

static void random_words(seodang_stream *stream, uint32_t *out, size_t n) {
  while (n > 0) {
    const uint32_t *words;
    const size_t m = mt_available(stream, n, &words);
    memcpy(out, words, 4 * m);
    out += m, n -= m;
  }
}

// Many draws need two words each, the first one the high half; they go through a buffer of this many draws.
enum { PAIRS = 256 };

// A draw from [0, 1) with 53 bits. Both halves are exact in float64, and so is their sum.
INLINE double unit_f64(uint32_t high, uint32_t low) {
  return ((double)(high & 0x1fffffu) * 0x1p32 + (double)low) * 0x1p-53;
}

INLINE float unit_f32(uint32_t word) { return (float)(int32_t)(word & 0xffffffu) * 0x1p-24f; }

static void random_uniform_f32(seodang_stream *stream, float *out, size_t n, float low, float width, float high) {
  while (n > 0 && !seodang_interrupted()) {
    const uint32_t *words;
    const size_t m = mt_available(stream, n, &words);
    for (size_t i = 0; i < m; i++) {
      const float x = fmaf32(unit_f32(words[i]), width, low);
      out[i] = x == high ? low : x;  // rounding may reach the excluded end
    }
    out += m, n -= m;
  }
}

static void random_uniform_f64(seodang_stream *stream, double *out, size_t n, double low, double width, double high) {
  while (n > 0 && !seodang_interrupted()) {
    uint32_t words[2 * PAIRS];
    const size_t m = n < PAIRS ? n : PAIRS;
    random_words(stream, words, 2 * m);
    for (size_t i = 0; i < m; i++) {
      const double x = fmaf64(unit_f64(words[2 * i], words[2 * i + 1]), width, low);
      out[i] = x == high ? low : x;
    }
    out += m, n -= m;
  }
}

// log x for normal x in (0, 1], after Cephes (Moshier 1989, logf).
INLINE float cephes_log(float x) {
  uint32_t bits;
  memcpy(&bits, &x, 4);
  float exponent = (float)((int32_t)(bits >> 23) - 127) + 1.0f;
  bits = (bits & 0x807fffffu) | 0x3f000000u;
  memcpy(&x, &bits, 4);
  const int small = x < 0.707106781186547524f;
  const float again = small ? x : 0.0f;
  x = x - 1.0f;
  exponent = exponent - (small ? 1.0f : 0.0f);
  x = x + again;
  const float z = x * x;
  float y = 7.0376836292E-2f;
  y = fmaf32(y, x, -1.1514610310E-1f);
  y = fmaf32(y, x, 1.1676998740E-1f);
  y = fmaf32(y, x, -1.2420140846E-1f);
  y = fmaf32(y, x, 1.4249322787E-1f);
  y = fmaf32(y, x, -1.6668057665E-1f);
  y = fmaf32(y, x, 2.0000714765E-1f);
  y = fmaf32(y, x, -2.4999993993E-1f);
  y = fmaf32(y, x, 3.3333331174E-1f);
  y = y * x;
  y = fmaf32(y, z, exponent * -2.12194440e-4f);
  y = fmaf32(-z, 0.5f, y);
  return fmaf32(exponent, 0.693359375f, x + y);
}

INLINE float with_sign(float x, uint32_t sign_bit) {
  uint32_t bits;
  memcpy(&bits, &x, 4);
  bits ^= sign_bit;
  memcpy(&x, &bits, 4);
  return x;
}

// sin x and cos x for 0 ≤ x < 2π, after Cephes (sincosf): reduction by π/4 in three parts, then two polynomials.
INLINE void cephes_sincos(float x, float *sine, float *cosine) {
  int32_t octant = (int32_t)(x * 1.27323954473516f);
  octant = (octant + 1) & ~1;
  const float y = (float)octant;
  x = fmaf32(y, -0.78515625f, x);
  x = fmaf32(y, -2.4187564849853515625e-4f, x);
  x = fmaf32(y, -3.77489497744594108e-8f, x);
  const float z = x * x;
  float c = fmaf32(2.443315711809948E-005f, z, -1.388731625493765E-003f);
  c = fmaf32(c, z, 4.166664568298827E-002f);
  c = c * z;
  c = fmaf32(c, z, -(z * 0.5f));
  c = c + 1.0f;
  float s = fmaf32(-1.9515295891E-4f, z, 8.3321608736E-3f);
  s = fmaf32(s, z, -1.6666654611E-1f);
  s = s * z;
  s = fmaf32(s, x, x);
  const int plain = (octant & 2) == 0;
  *sine = with_sign(plain ? s : c, (uint32_t)(octant & 4) << 29);
  *cosine = with_sign(plain ? c : s, (uint32_t)(~(octant - 2) & 4) << 29);
}

// Box & Muller's (1958) transform of blocks of sixteen uniforms: the first eight give radii, the others angles; cosines
// go to the first eight places. Radii and angles are gathered first, so that the loop runs in whole vectors.
static void box_muller_f32(float *data, size_t blocks, float mean, float deviation) {
  enum { GROUP = 64 };
  float u[8 * GROUP], v[8 * GROUP];
  while (blocks > 0) {
    const size_t m = blocks < GROUP ? blocks : GROUP;
    for (size_t b = 0; b < m; b++) {
      memcpy(u + 8 * b, data + 16 * b, 32);
      memcpy(v + 8 * b, data + 16 * b + 8, 32);
    }
    for (size_t i = 0; i < 8 * m; i++) {
      const float radius = sqrt_f32(-2.0f * cephes_log(1.0f - u[i]));
      float sine, cosine;
      cephes_sincos(6.283185307179586f * v[i], &sine, &cosine);
      u[i] = fmaf32(radius * cosine, deviation, mean);
      v[i] = fmaf32(radius * sine, deviation, mean);
    }
    for (size_t b = 0; b < m; b++) {
      memcpy(data + 16 * b, u + 8 * b, 32);
      memcpy(data + 16 * b + 8, v + 8 * b, 32);
    }
    data += 16 * m, blocks -= m;
  }
}

// At least sixteen normal numbers. When n isn't a multiple of sixteen, the last sixteen are drawn anew.
static void random_normal_f32(seodang_stream *stream, float *out, size_t n, float mean, float deviation) {
  enum { CHUNK = 4096 };  // stays in the first-level cache between the two passes
  const size_t whole = n / 16 * 16;
  for (size_t i = 0; i < n && !seodang_interrupted(); i += CHUNK) {
    random_uniform_f32(stream, out + i, n - i < CHUNK ? n - i : CHUNK, 0, 1, 1);
    if (i < whole) box_muller_f32(out + i, (whole - i < CHUNK ? whole - i : CHUNK) / 16, mean, deviation);
  }
  if (whole == n) return;
  random_uniform_f32(stream, out + n - 16, 16, 0, 1, 1);
  box_muller_f32(out + n - 16, 1, mean, deviation);
}

static void box_muller_f64(double *block, double mean, double deviation) {
  for (int i = 0; i < 8; i++) {
    const double radius = sqrt_f64(-2.0 * log(1.0 - block[i]));
    const double angle = 2.0 * 3.14159265358979323846 * block[i + 8];
    block[i] = fmaf64(radius * cos(angle), deviation, mean);
    block[i + 8] = fmaf64(radius * sin(angle), deviation, mean);
  }
}

static void random_normal_f64(seodang_stream *stream, double *out, size_t n, double mean, double deviation) {
  random_uniform_f64(stream, out, n, 0, 1, 1);
  for (size_t i = 0; i + 16 <= n && !seodang_interrupted(); i += 16) box_muller_f64(out + i, mean, deviation);
  if (n % 16 == 0) return;
  random_uniform_f64(stream, out + n - 16, 16, 0, 1, 1);
  box_muller_f64(out + n - 16, mean, deviation);
}

// `success` with the given probability, else zero.
static void random_bernoulli_f32(
    seodang_stream *stream, float *out, size_t n, double probability, float success) {
  while (n > 0 && !seodang_interrupted()) {
    uint32_t words[2 * PAIRS];
    const size_t m = n < PAIRS ? n : PAIRS;
    random_words(stream, words, 2 * m);
    for (size_t i = 0; i < m; i++)
      out[i] = unit_f64(words[2 * i], words[2 * i + 1]) < probability ? success : 0.0f;
    out += m, n -= m;
  }
}

// The remainder of a word, by float64 division: word / range is at least 1/range away from the next integer, much
// more than a rounding, so that cutting off its fraction is exact.
INLINE uint32_t remainder_u32(uint32_t word, double range) {
  const double quotient = __builtin_floor((double)word / range);
  return (uint32_t)(int64_t)((double)word - quotient * range);  // exact: all below 2^32
}

// Integers low ≤ x < low + range, by remainder: one word each for ranges below 2^28, two for larger ones.
static void random_below(seodang_stream *stream, int64_t *out, size_t n, int64_t low, uint64_t range) {
  while (n > 0 && !seodang_interrupted()) {
    uint32_t words[2 * PAIRS];
    const size_t m = n < PAIRS ? n : PAIRS;
    if (range < (uint64_t)1 << 28) {
      random_words(stream, words, m);
      for (size_t i = 0; i < m; i++) out[i] = low + (int64_t)remainder_u32(words[i], (double)range);
    } else {
      random_words(stream, words, 2 * m);
      for (size_t i = 0; i < m; i++) {
        const uint64_t word = (uint64_t)words[2 * i] << 32 | words[2 * i + 1];
        out[i] = (int64_t)((uint64_t)low + word % range);
      }
    }
    out += m, n -= m;
  }
}

// 0…n−1 shuffled forwards (Fisher & Yates 1938, Durstenfeld 1964). The shuffle runs on 32-bit numbers in the upper half
// of the output, because memory traffic is what it costs.
static void random_permutation(seodang_stream *stream, int64_t *out, size_t n) {
  if (n >= UINT32_MAX / 20) {
    for (size_t i = 0; i < n; i++) {
      uint32_t words[2];
      random_words(stream, words, 2);
      const uint64_t z = ((uint64_t)words[0] << 32 | words[1]) % (i + 1);
      out[i] = (int64_t)i;
      out[i] = out[z];
      out[z] = (int64_t)i;
    }
    return;
  }
  char *const upper = (char *)out + 4 * n;
  uint32_t *const small = (uint32_t *)upper;
  for (size_t i = 0; i < n; i++) small[i] = (uint32_t)i;
  for (size_t done = 0; done + 1 < n && !seodang_interrupted();) {
    uint32_t words[PAIRS];
    const size_t m = n - 1 - done < PAIRS ? n - 1 - done : PAIRS;
    random_words(stream, words, m);
    for (size_t i = 0; i < m; i++) words[i] = remainder_u32(words[i], (double)(uint32_t)(n - done - i));
    for (size_t i = 0; i < m; i++) __builtin_prefetch(small + done + i + words[i], 1);
    for (size_t i = 0; i < m; i++) {
      uint32_t *a = small + done + i, *b = a + words[i];
      const uint32_t x = *a;
      *a = *b;
      *b = x;
    }
    done += m;
  }
  for (size_t i = 0; i < n; i += PAIRS) {
    uint32_t copy[PAIRS];  // read before the widened numbers overwrite it
    const size_t m = n - i < PAIRS ? n - i : PAIRS;
    memcpy(copy, small + i, 4 * m);
    for (size_t j = 0; j < m; j++) out[i + j] = (int64_t)copy[j];
  }
}
