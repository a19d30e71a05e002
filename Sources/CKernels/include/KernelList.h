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
