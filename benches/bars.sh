#!/usr/bin/env bash
# The bars of the project, measured and printed as a table.
#
#   benches/bars.sh CODESETS [NOTES.jsonl]
#
# CODESETS is a folder of official files, NOTES.jsonl unlabelled notes (`cargo xtask background`).
# Needs python3 with venv; the comparison with simple_icd_10_cm is left out where pip cannot fetch it.
set -euo pipefail
cd "$(dirname "$0")/.."
codesets=${1:?usage: benches/bars.sh CODESETS [NOTES.jsonl]}
notes=${2:-}
cargo build --release --quiet -p medcode-cli
cargo build --release --quiet -p medcode --example bars
cargo build --release --quiet -p medcode-cli --example notes
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python3 -m venv "$scratch/venv" && "$scratch/venv/bin/pip" install --quiet simple-icd-10-cm || true
MEDCODE_HOME="$scratch/home" python3 benches/bars.py "$scratch/venv/bin/python3" "$codesets" $notes
