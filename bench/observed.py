"""
Writes bench/observed.md from the results of bench/observed.sh, and puts it into docs/benchmarks.md. Only prints the
section of a short run, whose numbers mean nothing.
"""

import glob
import json
import statistics
import sys

WORK, VERSION, IS_SHORT = sys.argv[1], sys.argv[2], sys.argv[3] == "true"
HEAD = "## Metrics, limits, audit log and tracing"
PAGE = "docs/benchmarks.md"
SECTION = "bench/observed.md"
CPU = "cpuMicrosPerOperation"
ROWS = [
    ("rpc", "rpc, 64 × 1"),
    ("rpc-many", "rpc, 8 × 32"),
    ("fanout", "fan-out 1→100"),
    ("publish", "fan-out 1→1"),
    ("join", "join and leave"),
]
# The third value is the largest accepted ratio. The cost of spans has none: OpenTelemetry makes them.
KINDS = [
    ("again", "nothing (the same configuration again)", None),
    ("before", "nothing, in an earlier build", None),
    ("metrics", "`metrics`, read every 15 s", 1.02),
    ("limits", "`rate_limit` and `failed_logins`", 1.02),
    ("audit", "`audit_log`", 1.02),
    ("all", "all three", 1.02),
    ("unsampled", "OpenTelemetry, no call sampled", None),
    ("sampled", "OpenTelemetry, every call sampled, no exporter", None),
]


def runs(row, kind):
    """Returns the CPU time of an operation by start and round, without runs that have failed."""
    found = {}
    for file in glob.glob(f"{WORK}/results/{row}.{kind}.*.json"):
        with open(file, encoding="utf-8") as lines:
            result = json.loads(lines.readline())
        if "failed" not in result:
            found[file.split(".")[-2]] = result[CPU]
    return found


def ratios(row, kind):
    """Returns the ratios to the plain node of the same start and round."""
    plain, own = runs(row, "plain"), runs(row, kind)
    return [own[run] / plain[run] for run in own if run in plain]


head = ["turned on"] + [name for _, name in ROWS] + ["all rows", "target", "outcome"]
lines = []
for kind, name, limit in KINDS:
    medians = []
    cells = [name]
    for row, _ in ROWS:
        found = ratios(row, kind)
        cells.append(f"{statistics.median(found):.3f}" if found else "–")
        medians += [statistics.median(found)] if found else []
    if not medians:
        continue
    mean = statistics.geometric_mean(medians)
    cells.append(f"{mean:.3f}")
    cells += [f"≤ {limit:.2f} ×", "met" if mean <= limit else "not met"] if limit else ["", ""]
    lines.append(cells)
plain = []
for row, _ in ROWS:
    found = list(runs(row, "plain").values())
    plain.append(f"{statistics.median(found):,.1f}" if found else "–")
lines.insert(0, ["nothing: µs for each operation", *plain, "", "", ""])

table = "\n".join("| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *lines])
text = f"""{HEAD}

Written by `bench/observed.sh` ({VERSION}).
Each number is the CPU time of a node for each operation, divided by the CPU time of a node without these features,
which ran the same load in the same round. The numbers are medians of alternating runs over several starts of all nodes; “all rows” is the
geometric mean. A node with the same configuration as the plain one should have 1.000: the difference shows the
error of the other ratios.

{table}
"""
print(text)
if IS_SHORT:
    sys.exit()
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
