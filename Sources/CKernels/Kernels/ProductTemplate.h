// A blocked matrix product after Goto & van de Geijn (2008, "Anatomy of high-performance matrix multiplication"):
// panels of A and B are packed so that the innermost loop reads memory in order, and a register tile of
// TILE_ROWS × 2 vectors takes one outer product per step of k. No step sums over k in any other order, and that is
// all that reproducibility needs. Small operands skip the packing: packing pays only when it's used several times.

enum {
  NAME(WIDTH) = 2 * LANES,               // columns of a tile
  NAME(ROW_BLOCK) = 16 * TILE_ROWS,      // rows of A packed at a time
};

// How a tile is asked for: A by row and k strides, B by its k stride (columns side by side), C by its row stride.
typedef struct {
  ptrdiff_t depth;
  const T *a;
  ptrdiff_t a_row, a_step;
  const T *b;
  ptrdiff_t b_step;
  T *c;
  ptrdiff_t c_row;
  ptrdiff_t last;  // valid lanes of the last vector
  int from_c;      // start from C instead of zero
  const T *bias;
} NAME(tile);

// One register tile of `rows` × `vectors`. All arguments but `t` are constants after inlining, so that the loops
// unroll and the accumulators live in registers. Unless `full`, the last vector is partial.
INLINE void NAME(run_tile)(const NAME(tile) *t, const int rows, const int vectors, const int full, const int packed_a) {
  VEC acc[TILE_ROWS][8];
  const T *a = t->a, *b = t->b;
  T *c = t->c;
  const ptrdiff_t last = t->last, c_row = t->c_row, b_step = t->b_step;
  const ptrdiff_t a_row = packed_a ? 1 : t->a_row, a_step = packed_a ? TILE_ROWS : t->a_step;
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      const T *from = c + i * c_row + v * LANES;
      acc[i][v] = (VEC){0};
      if (t->from_c) acc[i][v] = v + 1 < vectors || full ? NAME(load)(from) : NAME(load_part)(from, last);
    }
#pragma clang loop unroll(disable)
  for (ptrdiff_t k = t->depth; k > 0; k--) {
    VEC bv[8];
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++)
      bv[v] = v + 1 < vectors || full ? NAME(load)(b + v * LANES) : NAME(load_part)(b + v * LANES, last);
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) {
      const VEC x = a[i * a_row] - (VEC){0};  // broadcast; x − 0 is x, −0 included
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) acc[i][v] = NAME(fma)(x, bv[v], acc[i][v]);
    }
    a += a_step;
    b += b_step;
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      const int whole = v + 1 < vectors || full;
      T *to = c + i * c_row + v * LANES;
      VEC x = acc[i][v];
      if (t->bias) x += whole ? NAME(load)(t->bias + v * LANES) : NAME(load_part)(t->bias + v * LANES, last);
      if (whole)
        NAME(store)(to, x);
      else
        NAME(store_part)(to, x, last);
    }
}

#define TILE(rows, vectors, full, packed)                                                                              \
  SEODANG_WIDE static void NAME(tile_##rows##_##vectors##_##full##_##packed)(const NAME(tile) * t) {                   \
    NAME(run_tile)(t, rows, vectors, full, packed);                                                                    \
  }
#define TILES_OF(rows)                                                                                                 \
  TILE(rows, 1, 0, 0) TILE(rows, 1, 1, 0) TILE(rows, 2, 0, 0) TILE(rows, 2, 1, 0)                                      \
  TILE(rows, 1, 0, 1) TILE(rows, 1, 1, 1) TILE(rows, 2, 0, 1) TILE(rows, 2, 1, 1)
