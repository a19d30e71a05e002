#pragma once
#include <stddef.h>
#include <stdint.h>

/// One file embedded in the binary: its path as scripts and lessons name it, its bytes, and their number.
struct seodang_asset {
  const char *name;
  const uint8_t *bytes;
  size_t count;
};

/// All embedded files, ended by an entry whose name is NULL.
extern const struct seodang_asset seodang_assets[];

/// The first of them: Swift can't name an array of unknown length.
static inline const struct seodang_asset *seodang_first_asset(void) { return seodang_assets; }
