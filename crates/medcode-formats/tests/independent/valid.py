"""Is each X12 file valid to the maps of pyx12? Prints what it finds wrong; status 1 if anything."""

import io
import json
import sys

import pyx12.params
import pyx12.x12n_document


def faults(name):
    said = io.StringIO()
    with open(name, encoding="ascii") as source:
        valid = pyx12.x12n_document.x12n_document(
            pyx12.params.params(None), source, None, None, fd_json=said
        )
    return valid, json.loads(said.getvalue() or "{}")


def main():
    wrong = 0
    for name in sys.argv[1:]:
        valid, report = faults(name)
        if not valid:
            wrong += 1
            print(name, json.dumps(report, indent=1))
    print(f"{len(sys.argv) - 1} files, {wrong} not valid")
    return 1 if wrong or len(sys.argv) < 2 else 0


sys.exit(main())
