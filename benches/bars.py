"""Runs the measured commands and prints the table of bars; called by bars.sh."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MEDCODE = ["target/release/medcode"]
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
ROWS = []


def row(what, value, unit, bar, good):
    """One line of the table."""
    ROWS.append((what, f"{value:.3g} {unit}" if value < 100 else f"{value:.0f} {unit}", bar, "yes" if good else "NO"))


def run(command, **more):
    """Seconds, peak resident megabytes and user seconds of a command."""
    begun = time.perf_counter()
    with subprocess.Popen(command, **{**QUIET, **more}) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[0]} failed: {process.returncode}")
    return time.perf_counter() - begun, usage.ru_maxrss / 1024, usage.ru_utime


def median(command, times):
    """The median of the seconds a command takes."""
    return statistics.median(run(command)[0] for _ in range(times))


def installing(codesets):
    seconds, peak, _ = run(MEDCODE + ["install", "--from", codesets])
    home = Path(os.environ["MEDCODE_HOME"])
    size = sum(f.stat().st_size for f in (home / "kb").iterdir()) / 1e6
    row("install everything", seconds, "s", "< 20 s", seconds < 20)
    row("install, peak memory", peak, "MB", "< 1000 MB", peak < 1000)
    row("knowledge base", size, "MB", "< 80 MB", size < 80)


BARS = {"open and first lookup, median": 5.0, "search p50": 0.3, "search p99": 2.0, "code a note, p99": 5.0}


def in_process(*command):
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for line in out.splitlines():
        what, value, unit = line.split("\t")
        bar = BARS.get(what)
        row(what, float(value), unit, f"< {bar} {unit}" if bar else "", bar is None or float(value) < bar)


def against_python(python):
    peer = [python, "-c", "import simple_icd_10_cm as c; c.get_description('E11.22')"]
    try:
        theirs = median(peer, 5)
    except (OSError, SystemExit):
        print("simple_icd_10_cm is not installed: not compared", file=sys.stderr)
        return
    ours = median(MEDCODE + ["lookup", "E11.22"], 21)
    row("lookup E11.22, whole process", ours * 1000, "ms", "", True)
    row("the same with simple_icd_10_cm", theirs * 1000, "ms", "", True)
    row("times faster", theirs / ours, "x", ">= 50 x", theirs / ours >= 50)


def coding(notes):
    count = sum(1 for _ in open(notes, encoding="utf-8"))
    seconds, peak, _ = run(MEDCODE + ["code", "--jsonl", notes, "--threads", "1"])
    row(f"code, {count} notes, one core", count / seconds, "notes/s", ">= 1500", count / seconds >= 1500)
    row("code, peak memory", peak, "MB", "< 250 MB", peak < 250)
    in_process("target/release/examples/notes", notes)


TIMES = 8


def growing(notes):
    """How much longer a note of eight megabytes takes than one of a megabyte, in each shape."""
    with open(notes, encoding="utf-8") as lines:
        text = "\n\n".join(json.loads(line)["note"] for line in lines)
    text = text * (1 + TIMES * 1_000_000 // len(text))
    shapes = {"": text, ", one line": text.replace("\n", " "), ", no stops": "".join(c if c.isalnum() else " " for c in text)}
    for shape, whole in shapes.items():
        took = []
        for length in (1_000_000, TIMES * 1_000_000):
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
                file.write(whole[:length])
                file.flush()
                took.append(min(run(MEDCODE + ["code", file.name, "--json"])[2] for _ in range(2)))
        row(f"code {TIMES} MB against 1 MB{shape}", took[1] / took[0], "x", f"<= {1.5 * TIMES:.0f} x", took[1] <= 1.5 * TIMES * took[0])


def main():
    python, codesets, *notes = sys.argv[1:]
    installing(codesets)
    in_process("target/release/examples/bars")
    against_python(python)
    for path in notes:
        coding(path)
        growing(path)
    widths = [max(len(r[n]) for r in ROWS) for n in range(4)]
    for cells in [("measure", "measured", "bar", "met"), *ROWS]:
        print("  ".join(cell.ljust(width) for cell, width in zip(cells, widths)).rstrip())
    sys.exit(any(r[3] == "NO" for r in ROWS))


if __name__ == "__main__":
    main()
