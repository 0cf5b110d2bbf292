"""Writes bench/cluster.md from the results of bench/cluster.sh, and puts it into docs/benchmarks.md."""

import glob
import json
import os
import statistics
import sys
import textwrap

WORK, VERSION = sys.argv[1], sys.argv[2]
HEAD = "## A cluster of two nodes"
PAGE = "docs/benchmarks.md"
SECTION = "bench/cluster.md"


def value(row, variant, field):
    """Returns the median of a number, or None if a run has failed or there is none."""
    runs = []
    for file in sorted(glob.glob(f"{WORK}/results/{row}.{variant}.*.json")):
        runs += [json.loads(line) for line in open(file, encoding="utf-8")]
    if not runs or any("failed" in run for run in runs):
        return None
    values = [run[field] for run in runs if field in run]
    return statistics.median(values) if values else None


def number(found, digits=1):
    return "–" if found is None else f"{found:,.{digits}f}"


def ratio(above, below):
    return None if above is None or not below else above / below


def outcome(found, limit):
    return "–" if found is None else "met" if found <= limit else "not met"


CPU = "cpuMicrosPerOperation"
lines = []
for row, what, limit in [
    ("rpc-64x1", "rpc, 64 callers × 1 in flight, 16 B, the callee on the other node", 3.0),
    ("rpc-8x32", "rpc, 8 × 32 in flight, 16 B, the callee on the other node", 2.5),
    ("fanout-100", "fan-out 1→100, 128 B, 50 subscribers on the other node", 1.3),
]:
    single, cluster, crossbar = (value(row, variant, CPU) for variant in ("single", "cluster", "crossbar"))
    times, against = ratio(cluster, single), ratio(cluster, crossbar)
    lines.append(
        [what, number(single), number(cluster), number(times, 2), f"≤ {limit} ×", outcome(times, limit), number(crossbar), number(against, 3)]
    )

added = None
local, remote, nats, jnats = (value("rpc-1x1", variant, "p50") for variant in ("single", "cluster", "nats", "jnats"))
if local is not None and remote is not None:
    added = remote - local
library = value("rpc-64x1", "library", CPU)
unconfigured = ratio(value("rpc-64x1", "single", CPU), library)
storm, storm_cpu = ({variant: value("storm", variant, field) for variant in ("single", "cluster", "apart")} for field in ("seconds", CPU))
started = [value("storm", variant, "firstSeconds") for variant in ("single", "cluster")]
storm_others = value("storm", "cluster", "othersCpuMicrosPerOperation")


def times(found, variant, unit, digits):
    """Returns a ratio of two numbers of the storm, and the numbers themselves."""
    return f"{number(ratio(found[variant], found['single']), 2)} × ({number(found[variant], digits)} {unit}, {number(found['single'], digits)} {unit})"


rows = value("remote-rows", "cluster", "heapBytesPerRow")
others = [
    ["one node whose `router.jar` has the module `cluster`, not configured, ÷ an embedded router without it, rpc 64 × 1, CPU", number(unconfigured, 2) + " ×", "1.00 ×", ""],
    ["a call from node to node adds to a local one, p50, one in flight", f"{number(added, 0)} µs (local {number(local, 0)} µs)", f"≤ 1.5 × request–reply of two clients of jnats ({number(jnats, 0)} µs)", outcome(ratio(added, jnats), 1.5)],
    ["heap of a node for each topic of another node, 100,000 topics", f"{number(rows, 0)} B", "≤ 300 B", outcome(rows, 300)],
    ["storm: clients of a restarted node are back, ÷ the same without a cluster", times(storm, "cluster", "s", 1), "≤ 1.5 ×", outcome(ratio(storm["cluster"], storm["single"]), 1.5)],
    ["the same, while the two other nodes run on the processor of the load generator", times(storm, "apart", "s", 1), "≤ 1.5 ×", outcome(ratio(storm["apart"], storm["single"]), 1.5)],
    ["storm: the first client is back (without a cluster)", f"{number(started[1])} s ({number(started[0])} s)", "", ""],
    ["storm: CPU time of the restarted node for each client, ÷ the same without a cluster", times(storm_cpu, "cluster", "µs", 0), "", ""],
    ["storm: CPU time of the two other nodes together for each client", f"{number(storm_others, 0)} µs", "", ""],
]


def table(head, body):
    return "\n".join(["| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *body]])


def paragraph(sentences):
    return textwrap.fill(sentences, 120, break_long_words=False, break_on_hyphens=False)


introduction = paragraph(
    f"Written by `bench/cluster.sh` ({VERSION}). The numbers are medians of alternating runs of `router.jar` as one node, and as"
    " two nodes with a nats-server. The nodes share one processor, with the clients of jnats; nats-server and the load"
    " generator share another. The CPU time is that of all nodes together, without nats-server, in µs for each call or"
    " delivered event. Crossbar.io 26.10.1 has two routers that are linked by an `rlink`."
)
explanation = paragraph(
    f"The storm has {number(value('storm', 'cluster', 'callers'), 0)} clients that authenticate by WAMP-CRA, with two"
    " subscriptions and one registration each. A node is killed and started again, and its clients return at once. Two"
    " other nodes of the cluster keep running: first on the processor of the restarted node, then on that of the load"
    " generator. The load generator can speak the protocol of NATS itself: its request–reply over the same nats-server"
    f" takes {number(nats, 0)} µs."
)
text = f"""{HEAD}

{introduction}

{table(["row", "one node", "two nodes", "ratio", "target", "outcome", "Crossbar.io, two routers", "÷ Crossbar.io"], lines)}

{table(["what", "found", "target", "outcome"], others)}

{explanation}
"""
open(SECTION, "w", encoding="utf-8").write(text)

page = open(PAGE, encoding="utf-8").read()
begin = page.find(HEAD)
if begin < 0:
    begin = end = page.index("## Codecs, match index and dispatch")
else:
    end = page.index("\n## ", begin) + 1
open(PAGE, "w", encoding="utf-8").write(page[:begin] + text + "\n" + page[end:])
print(text)
