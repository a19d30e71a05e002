// columns[((c·kh + ky)·kw + kx)·out + (oy·ow + ox)] = the image under the window: a convolution is then a product.
static void NAME(im2col)(const seodang_window *w, const T *image, T *columns) {
  for (ptrdiff_t c = 0; c < w->channels; c++, image += w->height * w->width)
    for (ptrdiff_t ky = 0; ky < w->kernel_height; ky++)
      for (ptrdiff_t kx = 0; kx < w->kernel_width; kx++) {
        // Where the window is inside the image: ox in from..<to.
        const ptrdiff_t x0 = kx * w->dilation_x - w->pad_x;
        ptrdiff_t from = x0 < 0 ? (-x0 + w->stride_x - 1) / w->stride_x : 0;
        ptrdiff_t to = x0 < w->width ? (w->width - x0 + w->stride_x - 1) / w->stride_x : 0;
        if (to > w->out_width) to = w->out_width;
        if (from > to) from = to;
        for (ptrdiff_t oy = 0; oy < w->out_height; oy++, columns += w->out_width) {
          const ptrdiff_t y = oy * w->stride_y + ky * w->dilation_y - w->pad_y;
          if (y < 0 || y >= w->height) {
            memset(columns, 0, sizeof(T) * (size_t)w->out_width);
            continue;
          }
          const T *row = image + y * w->width + x0;
          for (ptrdiff_t x = 0; x < from; x++) columns[x] = 0;
          if (w->stride_x == 1)
            memcpy(columns + from, row + from, sizeof(T) * (size_t)(to - from));
          else
            for (ptrdiff_t x = from; x < to; x++) columns[x] = row[x * w->stride_x];
          for (ptrdiff_t x = to; x < w->out_width; x++) columns[x] = 0;
        }
      }
}

// The transpose: adds every column back to where it came from.
static void NAME(col2im)(const seodang_window *w, const T *columns, T *image) {
  for (ptrdiff_t c = 0; c < w->channels; c++, image += w->height * w->width)
    for (ptrdiff_t ky = 0; ky < w->kernel_height; ky++)
      for (ptrdiff_t kx = 0; kx < w->kernel_width; kx++) {
        const ptrdiff_t x0 = kx * w->dilation_x - w->pad_x;
        ptrdiff_t from = x0 < 0 ? (-x0 + w->stride_x - 1) / w->stride_x : 0;
        ptrdiff_t to = x0 < w->width ? (w->width - x0 + w->stride_x - 1) / w->stride_x : 0;
        if (to > w->out_width) to = w->out_width;
        for (ptrdiff_t oy = 0; oy < w->out_height; oy++, columns += w->out_width) {
          const ptrdiff_t y = oy * w->stride_y + ky * w->dilation_y - w->pad_y;
          if (y < 0 || y >= w->height) continue;
          T *row = image + y * w->width + x0;
          if (w->stride_x == 1)
            for (ptrdiff_t x = from; x < to; x++) row[x] += columns[x];
          else
            for (ptrdiff_t x = from; x < to; x++) row[x * w->stride_x] += columns[x];
        }
      }
}

// The part of the image under the window at one output position.
typedef struct {
  ptrdiff_t y0, y1, x0, x1;
} NAME(pane);

INLINE NAME(pane) NAME(pane_at)(const seodang_window *w, ptrdiff_t oy, ptrdiff_t ox) {
  NAME(pane) p = {oy * w->stride_y - w->pad_y, 0, ox * w->stride_x - w->pad_x, 0};
  p.y1 = p.y0 + (w->kernel_height - 1) * w->dilation_y + 1;
  p.x1 = p.x0 + (w->kernel_width - 1) * w->dilation_x + 1;
  if (p.y0 < 0) p.y0 += (-p.y0 + w->dilation_y - 1) / w->dilation_y * w->dilation_y;
  if (p.x0 < 0) p.x0 += (-p.x0 + w->dilation_x - 1) / w->dilation_x * w->dilation_x;
  if (p.y1 > w->height) p.y1 = w->height;
  if (p.x1 > w->width) p.x1 = w->width;
  return p;
}

// The largest element under the window and its place in the plane: the first of equals, or a NaN.
static void NAME(max_pool)(const seodang_window *w, const T *image, T *out, int64_t *places) {
  for (ptrdiff_t c = 0; c < w->channels; c++, image += w->height * w->width)
    for (ptrdiff_t oy = 0; oy < w->out_height; oy++)
      for (ptrdiff_t ox = 0; ox < w->out_width; ox++) {
        const NAME(pane) p = NAME(pane_at)(w, oy, ox);
        T best = -(T)INFINITY;
        ptrdiff_t place = p.y0 * w->width + p.x0;
        for (ptrdiff_t y = p.y0; y < p.y1; y += w->dilation_y)
          for (ptrdiff_t x = p.x0; x < p.x1; x += w->dilation_x) {
            const T value = image[y * w->width + x];
            if (value > best || value != value) best = value, place = y * w->width + x;
          }
        *out++ = best;
        *places++ = place;
      }
}

