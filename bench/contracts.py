"""
Writes bench/contracts.md from the results of bench/contracts.sh, and puts it into docs/benchmarks.md. Only prints the
section of a short run, whose numbers mean nothing.
"""

import glob
import json
import statistics
import sys

WORK, VERSION, IS_SHORT = sys.argv[1], sys.argv[2], sys.argv[3] == "true"
HEAD = "## Payload checks by contracts"
PAGE = "docs/benchmarks.md"
SECTION = "bench/contracts.md"
CPU = "cpuMicrosPerOperation"
ROWS = [
    ("rpc-json", "rpc, 64 × 1, json"),
    ("rpc-msgpack", "rpc, 64 × 1, msgpack"),
    ("rpc-many-json", "rpc, 8 × 32, json"),
    ("rpc-many-msgpack", "rpc, 8 × 32, msgpack"),
]
KINDS = [
    ("again", "no contract, again"),
    ("schema", "JSON Schemas"),
    ("flatbuffers", "FlatBuffers"),
]


def runs(row, kind):
    """Returns the CPU time of a call by round, without runs that have failed."""
    found = {}
    for file in glob.glob(f"{WORK}/results/{row}.{kind}.*.json"):
        with open(file, encoding="utf-8") as lines:
            result = json.loads(lines.readline())
        if "failed" not in result:
            found[file.split(".")[-2]] = result[CPU]
    return found


def median(values, form):
    return form.format(statistics.median(values)) if values else "–"


head = ["load", "no contract: µs for each call"]
for _, name in KINDS:
    head += [f"{name}: ratio", "µs more"]
lines = []
for row, name in ROWS:
    plain = runs(row, "none")
    cells = [name, median(list(plain.values()), "{:.1f}")]
    for kind, _ in KINDS:
        pairs = [(own, plain[round_]) for round_, own in runs(row, kind).items() if round_ in plain]
        cells.append(median([own / other for own, other in pairs], "{:.2f}"))
        cells.append(median([own - other for own, other in pairs], "{:.1f}"))
    lines.append(cells)

table = "\n".join("| " + " | ".join(cells) + " |" for cells in [head, ["---"] + ["---:"] * (len(head) - 1), *lines])
text = f"""{HEAD}

Written by `bench/contracts.sh` ({VERSION}).
Each call has two arguments: a text of 16 B, and an order with 18 values in five dictionaries (347 B in JSON). The
result is the text. One router has a realm of each kind: without contracts, with JSON Schemas of calls and results, and
with types of FlatBuffers for both (`bench/contracts`). All payloads fit. The ratio compares the CPU time of the router
for each call with that in the realm without contracts in the same round; the numbers are medians of alternating runs.
The second realm without contracts should have the ratio 1.00: the difference shows the error of the other ratios.

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
