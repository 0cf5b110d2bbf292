"""Writes bench/history.md from the results of bench/history.sh, and puts it into docs/benchmarks.md."""

import glob
import json
import statistics
import sys

WORK, VERSION = sys.argv[1], sys.argv[2]
HEAD = "## Event history in a file"
PAGE = "docs/benchmarks.md"
SECTION = "bench/history.md"
KINDS = [
    ("none", "no history"),
    ("memory", "`memory`"),
    ("file", '`file`, `"sync": false`'),
    ("synced", '`file`, `"sync": true`'),
]
LIMIT = 2.0


def runs(kind):
    """Returns the results of a kind of history by round, without runs that have failed."""
    found = {}
    for file in glob.glob(f"{WORK}/results/{kind}.*.json"):
        with open(file, encoding="utf-8") as lines:
            row = json.loads(lines.readline())
        if "failed" not in row:
            found[int(file.split(".")[-2])] = row
    return found


def median(values):
    return statistics.median(values) if values else None


def number(found, digits=1):
    return "–" if found is None else f"{found:,.{digits}f}"


CPU = "cpuMicrosPerOperation"
memory = runs("memory")
lines = []
for kind, name in KINDS:
    own = runs(kind)
    ratio = median([row[CPU] / memory[round_][CPU] for round_, row in own.items() if round_ in memory])
    rate = median([row["operations"] / row["seconds"] for row in own.values()])
    outcome = "" if kind in ("none", "memory") else "met" if ratio is not None and ratio <= LIMIT else "not met"
    cells = [
        name,
        number(median([row[CPU] for row in own.values()])),
        number(ratio, 2),
        outcome,
        number(rate, 0),
        number(median([row["p50"] for row in own.values()]), 0),
        number(median([row["p99"] for row in own.values()]), 0),
    ]
    lines.append(cells)

head = ["history", "CPU µs", "÷ memory", f"target ≤ {LIMIT:.0f} ×", "events a second", "p50 µs", "p99 µs"]
table = "\n".join("| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *lines])
text = f"""{HEAD}

Written by `bench/history.sh` ({VERSION}).
Each of 64 publishers has one acknowledged publication of 128 B in flight, to a topic without subscribers. One router
has a realm for each kind of history. The numbers are medians of alternating runs, and the ratio is the median of the
ratios within a round. The CPU time is that of all threads of the router, for each publication.

{table}
"""
with open(SECTION, "w", encoding="utf-8") as out:
    out.write(text)
with open(PAGE, encoding="utf-8") as file:
    page = file.read()
begin = page.find(HEAD)
if begin < 0:
    begin = end = page.index("## Codecs, match index and dispatch")
else:
    end = page.index("\n## ", begin) + 1
with open(PAGE, "w", encoding="utf-8") as out:
    out.write(page[:begin] + text + "\n" + page[end:])
print(text)
