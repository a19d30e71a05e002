// Every kernel, one line each: KERNEL(result, name, (parameters)). No include guard: this list is expanded
// once for the table's fields and once per level for its values. See Dispatch.h for how to add one.

// Kernels/ProductKernel.h: one thread's share of a matrix product
KERNEL(void, product_f32, (const seodang_product_f32 *_Nonnull p, ptrdiff_t row0, ptrdiff_t row1, ptrdiff_t col0, ptrdiff_t col1))
KERNEL(void, product_f64, (const seodang_product_f64 *_Nonnull p, ptrdiff_t row0, ptrdiff_t row1, ptrdiff_t col0, ptrdiff_t col1))
KERNEL(void, product_i64, (const seodang_product_i64 *_Nonnull p, ptrdiff_t row0, ptrdiff_t row1, ptrdiff_t col0, ptrdiff_t col1))

// Kernels/UpdateKernel.h: the steps of optimisers
KERNEL(void, sgd_f32, (const seodang_update *_Nonnull u, size_t n))
KERNEL(void, sgd_f64, (const seodang_update *_Nonnull u, size_t n))
KERNEL(void, adam_f32, (const seodang_update *_Nonnull u, size_t n))
KERNEL(void, adam_f64, (const seodang_update *_Nonnull u, size_t n))
KERNEL(void, rmsprop_f32, (const seodang_update *_Nonnull u, size_t n))
KERNEL(void, rmsprop_f64, (const seodang_update *_Nonnull u, size_t n))
KERNEL(void, adagrad_f32, (const seodang_update *_Nonnull u, size_t n))
KERNEL(void, adagrad_f64, (const seodang_update *_Nonnull u, size_t n))
KERNEL(void, adadelta_f32, (const seodang_update *_Nonnull u, size_t n))
KERNEL(void, adadelta_f64, (const seodang_update *_Nonnull u, size_t n))
KERNEL(void, adamax_f32, (const seodang_update *_Nonnull u, size_t n))
KERNEL(void, adamax_f64, (const seodang_update *_Nonnull u, size_t n))
KERNEL(void, nadam_f32, (const seodang_update *_Nonnull u, size_t n))
KERNEL(void, nadam_f64, (const seodang_update *_Nonnull u, size_t n))
KERNEL(void, radam_f32, (const seodang_update *_Nonnull u, size_t n))
KERNEL(void, radam_f64, (const seodang_update *_Nonnull u, size_t n))
KERNEL(void, rprop_f32, (const seodang_update *_Nonnull u, size_t n))
KERNEL(void, rprop_f64, (const seodang_update *_Nonnull u, size_t n))

// Kernels/RandomKernel.h: drawing from a stream, bit for bit as PyTorch's CPU generator does
KERNEL(void, mt_refill, (seodang_stream *_Nonnull stream))
KERNEL(void, random_words, (seodang_stream *_Nonnull stream, uint32_t *_Nonnull out, size_t n))
KERNEL(void, random_uniform_f32, (seodang_stream *_Nonnull stream, float *_Nonnull out, size_t n, float low, float width, float high))
KERNEL(void, random_uniform_f64, (seodang_stream *_Nonnull stream, double *_Nonnull out, size_t n, double low, double width, double high))
KERNEL(void, random_normal_f32, (seodang_stream *_Nonnull stream, float *_Nonnull out, size_t n, float mean, float deviation))
KERNEL(void, random_normal_f64, (seodang_stream *_Nonnull stream, double *_Nonnull out, size_t n, double mean, double deviation))
KERNEL(void, random_bernoulli_f32, (seodang_stream *_Nonnull stream, float *_Nonnull out, size_t n, double probability, float success))
KERNEL(void, random_below, (seodang_stream *_Nonnull stream, int64_t *_Nonnull out, size_t n, int64_t low, uint64_t range))
KERNEL(void, random_permutation, (seodang_stream *_Nonnull stream, int64_t *_Nonnull out, size_t n))

// Kernels/WindowKernel.h: sliding windows, running sums
KERNEL(void, im2col_f32, (const seodang_window *_Nonnull w, const float *_Nonnull image, float *_Nonnull columns))
KERNEL(void, col2im_f32, (const seodang_window *_Nonnull w, const float *_Nonnull columns, float *_Nonnull image))
KERNEL(void, max_pool_f32, (const seodang_window *_Nonnull w, const float *_Nonnull image, float *_Nonnull out, int64_t *_Nonnull places))
KERNEL(void, average_pool_f32, (const seodang_window *_Nonnull w, const float *_Nonnull image, float *_Nonnull out, int counts_padding, ptrdiff_t divisor))
KERNEL(void, average_unpool_f32, (const seodang_window *_Nonnull w, const float *_Nonnull grad, float *_Nonnull image, int counts_padding, ptrdiff_t divisor))
KERNEL(void, cumulative_sum_f32, (const float *_Nonnull x, float *_Nonnull out, ptrdiff_t outer, ptrdiff_t length, ptrdiff_t inner))
KERNEL(void, im2col_f64, (const seodang_window *_Nonnull w, const double *_Nonnull image, double *_Nonnull columns))
KERNEL(void, col2im_f64, (const seodang_window *_Nonnull w, const double *_Nonnull columns, double *_Nonnull image))
KERNEL(void, max_pool_f64, (const seodang_window *_Nonnull w, const double *_Nonnull image, double *_Nonnull out, int64_t *_Nonnull places))
KERNEL(void, average_pool_f64, (const seodang_window *_Nonnull w, const double *_Nonnull image, double *_Nonnull out, int counts_padding, ptrdiff_t divisor))
KERNEL(void, average_unpool_f64, (const seodang_window *_Nonnull w, const double *_Nonnull grad, double *_Nonnull image, int counts_padding, ptrdiff_t divisor))
KERNEL(void, cumulative_sum_f64, (const double *_Nonnull x, double *_Nonnull out, ptrdiff_t outer, ptrdiff_t length, ptrdiff_t inner))
