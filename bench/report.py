"""Writes the document of bench/compare.sh from its results: report.py WORK COMMAND WARMUP SECONDS ROUNDS."""

import glob
import json
import os
import platform
import statistics
import sys
import textwrap

WORK, COMMAND, WARMUP, SECONDS, ROUNDS = sys.argv[1:6]
ROUTERS = ["aerostat", "nexus", "crossbar", "jawampa", "jlibs", "nats", "floor"]
RIVALS = ["nexus", "crossbar", "jawampa", "jlibs"]
CPU = "cpuMicrosPerOperation"

# Row, description, and target: a factor of the best rival's CPU time, a factor of another row's, or an absolute number.
ROWS = [
    ("rpc-64x1-16", "rpc, 64 callers × 1 in flight, 16 B, json", ("rival", 0.5)),
    ("rpc-64x1-1k", "rpc, 64 × 1, 1 KiB, json", ("rival", 0.5)),
    ("rpc-8x32-16", "rpc, 8 × 32 in flight, 16 B, json", ("rival", 0.3)),
    ("rpc-1x1-16", "rpc, 1 caller, 16 B, json", ("rival", 0.85)),
    ("rpc-msgpack", "rpc, 64 × 1, 16 B, msgpack", None),
    ("rpc-rawsocket", "rpc, 64 × 1, 16 B, msgpack, RawSocket", None),
    ("rpc-open-2000", "rpc at 2,000 calls a second, latency from the intended time", None),
    ("fanout-100", "fan-out 1→100, 128 B, json", ("rival", 0.4)),
    ("fanout-msgpack", "fan-out 1→100, 128 B, msgpack", None),
    ("fanout-rawsocket", "fan-out 1→100, 128 B, msgpack, RawSocket", None),
    ("fanout-1000", "fan-out 1→1,000, 128 B, json, two events in flight", ("rival", 0.35)),
    ("fanout-cold-10000", "fan-out 1→10,000 idle sessions, 128 B, json, an event at a time", ("rival", 0.4)),
    ("exact-1", "fan-out 1→1, 128 B, json", None),
    ("patterns-10000", "the same among 10,000 patterns of which one matches", ("row", "exact-1", 1.2)),
    ("mixed:mixed-rpc", "rpc, json callers, msgpack callee", ("row", "rpc-64x1-16", 1.5)),
    ("mixed:mixed-events", "fan-out 1→99, json, msgpack and cbor subscribers", ("row", "fanout-100", 1.5)),
    ("mesh-16", "16 publishers × 16 topics × 16 subscribers, 128 B, json", None),
    ("join-anonymous", "join and leave, anonymous", ("rival", 0.5)),
    ("join-wampcra", "join and leave, WAMP-CRA", ("number", 120)),
    ("join-cryptosign", "join and leave, cryptosign", None),
]


def load():
    """Returns the runs of each (row, router), by round; each workload of a row with several ones is row:workload."""
    runs = {}
    for file in sorted(glob.glob(os.path.join(WORK, "results", "*.json"))):
        row, router, _, _ = os.path.basename(file).rsplit(".", 3)
        lines = [json.loads(line) for line in open(file, encoding="utf-8") if line.strip()]
        for line in lines:
            key = row if len(lines) == 1 and row != "mixed" else row + ":" + line["workload"]
            runs.setdefault((key, router), []).append(line)
    return runs


RUNS = load()


def median(row, router, field):
    values = [run[field] for run in RUNS.get((row, router), []) if "failed" not in run and field in run]
    return statistics.median(values) if values else None


def failure(row, router):
    failed = [run["failed"] for run in RUNS.get((row, router), []) if "failed" in run]
    return failed[0] if failed else None


def number(value, digits=1):
    return "–" if value is None else f"{value:,.{digits}f}" if value < 1000 else f"{value:,.0f}"


def cell(row, router, field, digits=1):
    failed = failure(row, router)
    value = median(row, router, field)
    return "failed" if failed else number(value, digits)


