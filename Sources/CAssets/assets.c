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
  {NULL, NULL, 0},
};