// The mean under the window. The divisor is `divisor` if positive, else the window's size, counting the padding or not.
INLINE T NAME(pool_divisor)(const seodang_window *w, ptrdiff_t oy, ptrdiff_t ox, int counts_padding, ptrdiff_t divisor) {
  if (divisor > 0) return (T)divisor;
  const NAME(pane) p = NAME(pane_at)(w, oy, ox);
  if (!counts_padding) return (T)((p.y1 - p.y0) * (p.x1 - p.x0));
  // A window that hangs over the padded image's end (ceil mode) counts only up to there.
  ptrdiff_t y0 = oy * w->stride_y - w->pad_y, x0 = ox * w->stride_x - w->pad_x;
  ptrdiff_t y1 = y0 + w->kernel_height, x1 = x0 + w->kernel_width;
  if (y1 > w->height + w->pad_y) y1 = w->height + w->pad_y;
  if (x1 > w->width + w->pad_x) x1 = w->width + w->pad_x;
  return (T)((y1 - y0) * (x1 - x0));
}

static void NAME(average_pool)(const seodang_window *w, const T *image, T *out, int counts_padding, ptrdiff_t divisor) {
  for (ptrdiff_t c = 0; c < w->channels; c++, image += w->height * w->width)
    for (ptrdiff_t oy = 0; oy < w->out_height; oy++)
      for (ptrdiff_t ox = 0; ox < w->out_width; ox++) {
        const NAME(pane) p = NAME(pane_at)(w, oy, ox);
        T sum = 0;
        for (ptrdiff_t y = p.y0; y < p.y1; y++)
          for (ptrdiff_t x = p.x0; x < p.x1; x++) sum += image[y * w->width + x];
        *out++ = sum / NAME(pool_divisor)(w, oy, ox, counts_padding, divisor);
      }
}

// Spreads gradients of the means over the windows; adds to `image`.
static void NAME(average_unpool)(const seodang_window *w, const T *grad, T *image, int counts_padding, ptrdiff_t divisor) {
  for (ptrdiff_t c = 0; c < w->channels; c++, image += w->height * w->width)
    for (ptrdiff_t oy = 0; oy < w->out_height; oy++)
      for (ptrdiff_t ox = 0; ox < w->out_width; ox++) {
        const NAME(pane) p = NAME(pane_at)(w, oy, ox);
        const T share = *grad++ / NAME(pool_divisor)(w, oy, ox, counts_padding, divisor);
        for (ptrdiff_t y = p.y0; y < p.y1; y++)
          for (ptrdiff_t x = p.x0; x < p.x1; x++) image[y * w->width + x] += share;
      }
}

// The running sum of a line in chunks of eight: each chunk is summed by itself and then lifted by what came before, so
// that lines don't wait for one addition an element. The sums are kept in float64.
static void NAME(cumulative_sum)(const T *x, T *out, ptrdiff_t outer, ptrdiff_t length, ptrdiff_t inner) {
  if (inner == 1) {
    for (ptrdiff_t o = 0; o < outer; o++, x += length, out += length) {
      double carry = 0;
      ptrdiff_t i = 0;
      for (; i + 8 <= length; i += 8) {
        if ((i & 0xFFFFF) == 0 && seodang_interrupted()) return;
        double sums[8];
        sums[0] = x[i];
#pragma clang loop unroll(full)
        for (int l = 1; l < 8; l++) sums[l] = sums[l - 1] + (double)x[i + l];
#pragma clang loop unroll(full)
        for (int l = 0; l < 8; l++) out[i + l] = (T)(carry + sums[l]);
        carry += sums[7];
      }
      for (double sum = 0; i < length; i++) {
        sum += (double)x[i];
        out[i] = (T)(carry + sum);
      }
    }
    return;
  }
  enum { BLOCK = 64 };
  for (ptrdiff_t o = 0; o < outer; o++, x += length * inner, out += length * inner)
    for (ptrdiff_t j = 0; j < inner; j += BLOCK) {
      const ptrdiff_t wide = inner - j < BLOCK ? inner - j : BLOCK;
      if (seodang_interrupted()) return;
      double carry[BLOCK] = {0}, sums[BLOCK] = {0};
      for (ptrdiff_t i = 0; i < length; i++) {
        const T *from = x + i * inner + j;
        T *to = out + i * inner + j;
        if (i % 8 == 0)
          for (ptrdiff_t l = 0; l < wide; l++) {
            carry[l] = i ? carry[l] + sums[l] : 0;
            sums[l] = (double)from[l];
            to[l] = (T)(carry[l] + sums[l]);
          }
        else
          for (ptrdiff_t l = 0; l < wide; l++) {
            sums[l] += (double)from[l];
            to[l] = (T)(carry[l] + sums[l]);
          }
      }
    }
}

#undef T
#undef NAME
