#!/usr/bin/env bash
# The speed of checking claims, measured and printed.
#
#   MEDCODE_HOME=HOME benches/claims.sh [CLAIMS]
#
# HOME has ICD-10-CM, HCPCS, the fee schedule and the NCCI edits installed. Writes a file of clean
# synthetic 837P claims (2,000,000 of them are 1.3 GB), then times the questions to the edits, the
# tokenizer, the rule book in process, and the command. Times are those of one core at work; the
# memory is the most that the command took.
set -euo pipefail
cd "$(dirname "$0")/.."
: "${MEDCODE_HOME:?set MEDCODE_HOME to an installed home}"
claims=${1:-200000}
cargo build --release --quiet -p medcode-cli
cargo build --release --quiet -p medcode --example claims
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
bench=target/release/examples/claims
"$bench" write "$claims" "$scratch/claims.837"
echo "$claims claims, $(stat -c %s "$scratch/claims.837") bytes"
"$bench" pairs
"$bench" tokens "$scratch/claims.837"
"$bench" check "$scratch/claims.837"
for policy in --nearest ""; do
    python3 - "$scratch/claims.837" $policy <<'PY'
import json, resource, subprocess, sys
command = ["target/release/medcode", "check", "--json", *sys.argv[1:]]
done = subprocess.run(command, stdout=subprocess.PIPE)
told = json.loads(done.stdout)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
seconds = used.ru_utime + used.ru_stime
print(f"{' '.join(['medcode check', *sys.argv[2:]])}: {told['claims'] / seconds:.0f} claims/s, "
      f"{used.ru_maxrss / 1024:.0f} MB at the most, {len(told['findings'])} findings, "
      f"{told['evaluations']} rules asked, {told['no_data_share'] * 100:.2f} % without data")
PY
done