def best_rival(row):
    values = [(median(row, rival, CPU), rival) for rival in RIVALS if not failure(row, rival)]
    values = [value for value in values if value[0]]
    return min(values) if values else (None, None)


def target(row, goal):
    """Returns the target of a row, and whether it was met."""
    ours = median(row, "aerostat", CPU)
    if goal is None:
        return "", ""
    if goal[0] == "rival":
        text, bound = f"≤ {goal[1]} × the best rival", best_rival(row)[0]
        bound = bound and bound * goal[1]
    elif goal[0] == "row":
        text, bound = f"≤ {goal[2]} × {goal[1]}", median(goal[1], "aerostat", CPU)
        bound = bound and bound * goal[2]
    else:
        text, bound = f"≤ {goal[1]} µs", goal[1]
    if ours is None or bound is None:
        return text, "not measured"
    return text, "met" if ours <= bound else "not met"


def paragraph(text):
    print(textwrap.fill(text, 120, break_long_words=False, break_on_hyphens=False) + "\n")


def table(head, lines):
    print("| " + " | ".join(head) + " |")
    print("| --- |" + " ---: |" * (len(head) - 1))
    for line in lines:
        print("| " + " | ".join(line) + " |")
    print()


def processor():
    for line in open("/proc/cpuinfo", encoding="utf-8"):
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor()


def introduction():
    print("# Benchmarks\n")
    print("Written by `bench/compare.sh`; do not edit.\n")
    print(f"Run `{COMMAND.strip()}` to repeat all rows, or `bench/compare.sh --fresh --rows REGEX --out /tmp/rows.md` to run some of them.\n")
    paragraph(
        f"Each row was run {ROUNDS} times, with all routers in turn, with {WARMUP} s of warm-up (more in the first round) and "
        f"{SECONDS} s of measurement; the tables show medians. The router has one processor, and the load generator another "
        f"({processor()}, {os.cpu_count()} processors, Linux {platform.release()}). The generator checks every message for loss, duplication, "
        "order and content: a row with even one wrong message or ERROR has *failed*, and has no number. The generator is "
        "`bench/target/bench.jar`; `bench/rows.txt` has the options of each row. Aerostat and Crossbar.io check the permissions of the role for every "
        "request; nexus, jawampa and jlibs (jlibs-wamp4j) have no permissions to check. `floor` is not a router: it copies the bytes of "
        "payloads from message to message on one thread and checks nothing, so its column shows the cost of JVM and kernel. `nats` is a "
        "NATS server, which does the same work (request and reply, messages to subscribers) in its own, simpler protocol."
    )
    lines = []
    for line in open(os.path.join(WORK, "run", "versions.tsv"), encoding="utf-8"):
        router, version, command = line.rstrip("\n").split("\t")
        lines.append([router, version, f"`{command}`" if command else ""])
    lines.sort(key=lambda line: ROUTERS.index(line[0]))
    table(["router", "version", "started by"], lines)
    for note in sorted(glob.glob(os.path.join(WORK, "run", "*.note"))):
        print(f"- {os.path.basename(note)[:-5]}: {open(note, encoding='utf-8').read().strip()}")
    if os.path.exists(os.path.join(WORK, "run", "out-of-time")):
        print("- The time limit was reached before every row had all its runs; run the script again to continue.")
    print()


def comparison():
    print("## CPU time of the router per operation, in µs\n")
    print("An operation is a call with its result, an event that one subscriber received, or a session that joined and left.\n")
    lines = []
    for row, what, goal in ROWS:
        ours, (rival, _) = median(row, "aerostat", CPU), best_rival(row)
        ratio = f"{ours / rival:.2f}" if ours and rival else "–"
        lines.append([what] + [cell(row, router, CPU) for router in ROUTERS] + [ratio, *target(row, goal)])
    table(["row", *ROUTERS, "÷ best rival", "target", "outcome"], lines)

    print("## Operations per second\n")
    table(
        ["row", *ROUTERS],
        [[what] + [cell(row, router, "perSecond", 0) for router in ROUTERS] for row, what, _ in ROWS],
    )
    print("## Latency, p50 / p99 / p99.9 in µs\n")
    lines = []
    for row, what, _ in ROWS:
        line = [what]
        for router in ROUTERS:
            cells = [cell(row, router, field, 0) for field in ("p50", "p99", "p99.9")]
            line.append(cells[0] if cells[0] in ("–", "failed") else " / ".join(cells))
        lines.append(line)
    table(["row", *ROUTERS], lines)
    failures = [(what, router, failure(row, router)) for row, what, _ in ROWS for router in ROUTERS if failure(row, router)]
    if failures:
        print("Failed rows:\n")
        for what, router, reason in failures:
            print(f"- {router}, {what}: {reason[:200]}")
        print()