#define NAMES_OF(rows)                                                                                                 \
  {{{NAME(tile_##rows##_1_0_0), NAME(tile_##rows##_1_1_0)}, {NAME(tile_##rows##_2_0_0), NAME(tile_##rows##_2_1_0)}},    \
   {{NAME(tile_##rows##_1_0_1), NAME(tile_##rows##_1_1_1)}, {NAME(tile_##rows##_2_0_1), NAME(tile_##rows##_2_1_1)}}},
TILE(1, 8, 1, 0)
TILES_OF(1) TILES_OF(2) TILES_OF(3) TILES_OF(4)
#if TILE_ROWS > 4
TILES_OF(5) TILES_OF(6)
#endif
#if TILE_ROWS > 6
TILES_OF(7) TILES_OF(8)
#endif
#if TILE_ROWS > 8
TILES_OF(9) TILES_OF(10) TILES_OF(11) TILES_OF(12)
#endif

// [rows − 1][A packed][vectors − 1][full]
static void (*const NAME(tiles)[TILE_ROWS][2][2][2])(const NAME(tile) *) = {
    NAMES_OF(1) NAMES_OF(2) NAMES_OF(3) NAMES_OF(4)
#if TILE_ROWS > 4
    NAMES_OF(5) NAMES_OF(6)
#endif
#if TILE_ROWS > 6
    NAMES_OF(7) NAMES_OF(8)
#endif
#if TILE_ROWS > 8
    NAMES_OF(9) NAMES_OF(10) NAMES_OF(11) NAMES_OF(12)
#endif
};
#undef TILE
#undef TILES_OF
#undef NAMES_OF

// Transposes LANES × LANES elements by log₂ LANES perfect shuffles of the rows.
INLINE void NAME(transpose)(VEC v[LANES]) {
#pragma clang loop unroll(full)
  for (int stage = 1; stage < LANES; stage *= 2) {
    VEC w[LANES];
#pragma clang loop unroll(full)
    for (int i = 0; i < LANES / 2; i++) {
      w[2 * i] = NAME(zip_low)(v[i], v[i + LANES / 2]);
      w[2 * i + 1] = NAME(zip_high)(v[i], v[i + LANES / 2]);
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < LANES; i++) v[i] = w[i];
  }
}

// Packs `lines` lines of `depth` elements, side by side: to[k * pitch + i] = from[i * line + k * step]. Places of lines
// that aren't there stay undefined; no tile stores what comes of them.
SEODANG_WIDE static void NAME(pack)(
    const T *from, ptrdiff_t line, ptrdiff_t step, ptrdiff_t lines, ptrdiff_t depth, ptrdiff_t pitch, T *to) {
  if (line == 1) {
    if (lines == pitch)
      for (ptrdiff_t k = 0; k < depth; k++) memcpy(to + k * pitch, from + k * step, sizeof(T) * (size_t)pitch);
    else
      for (ptrdiff_t k = 0; k < depth; k++)
        for (ptrdiff_t i = 0; i < lines; i++) to[k * pitch + i] = from[k * step + i];
    return;
  }
  if (step != 1) {
    for (ptrdiff_t k = 0; k < depth; k++)
      for (ptrdiff_t i = 0; i < lines; i++) to[k * pitch + i] = from[i * line + k * step];
    return;
  }
  for (ptrdiff_t k = 0; k < depth; k += LANES) {
    const ptrdiff_t deep = depth - k < LANES ? depth - k : LANES;
    for (ptrdiff_t i = 0; i < lines; i += LANES) {
      VEC v[LANES];
#pragma clang loop unroll(full)
      for (int l = 0; l < LANES; l++) {
        const T *x = from + (i + l) * line + k;
        v[l] = i + l >= lines ? (VEC){0} : deep == LANES ? NAME(load)(x) : NAME(load_part)(x, deep);
      }
      NAME(transpose)(v);
      const ptrdiff_t keep = pitch - i < LANES ? pitch - i : LANES;
#pragma clang loop unroll(full)
      for (int l = 0; l < LANES; l++) {
        if (l >= deep) break;
        if (keep == LANES)
          NAME(store)(to + (k + l) * pitch + i, v[l]);
        else
          NAME(store_part)(to + (k + l) * pitch + i, v[l], keep);
      }
    }
  }
}

// The same product by the definition: where no scratch memory is to be had.
static void NAME(plain_product)(const PRODUCT *p, ptrdiff_t row0, ptrdiff_t row1, ptrdiff_t col0, ptrdiff_t col1) {
  for (ptrdiff_t i = row0; i < row1; i++)
    for (ptrdiff_t j = col0; j < col1; j++) {
      T x = p->accumulate ? p->c[i * p->c_row + j] : 0;
      for (ptrdiff_t k = 0; k < p->inner; k++)
        x = NAME(scalar_fma)(p->a[i * p->a_row + k * p->a_column], p->b[k * p->b_row + j * p->b_column], x);
      p->c[i * p->c_row + j] = p->bias ? x + p->bias[j] : x;
    }
}

INLINE ptrdiff_t NAME(least)(ptrdiff_t a, ptrdiff_t b) { return a < b ? a : b; }

// Runs the tiles of `rows` × `columns` from operands in place or packed. `height` ≤ TILE_ROWS rows a tile.
INLINE void NAME(run_tiles)(
    NAME(tile) t, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t height, int packed_a, ptrdiff_t a_tile, int packed_b) {
  const T *const a = t.a, *const b = t.b, *const bias = t.bias;
  T *const c = t.c;
  const ptrdiff_t depth = t.depth;
  for (ptrdiff_t j = 0; j < columns; j += NAME(WIDTH)) {
    const ptrdiff_t wide = NAME(least)(NAME(WIDTH), columns - j), vectors = wide > LANES ? 2 : 1;
    t.last = wide - (vectors - 1) * LANES;
    t.b = packed_b ? b + j * depth : b + j;
    t.bias = bias ? bias + j : NULL;
    for (ptrdiff_t i = 0, n = 0; i < rows; i += height, n++) {
      t.a = a + n * a_tile;
      t.c = c + i * t.c_row + j;
      NAME(tiles)[NAME(least)(height, rows - i) - 1][packed_a][vectors - 1][t.last == LANES](&t);
    }
  }
}

// Lines of a matrix, side by side in memory, times a vector. Two blocks of LANES lines are transposed in registers and
// take one multiply-add per step of k; two, because each waits for its own last result. The other lines that a block
// lacks repeat its last one and aren't stored.
SEODANG_WIDE static void NAME(vector_product)(
    const T *lines, ptrdiff_t line, const T *vector, ptrdiff_t step, T *out, ptrdiff_t out_step, const T *bias,
    ptrdiff_t bias_step, ptrdiff_t count, ptrdiff_t inner, int accumulate) {
  for (ptrdiff_t first = 0; first < count; first += 2 * LANES) {
    VEC sums[2];
    for (int block = 0; block < 2; block++) {
      sums[block] = (VEC){0};
      for (int l = 0; accumulate && l < LANES; l++) {
        const ptrdiff_t i = first + block * LANES + l;
        if (i < count) sums[block][l] = out[i * out_step];
      }
    }
    for (ptrdiff_t k = 0; k < inner; k += LANES) {
      const ptrdiff_t deep = inner - k < LANES ? inner - k : LANES;
#pragma clang loop unroll(full)
      for (int block = 0; block < 2; block++) {
        VEC v[LANES];
#pragma clang loop unroll(full)
        for (int l = 0; l < LANES; l++) {
          const ptrdiff_t i = first + block * LANES + l;
          const T *x = lines + (i < count ? i : count - 1) * line + k;
          v[l] = deep == LANES ? NAME(load)(x) : NAME(load_part)(x, deep);
          __builtin_prefetch(x + 256 / sizeof(T));
        }
        NAME(transpose)(v);
#pragma clang loop unroll(full)
        for (int l = 0; l < LANES; l++) {
          if (l >= deep) break;
          sums[block] = NAME(fma)(v[l], vector[(k + l) * step] - (VEC){0}, sums[block]);
        }
      }
    }
    for (ptrdiff_t i = first; i < count && i < first + 2 * LANES; i++) {
      const T x = sums[(i - first) / LANES][(i - first) % LANES];
      out[i * out_step] = bias ? x + bias[i * bias_step] : x;
    }
    if (seodang_interrupted()) return;
  }
}

// Few columns, many rows: computes the transpose, whose tiles fill their vectors, and scatters it.
static int NAME(thin_product)(const PRODUCT *p, ptrdiff_t row0, ptrdiff_t row1, ptrdiff_t col0, ptrdiff_t col1) {
  const ptrdiff_t columns = col1 - col0, inner = p->inner;
  T *packed = NULL;
  if (p->a_row != 1) {
    const ptrdiff_t depth = NAME(least)(inner, DEPTH_BLOCK);
    packed = seodang_scratch(SEODANG_SCRATCH_PRODUCT, sizeof(T) * (size_t)((depth + 2) * NAME(WIDTH)));
    if (!packed) return 0;
  }
  T out[TILE_ROWS * 2 * LANES];
  for (ptrdiff_t i = row0; i < row1; i += NAME(WIDTH)) {
    const ptrdiff_t wide = NAME(least)(NAME(WIDTH), row1 - i);
    T *c = p->c + i * p->c_row + col0;
    if (p->accumulate)
      for (ptrdiff_t j = 0; j < columns; j++)
        for (ptrdiff_t l = 0; l < wide; l++) out[j * NAME(WIDTH) + l] = c[l * p->c_row + j];
    for (ptrdiff_t k = 0; k < inner; k += DEPTH_BLOCK) {
      const ptrdiff_t depth = NAME(least)(DEPTH_BLOCK, inner - k);
      const T *a = p->a + i * p->a_row + k * p->a_column;
      if (packed) NAME(pack)(a, p->a_row, p->a_column, wide, depth, NAME(WIDTH), packed);
      NAME(tile) t = {
          .depth = depth, .a = p->b + k * p->b_row + col0 * p->b_column, .a_row = p->b_column, .a_step = p->b_row,
          .b = packed ? packed : a, .b_step = packed ? NAME(WIDTH) : p->a_column,
          .c = out, .c_row = NAME(WIDTH), .from_c = k > 0 || p->accumulate,
      };
      NAME(run_tiles)(t, columns, wide, columns, 0, 0, packed != NULL);
      if (seodang_interrupted()) return 1;
    }
    for (ptrdiff_t j = 0; j < columns; j++)
      for (ptrdiff_t l = 0; l < wide; l++)
        c[l * p->c_row + j] = p->bias ? out[j * NAME(WIDTH) + l] + p->bias[col0 + j] : out[j * NAME(WIDTH) + l];
  }
  return 1;
}

// The rows row0..<row1 and columns col0..<col1 of the product.
static void NAME(product)(const PRODUCT *p, ptrdiff_t row0, ptrdiff_t row1, ptrdiff_t col0, ptrdiff_t col1) {
  const ptrdiff_t rows = row1 - row0, columns = col1 - col0, inner = p->inner;
  if (rows <= 0 || columns <= 0) return;
  if (inner <= 0) return NAME(plain_product)(p, row0, row1, col0, col1);
  if (columns == 1 && p->a_column == 1 && rows >= LANES && inner >= LANES)
    return NAME(vector_product)(
        p->a + row0 * p->a_row, p->a_row, p->b + col0 * p->b_column, p->b_row, p->c + row0 * p->c_row + col0, p->c_row,
        p->bias ? p->bias + col0 : NULL, 0, rows, inner, p->accumulate);
  if (rows == 1 && p->b_row == 1 && p->b_column != 1 && columns >= LANES && inner >= LANES)
    return NAME(vector_product)(
        p->b + col0 * p->b_column, p->b_column, p->a + row0 * p->a_row, p->a_column, p->c + row0 * p->c_row + col0, 1,
        p->bias ? p->bias + col0 : NULL, 1, columns, inner, p->accumulate);
  const ptrdiff_t tiles = (rows + TILE_ROWS - 1) / TILE_ROWS;
  const ptrdiff_t height = (rows + tiles - 1) / tiles;  // as even as possible: short tiles wait for their own results
  if (columns <= NAME(least)(LANES / 4, TILE_ROWS) && rows >= LANES && inner >= 16 &&
      NAME(thin_product)(p, row0, row1, col0, col1))
    return;

  NAME(tile) t = {
      .depth = inner, .a = p->a + row0 * p->a_row, .a_row = p->a_row, .a_step = p->a_column,
      .b = p->b + col0 * p->b_column, .b_step = p->b_row, .c = p->c + row0 * p->c_row + col0, .c_row = p->c_row,
      .from_c = p->accumulate, .bias = p->bias ? p->bias + col0 : NULL,
  };
  const int pack_b = p->b_column != 1 && columns > 1 ? 1 : tiles > 2 && columns * inner > 128 * 96;
  const int pack_a = columns > 2 * NAME(WIDTH) && rows > TILE_ROWS && rows * inner > 96 * 64;
  if (!pack_b && !pack_a) {
    while (rows == 1 && col1 - col0 >= 8 * LANES) {
      NAME(tile_1_8_1_0)(&t);
      col0 += 8 * LANES, t.b += 8 * LANES, t.c += 8 * LANES, t.bias += t.bias ? 8 * LANES : 0;
    }
    return NAME(run_tiles)(t, rows, col1 - col0, height, 0, height * p->a_row, 0);
  }

  const ptrdiff_t most_depth = NAME(least)(inner, DEPTH_BLOCK);
  const ptrdiff_t most_columns = pack_b ? (NAME(least)(columns, COLUMN_BLOCK) + NAME(WIDTH) - 1) / NAME(WIDTH) * NAME(WIDTH) : 0;
  const ptrdiff_t most_rows = pack_a ? NAME(least)((rows / height + 1) * TILE_ROWS, NAME(ROW_BLOCK)) : 0;
  const ptrdiff_t b_size = (most_depth + 1) * most_columns + 16;
  T *packed = seodang_scratch(
      SEODANG_SCRATCH_PRODUCT, sizeof(T) * (size_t)(b_size + (most_depth + 1) * most_rows + 2 * LANES));
  if (!packed) return NAME(plain_product)(p, row0, row1, col0, col1);
  T *const packed_a = packed + b_size / 16 * 16;
  const ptrdiff_t row_block = pack_a ? NAME(ROW_BLOCK) / TILE_ROWS * height : rows;
  for (ptrdiff_t j = 0; j < columns; j += COLUMN_BLOCK) {
    const ptrdiff_t wide = NAME(least)(COLUMN_BLOCK, columns - j);
    for (ptrdiff_t k = 0; k < inner; k += DEPTH_BLOCK) {
      t.depth = NAME(least)(DEPTH_BLOCK, inner - k);
      t.from_c = p->accumulate || k > 0;
      t.bias = p->bias && k + t.depth == inner ? p->bias + col0 + j : NULL;
      t.b = p->b + k * p->b_row + (col0 + j) * p->b_column;
      if (pack_b) {
        for (ptrdiff_t l = 0; l < wide; l += NAME(WIDTH))
          NAME(pack)(
              t.b + l * p->b_column, p->b_column, p->b_row, NAME(least)(NAME(WIDTH), wide - l), t.depth, NAME(WIDTH),
              packed + l * t.depth);
        t.b = packed, t.b_step = NAME(WIDTH);
      }
      for (ptrdiff_t i = 0; i < rows; i += row_block) {
        const ptrdiff_t high = NAME(least)(row_block, rows - i);
        t.a = p->a + (row0 + i) * p->a_row + k * p->a_column;
        t.c = p->c + (row0 + i) * p->c_row + col0 + j;
        if (pack_a) {
          const ptrdiff_t tile_size = TILE_ROWS * t.depth;
          for (ptrdiff_t r = 0, n = 0; r < high; r += height, n++)
            NAME(pack)(
                t.a + r * p->a_row, p->a_row, p->a_column, NAME(least)(height, high - r), t.depth, TILE_ROWS,
                packed_a + n * tile_size);
          t.a = packed_a;
          NAME(run_tiles)(t, high, wide, height, 1, tile_size, pack_b);
        } else {
          NAME(run_tiles)(t, high, wide, height, 0, height * p->a_row, pack_b);
        }
        if (seodang_interrupted()) return;
      }
    }
  }
}

#undef T
#undef VEC
#undef LANES
#undef NAME
#undef PRODUCT
#undef DEPTH_BLOCK
#undef COLUMN_BLOCK
