#include "CAssets.h"

// To embed another file, add its bytes here and its line to the table below. Paths are relative to this file.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t digits[] = {
#embed "Data/digits.bin"
};
static const uint8_t help[] = {
#embed "Data/help.txt"
};
static const uint8_t pytorch_names[] = {
#embed "Data/pytorch-names.txt"
};
static const uint8_t module_asgd[] = {
#embed "Modules/asgd.py"
};
static const uint8_t module_attention[] = {
#embed "Modules/attention.py"
};
static const uint8_t module_autograd_functional[] = {
#embed "Modules/autograd_functional.py"
};
static const uint8_t module_collections[] = {
#embed "Modules/collections.py"
};
static const uint8_t module_contextlib[] = {
#embed "Modules/contextlib.py"
};
static const uint8_t module_data[] = {
#embed "Modules/data.py"
};
static const uint8_t module_distributions[] = {
#embed "Modules/distributions.py"
};
static const uint8_t module_fractions[] = {
#embed "Modules/fractions.py"
};
static const uint8_t module_gradcheck[] = {
#embed "Modules/gradcheck.py"
};
static const uint8_t module_io[] = {
#embed "Modules/io.py"
};
static const uint8_t module_json[] = {
#embed "Modules/json.py"
};
static const uint8_t module_lbfgs[] = {
#embed "Modules/lbfgs.py"
};
static const uint8_t module_losses[] = {
#embed "Modules/losses.py"
};
static const uint8_t module_numerics[] = {
#embed "Modules/numerics.py"
};
static const uint8_t module_heapq[] = {
#embed "Modules/heapq.py"
};
static const uint8_t module_images[] = {
#embed "Modules/images.py"
};
static const uint8_t module_operator[] = {
#embed "Modules/operator.py"
};
static const uint8_t module_rnn[] = {
#embed "Modules/rnn.py"
};
static const uint8_t module_statistics[] = {
#embed "Modules/statistics.py"
};
static const uint8_t module_string[] = {
#embed "Modules/string.py"
};
static const uint8_t module_testing[] = {
#embed "Modules/testing.py"
};
static const uint8_t module_textwrap[] = {
#embed "Modules/textwrap.py"
};
static const uint8_t module_transformer[] = {
#embed "Modules/transformer.py"
};
static const uint8_t lesson_00[] = {
#embed "../../lessons/00-start.md"
};
static const uint8_t lesson_01[] = {
#embed "../../lessons/01-overfitting.md"
};
static const uint8_t lesson_02[] = {
#embed "../../lessons/02-bias-variance.md"
};
static const uint8_t lesson_03[] = {
#embed "../../lessons/03-symmetry.md"
};
static const uint8_t lesson_04[] = {
#embed "../../lessons/04-vanishing.md"
};
static const uint8_t lesson_05[] = {
#embed "../../lessons/05-xavier.md"
};
static const uint8_t lesson_06[] = {
#embed "../../lessons/06-he.md"
};
static const uint8_t lesson_07[] = {
#embed "../../lessons/07-batchnorm.md"
};
static const uint8_t lesson_08[] = {
#embed "../../lessons/08-normalisations.md"
};
static const uint8_t lesson_09[] = {
#embed "../../lessons/09-regularisation.md"
};

const struct seodang_asset seodang_assets[] = {
  {"digits.bin", digits, sizeof digits},
  {"help.txt", help, sizeof help},
  {"pytorch-names.txt", pytorch_names, sizeof pytorch_names},
  {"lessons/00-start.md", lesson_00, sizeof lesson_00},
  {"lessons/01-overfitting.md", lesson_01, sizeof lesson_01},
  {"lessons/02-bias-variance.md", lesson_02, sizeof lesson_02},
  {"lessons/03-symmetry.md", lesson_03, sizeof lesson_03},
  {"lessons/04-vanishing.md", lesson_04, sizeof lesson_04},
  {"lessons/05-xavier.md", lesson_05, sizeof lesson_05},
  {"lessons/06-he.md", lesson_06, sizeof lesson_06},
  {"lessons/07-batchnorm.md", lesson_07, sizeof lesson_07},
  {"lessons/08-normalisations.md", lesson_08, sizeof lesson_08},
  {"lessons/09-regularisation.md", lesson_09, sizeof lesson_09},
  {"modules/asgd.py", module_asgd, sizeof module_asgd},
  {"modules/attention.py", module_attention, sizeof module_attention},
  {"modules/autograd_functional.py", module_autograd_functional, sizeof module_autograd_functional},
  {"modules/collections.py", module_collections, sizeof module_collections},
  {"modules/contextlib.py", module_contextlib, sizeof module_contextlib},
  {"modules/data.py", module_data, sizeof module_data},
  {"modules/distributions.py", module_distributions, sizeof module_distributions},
  {"modules/fractions.py", module_fractions, sizeof module_fractions},
  {"modules/gradcheck.py", module_gradcheck, sizeof module_gradcheck},
  {"modules/io.py", module_io, sizeof module_io},
  {"modules/json.py", module_json, sizeof module_json},
  {"modules/lbfgs.py", module_lbfgs, sizeof module_lbfgs},
  {"modules/losses.py", module_losses, sizeof module_losses},
  {"modules/numerics.py", module_numerics, sizeof module_numerics},
  {"modules/heapq.py", module_heapq, sizeof module_heapq},
  {"modules/images.py", module_images, sizeof module_images},
  {"modules/operator.py", module_operator, sizeof module_operator},
  {"modules/rnn.py", module_rnn, sizeof module_rnn},
  {"modules/statistics.py", module_statistics, sizeof module_statistics},
  {"modules/string.py", module_string, sizeof module_string},
  {"modules/testing.py", module_testing, sizeof module_testing},
  {"modules/textwrap.py", module_textwrap, sizeof module_textwrap},
  {"modules/transformer.py", module_transformer, sizeof module_transformer},
  {NULL, NULL, 0},
};