def cores(loops):
    """Returns CPU time per call and calls per second of a router with this number of loops, or None."""
    file = os.path.join(WORK, "results", "cores.txt")
    if not os.path.exists(file):
        return None
    runs = [json.loads(line) for line in open(file, encoding="utf-8")]
    runs = [run for run in runs if run["loops"] == loops]
    return runs and tuple(statistics.median(run[field] for run in runs) for field in (CPU, "perSecond"))


def own():
    def value(row, field, digits=0):
        return cell(row, "aerostat", field, digits)

    print("## Aerostat alone\n")
    lines = []

    def add(row, what, text):
        if ("%s" % row, "aerostat") in RUNS:
            lines.append([what, failure(row, "aerostat") or text])

    allocated = "allocatedBytesPerOperation"
    add("allocation-rpc", "allocation per CALL (with its INVOCATION, YIELD and RESULT)", value("allocation-rpc", allocated) + " B")
    add("allocation-fanout", "allocation per EVENT, 1→100", value("allocation-fanout", allocated) + " B")
    add("allocation-fanout-1", "allocation per PUBLISH with its one EVENT", value("allocation-fanout-1", allocated) + " B")
    add("rpc-tls", "rpc, 64 × 1, 16 B, json, TLS", value("rpc-tls", CPU, 1) + " CPU µs")
    add(
        "idle",
        "idle WebSocket session, pings on (target ≤ 5,120 B)",
        f"{value('idle', 'bytesPerSession')} B: heap {value('idle', 'heapBytesPerSession')} B, "
        f"everything else {value('idle', 'otherBytesPerSession')} B",
    )
    add(
        "slow",
        "a stalled subscriber at 1,500 × 16 KiB a second",
        f"{value('slow', 'publishedEvents')} events published; the healthy subscriber got all of them, "
        f"the stalled one got {value('slow', 'stalledEvents')} "
        f"and was {'disconnected' if median('slow', 'aerostat', 'stalledWasEnded') else 'not disconnected'}; "
        f"heap grew by {value('slow', 'heapGrowthBytes')} B",
    )
    add(
        "storm",
        "2,000 sessions cut and rejoining by WAMP-CRA",
        f"all back after {(median('storm', 'aerostat', 'seconds') or 0):.1f} s, {value('storm', 'refusals')} refusals until then; "
        f"p99 of a calling session {value('storm', 'p99')} µs during the storm, {value('storm', 'calmP99')} µs before it",
    )
    add(
        "churn",
        "join, subscribe, register, call, reset",
        f"{value('churn', 'perSecond')} a second, {value('churn', CPU, 1)} CPU µs; open files grew by "
        f"{value('churn', 'openFilesGrowth')}, live heap by {value('churn', 'heapGrowthBytes')} B",
    )
    one, two = cores(1), cores(2)
    if one and two:
        lines.append(
            [
                "second core (target ≥ 1.8 ×)",
                f"{2 * one[0] / two[0]:.2f} ×, computed from CPU time: {one[0]:.1f} µs for a call on one loop, {two[0]:.1f} µs on two; "
                f"{two[1] / one[1]:.2f} × the calls a second, with a generator on each processor (`bench/cores.sh`)",
            ]
        )
    table(["what", "outcome"], lines)


