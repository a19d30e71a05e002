// Walks the dimensions of an elementwise operation; the loops themselves are in Kernels/.
#include "CKernels.h"
#include "Elementwise.h"
#include <stdbool.h>

enum { MAXIMUM_RANK = 8 };

typedef struct {
  seodang_loop loop;
  int operation, operand_count, outer_rank;
  ptrdiff_t outer_shape[MAXIMUM_RANK], outer_stride[MAXIMUM_RANK][4];  // bytes
  ptrdiff_t inner, width[4];
  ptrdiff_t rows, chunk, chunks;
  int may_stop;
  seodang_operands operands;
} job;

// Only what takes longer than this is stopped by an interrupt in the middle; what is shorter is done as a whole, so that
// an update in place leaves a tensor as it was or as it should be.
static const double MAY_STOP_NANOSECONDS = 20e6;

static int is_stopped(const job *j) { return j->may_stop && seodang_interrupted(); }

/// Runs one chunk of the innermost dimension for a range of rows.
static void run_part(void *context, ptrdiff_t part) {
  const job *j = context;
  if (is_stopped(j)) return;
  ptrdiff_t chunk = part % j->chunks, group = part / j->chunks, groups = j->rows;
  ptrdiff_t start = chunk * j->chunk, count = j->inner - start;
  if (count > j->chunk) count = j->chunk;
  (void)groups;
  seodang_operands o = j->operands;
  ptrdiff_t rest = group;
  ptrdiff_t offset[4] = {0, 0, 0, 0};
  for (int d = j->outer_rank - 1; d >= 0; d--) {
    ptrdiff_t index = rest % j->outer_shape[d];
    rest /= j->outer_shape[d];
    for (int k = 0; k < j->operand_count; k++) offset[k] += index * j->outer_stride[d][k];
  }
  for (int k = 0; k < j->operand_count; k++)
    o.pointer[k] = (char *)o.pointer[k] + offset[k] + start * o.step[k] * j->width[k];
  j->loop(j->operation, count, &o);
}

typedef struct {
  const job *job;
  ptrdiff_t rows_per_part;
} row_groups;

static void run_rows(const job *j, ptrdiff_t first, ptrdiff_t last) {
  ptrdiff_t index[MAXIMUM_RANK], rest = first;
  seodang_operands o = j->operands;
  for (int d = j->outer_rank - 1; d >= 0; d--) {
    index[d] = rest % j->outer_shape[d];
    rest /= j->outer_shape[d];
    for (int k = 0; k < j->operand_count; k++)
      o.pointer[k] = (char *)o.pointer[k] + index[d] * j->outer_stride[d][k];
  }
  for (ptrdiff_t row = first; row < last; row++) {
    j->loop(j->operation, j->inner, &o);
    for (int d = j->outer_rank - 1; d >= 0; d--) {
      index[d]++;
      for (int k = 0; k < j->operand_count; k++) o.pointer[k] = (char *)o.pointer[k] + j->outer_stride[d][k];
      if (index[d] < j->outer_shape[d]) break;
      for (int k = 0; k < j->operand_count; k++)
        o.pointer[k] = (char *)o.pointer[k] - j->outer_stride[d][k] * j->outer_shape[d];
      index[d] = 0;
    }
    if ((row & 1023) == 1023 && is_stopped(j)) return;
  }
}

static void run_group(void *context, ptrdiff_t part) {
  const row_groups *g = context;
  if (is_stopped(g->job)) return;
  ptrdiff_t first = part * g->rows_per_part, last = first + g->rows_per_part;
  run_rows(g->job, first, last < g->job->rows ? last : g->job->rows);
}

void seodang_elementwise_flat(
    seodang_loop loop, int operation, ptrdiff_t count, const seodang_operands *operands, const ptrdiff_t *width,
    double nanoseconds) {
  double total = (double)count * nanoseconds;
  if (total < 20000) {
    loop(operation, count, operands);
    return;
  }
  job j = {.loop = loop, .operation = operation, .operand_count = 4, .inner = count, .rows = 1, .operands = *operands};
  for (int k = 0; k < 4; k++) j.width[k] = width[k];
  j.may_stop = total > MAY_STOP_NANOSECONDS;
  ptrdiff_t parts = (ptrdiff_t)(total / 8000);
  if (parts > 1024) parts = 1024;
  j.chunk = ((count + parts - 1) / parts + 63) & ~(ptrdiff_t)63;
  j.chunks = (count + j.chunk - 1) / j.chunk;
  seodang_parallel(j.chunks, total, run_part, &j);
}

void seodang_elementwise(seodang_loop loop, int operation, const seodang_operands *operands, const seodang_walk *walk) {
  int count = walk->operand_count, rank = 0;
  ptrdiff_t shape[MAXIMUM_RANK], stride[MAXIMUM_RANK][4], total = 1;
  for (int d = 0; d < walk->rank; d++) {
    ptrdiff_t size = walk->shape[d];
    total *= size;
    if (size == 1) continue;
    // A dimension joins the one before when every operand steps through both as through one.
    bool joins = rank > 0;
    for (int k = 0; k < count && joins; k++) joins = stride[rank - 1][k] == walk->strides[k][d] * size;
    if (joins) {
      shape[rank - 1] *= size;
      for (int k = 0; k < count; k++) stride[rank - 1][k] = walk->strides[k][d];
      continue;
    }
    shape[rank] = size;
    for (int k = 0; k < count; k++) stride[rank][k] = walk->strides[k][d];
    rank++;
  }
  if (total == 0) return;
  job j = {.loop = loop, .operation = operation, .operand_count = count, .operands = *operands, .inner = 1};
  for (int k = 0; k < 4; k++) j.width[k] = walk->width[k];
  if (rank > 0) {
    // A short last dimension would make the loop's call cost more than its work: take the longest instead.
    int inner = rank - 1;
    if (shape[inner] < 16)
      for (int d = rank - 2; d >= 0; d--)
        if (shape[d] > 2 * shape[inner]) inner = d;
    j.inner = shape[inner];
    for (int k = 0; k < count; k++) j.operands.step[k] = stride[inner][k];
    for (int d = 0; d < rank; d++) {
      if (d == inner) continue;
      j.outer_shape[j.outer_rank] = shape[d];
      for (int k = 0; k < count; k++) j.outer_stride[j.outer_rank][k] = stride[d][k] * walk->width[k];
      j.outer_rank++;
    }
  }
  if (j.outer_rank == 0) {
    seodang_elementwise_flat(loop, operation, j.inner, &j.operands, j.width, walk->nanoseconds);
    return;
  }
  j.rows = total / j.inner;
  double cost = (double)total * walk->nanoseconds;
  j.may_stop = cost > MAY_STOP_NANOSECONDS;
  if (cost < 20000) {
    run_rows(&j, 0, j.rows);
    return;
  }
  if (j.rows >= 16) {
    ptrdiff_t parts = (ptrdiff_t)(cost / 8000);
    if (parts > 1024) parts = 1024;
    if (parts > j.rows) parts = j.rows;
    row_groups groups = {.job = &j, .rows_per_part = (j.rows + parts - 1) / parts};
    seodang_parallel((j.rows + groups.rows_per_part - 1) / groups.rows_per_part, cost, run_group, &groups);
    return;
  }
  ptrdiff_t pieces = 64 / j.rows;
  j.chunk = ((j.inner + pieces - 1) / pieces + 63) & ~(ptrdiff_t)63;
  j.chunks = (j.inner + j.chunk - 1) / j.chunk;
  seodang_parallel(j.chunks * j.rows, cost, run_part, &j);
}
