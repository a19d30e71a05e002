#include "CAssets.h"

// To embed another file, add its bytes here and its line to the table below. Paths are relative to this file.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const uint8_t digits[] = {
#embed "Data/digits.bin"
};

const struct seodang_asset seodang_assets[] = {
  {"digits.bin", digits, sizeof digits},
  {NULL, NULL, 0},
};
