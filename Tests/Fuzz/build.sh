#!/bin/bash
# Builds the fuzz targets with libFuzzer into .build/fuzz: `parser`, `script` and, with LIBRARY=1, `library`.
# Each room is compiled as one module with coverage counters, in the order of its imports.
set -e
cd "$(git rev-parse --show-toplevel)"
out=.build/fuzz
mkdir -p $out
flags="-swift-version 6 -package-name seodang -O -wmo -sanitize=fuzzer -parse-as-library -I $out"

room() {
  name=$1; shift
  newest=$(find Sources/$name -name '*.swift' -newer $out/$name.o 2>/dev/null | head -1)
  [ -f $out/$name.o ] && [ -z "$newest" ] && return
  echo "==> $name"
  swiftc $flags "$@" -module-name $name -emit-module -emit-module-path $out/$name.swiftmodule \
    -emit-object -o $out/$name.o $(find Sources/$name -name '*.swift')
}

target() {
  name=$1; file=$2; shift 2
  echo "==> $name"
  swiftc $flags -module-name Fuzz -o $out/$name Tests/Fuzz/$file "$@"
}

room Text
room Script
target parser ParserTarget.swift $out/Text.o $out/Script.o
target script ScriptTarget.swift $out/Text.o $out/Script.o
[ "$LIBRARY" = 1 ] || exit 0

# The rooms below the library need their C parts and swift-collections, which a release build has made.
build=.build/release
modules="-I Sources/CKernels/include -I Sources/CAssets/include -I $build/Modules"
modules="$modules -Xcc -fmodule-map-file=$build/CAssets.build/module.modulemap"
room Tensors $modules
room Neural $modules
room Plots
room Library $modules
# Names of files have spaces there.
mapfile -d '' objects < <(find $build/CKernels.build $build/CAssets.build $build/OrderedCollections.build \
  $build/InternalCollectionsUtilities.build -name '*.o' -print0)
target library ScriptTarget.swift -D LIBRARY $modules $out/{Text,Script,Tensors,Neural,Plots,Library}.o "${objects[@]}"
