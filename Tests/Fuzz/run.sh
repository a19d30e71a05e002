#!/bin/bash
# Fuzzes one target for some minutes: `Tests/Fuzz/run.sh script 10`. The corpus grows in .build/fuzz; what crashes, hangs or
# uses up memory is written to .build/fuzz/findings.
set -e
cd "$(git rev-parse --show-toplevel)"
target=${1:-script}
minutes=${2:-10}
out=.build/fuzz
mkdir -p $out/corpus-$target $out/seeds $out/findings
[ -n "$(ls $out/seeds)" ] || python3 Tests/Fuzz/seeds.py $out/seeds
nice -n 10 $out/$target $out/corpus-$target $out/seeds Tests/Fuzz/Corpus \
  -dict=Tests/Fuzz/python.dict -max_total_time=$((minutes * 60)) -max_len=4096 -timeout=10 -rss_limit_mb=2048 \
  -artifact_prefix=$out/findings/$target- -print_final_stats=1 -close_fd_mask=1