# Row, field, description, number of decimals.
COLD = [
    ("cold-join", CPU, "CPU µs a join, 8 anonymous sessions at a time, in the first 6 s after the port opened", 0),
    ("cold-rpc", CPU, "CPU µs a call, 64 callers, in the first 6 s after the port opened", 1),
    ("restart", "seconds", "s from the start of the new process until all clients are back", 1),
    ("restart", CPU, "CPU µs of the new process for each client", 0),
    ("start", "p50", "ms from the start of the process to the first WELCOME, on all processors", 0),
    ("start", CPU, "CPU ms of that start", 0),
    ("start-one", "p50", "the same on one processor, ms", 0),
]
COLD_ROUTERS = {
    "launcher": "Aerostat by its launcher, JDK %s",
    "jar": "Aerostat by `java -jar`, JDK %s",
    "before": "an earlier build by `java -jar`, JDK %s",
}


def cold():
    """Prints the rows of routers that have just been started."""
    rows = {row for row, _, _, _ in COLD}
    routers = sorted({router for row, router in RUNS if row in rows}, reverse=True)
    routers.sort(key=lambda router: [*COLD_ROUTERS, "nexus", "crossbar", "jawampa"].index(router.split("-")[0]))
    if not routers:
        return
    starts = max(len(runs) for (row, _), runs in RUNS.items() if row in rows)
    print("## Routers that have just been started\n")
    paragraph(
        f"Written by `bench/cold.sh`. The numbers are medians of {starts} starts of each router, in turn. JVMs have a heap of 256 MB, and the router "
        "has one processor if the row does not say otherwise. All work of a router counts from the moment at which its port accepts connections, including compilation. "
        "`restart` has 5,000 clients that authenticate by WAMP-CRA, with two subscriptions and one registration each. Their router is killed "
        "and started again at once. A client that finds no listener or is refused tries again 0.1 to 1 s later; a client is back when its requests are answered."
    )
    head = ["row", *[COLD_ROUTERS.get(router.split("-")[0], router) % router.split("-")[1] if "-" in router else router for router in routers]]
    lines = []
    for row, field, what, digits in COLD:
        cells = []
        for router in routers:
            value = median(row, router, field)
            if value is not None and " ms" in " " + what and field != "seconds":
                value /= 1000
            cells.append("failed" if failure(row, router) else number(value, digits))
        lines.append([what, *cells])
    table(head, lines)


def micro():
    file = os.path.join(WORK, "micro.json")
    if not os.path.exists(file):
        return
    print("## Codecs, match index and dispatch\n")
    paragraph(
        "`java -jar bench/target/bench.jar micro -prof gc` measures these benchmarks with one thread and without sockets. `DispatchBenchmark` measures session, permissions, dealer and "
        "broker for a CALL with its RESULT, or a PUBLISH with its EVENT. `MatchBenchmark` measures how long it takes to find the subscribers of a topic, or the callees of a procedure, among patterns that do not match."
    )
    lines = []
    for result in json.load(open(file, encoding="utf-8")):
        name = ".".join(result["benchmark"].split(".")[-2:])
        params = ", ".join(f"{key} {value}" for key, value in result.get("params", {}).items())
        time, allocated = result["primaryMetric"], result["secondaryMetrics"]["gc.alloc.rate.norm"]
        error = time["scoreError"]
        spread = f" ± {error:,.0f}" if isinstance(error, float) and error == error else ""
        lines.append([f"{name} {params}".strip(), f"{time['score']:,.1f}{spread}", f"{allocated['score']:,.0f}"])
    table(["benchmark", "ns", "B allocated"], lines)


def explanation():
    """Prints bench/explained.md, which people have written from profiles."""
    file = os.path.join(os.path.dirname(os.path.abspath(__file__)), "explained.md")
    if os.path.exists(file):
        print(open(file, encoding="utf-8").read().strip())


def section(name):
    """Prints a section that another script has written."""
    file = os.path.join(os.path.dirname(os.path.abspath(__file__)), name)
    if os.path.exists(file):
        print(open(file, encoding="utf-8").read())


introduction()
comparison()
own()
cold()
section("cluster.md")
section("history.md")
section("retained.md")
section("observed.md")
section("contracts.md")
micro()
explanation()
