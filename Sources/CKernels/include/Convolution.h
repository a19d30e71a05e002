// Convolutions as matrix products, and the windows that pooling slides over an image.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// A window sliding over the planes of an image. Positions outside the image read as zero.
typedef struct seodang_window {
  ptrdiff_t channels, height, width;
  ptrdiff_t kernel_height, kernel_width;
  ptrdiff_t out_height, out_width;
  ptrdiff_t stride_y, stride_x, pad_y, pad_x, dilation_y, dilation_x;
} seodang_window;

/// A convolution of `batch` images. `filters` is the number of channels on the side the kernel produces; both it and the
/// window's channels are divided into `groups`. All arrays are contiguous:
/// image (batch, channels, height, width), kernel (filters, channels / groups, kernel_height, kernel_width),
/// map (batch, filters, out_height, out_width).
typedef struct seodang_convolution {
  seodang_window window;
  ptrdiff_t batch, filters, groups;
  void *_Nullable image;
  void *_Nullable kernel;
  void *_Nullable map;
  const void *_Nullable bias;  // one a filter, or null
} seodang_convolution;

/// map = image ∗ kernel (+ bias): a convolution forwards, or the gradient of a transposed one for its input.
/// These three return 0 when memory is short.
int seodang_convolve_f32(const seodang_convolution *_Nonnull c);
int seodang_convolve_f64(const seodang_convolution *_Nonnull c);
/// image = what the map spreads over it: the gradient for a convolution's image, or a transposed convolution forwards.
int seodang_convolve_image_f32(const seodang_convolution *_Nonnull c);
int seodang_convolve_image_f64(const seodang_convolution *_Nonnull c);
/// kernel = the gradient for the kernel of either.
int seodang_convolve_kernel_f32(const seodang_convolution *_Nonnull c);
int seodang_convolve_kernel_f64(const seodang_convolution *_Nonnull c);
