// One parameter's update by an optimiser, in one pass over its elements.
#pragma once
#include <stddef.h>

/// The arrays and settings of an update. All arrays have as many elements as the parameter; a rule takes the ones it
/// needs, and its settings have the precision that PyTorch computes them in before they meet the elements.
typedef struct seodang_update {
  void *_Nullable parameter;
  const void *_Nullable gradient;
  /// What the rule remembers of earlier steps.
  void *_Nullable first;
  void *_Nullable second;
  void *_Nullable third;
  /// What the direction is multiplied by: the learning rate, corrected for a young average where the rule says so.
  double rate;
  /// −1 when the objective is to grow, else 1.
  double sign;
  /// The multiple of the parameter that is added to the gradient.
  double weight_decay;
  /// What the parameter is multiplied by before anything else, 1 for nothing.
  double shrink;
  /// The decay of the first and of the second running average.
  double beta1, beta2;
  /// The weight of the new value in each of them.
  double fresh1, fresh2;
  double epsilon;
  /// What the second average's root is divided by, or the second average itself.
  double correction;
  /// What some rules multiply the direction by besides.
  double factor;
  /// The smallest and largest step of Rprop.
  double smallest, largest;
  /// Variants of a rule: Nesterov's momentum, AMSGrad, centered second moments.
  int variant;
  /// Whether the first average has no value yet.
  int is_first;
} seodang_update;

typedef void (*seodang_update_kernel)(const seodang_update *_Nonnull update, size_t count);

/// Updates all `count` elements of `width` bytes, on several threads where that pays.
void seodang_update_all(
    seodang_update_kernel _Nonnull kernel, const seodang_update *_Nonnull update, size_t count, size_t width);
