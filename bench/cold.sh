#!/usr/bin/env bash
# Measures routers that have just been started: joins, calls, the storm of clients after a restart, and the start
# itself. Prints the medians of its rows. bench/compare.sh calls this script too.
#
#   bench/cold.sh               starts each router five times, in turn; takes 25 minutes
#   bench/cold.sh --short       starts each router once, with small loads, to check that this script works
#   other options: --rounds N  --rows REGEX (cold-join, cold-rpc, restart, start)  --routers REGEX
#                  --clients N (of restart; default 5000)  --before FILE (router.jar of an earlier build)  --work FOLDER
#
# Needs the files that `mvn package` builds. JDK25_HOME names the second JDK. Measures the rivals that bench/compare.sh
# has installed in bench/target/rivals.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=5 rows=. routers=. clients=5000 before='' work=bench/target/cold seconds=6
while [ $# -gt 0 ]; do
    case "$1" in
        --short) rounds=1 clients=100 seconds=1 ;;
        --rounds | --rows | --routers | --clients | --before | --work)
            [ $# -ge 2 ] || { echo "cold.sh: found $1 without a value" >&2; exit 2; }
            printf -v "${1#--}" %s "$2"
            shift
            ;;
        *) echo "cold.sh: found option $1 (see the head of this file)" >&2; exit 2 ;;
    esac
    shift
done
mkdir -p "$work/results" "$work/run"
ulimit -n "$(ulimit -Hn)" 2>/dev/null || true

say() { echo "cold: $*" >&2; }
free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

on_router='' on_load=()
if [ "$(nproc)" -ge 2 ] && command -v taskset >/dev/null; then
    on_router='taskset -c 0 ' on_load=(taskset -c 1)
else
    say "one processor only, or no taskset: nothing is pinned, and router and generator disturb each other"
fi

port=$(free_port)
heap=-Xmx256m
sed "s/@WS@/$port/" bench/rivals/start.json >"$work/run/cold.json"
# Loads that join without a pause need these limits, because an earlier build refuses more than 2,000 new sessions a
# second.
sed 's/"type": "router",/"type": "router", "limits": {"new_sessions_per_second": 1000000},/' "$work/run/cold.json" >"$work/run/unlimited.json"
launcher=$(echo router/target/distribution/*/aerostat)
rivals=bench/target/rivals

declare -A command
names=()
# router NAME COMMAND: adds a router and the command that starts it
router() {
    [[ $1 =~ $routers ]] || return 0
    names+=("$1")
    command[$1]=$2
}

# of_jdk NUMBER HOME: adds the routers that run on one JDK
of_jdk() {
    local java=$2/bin/java launched
    launched="env JAVA_HOME=$2 JAVA_OPTS=$heap"
    router "launcher-$1" "$launched $launcher --config $work/run/cold.json"
    router "jar-$1" "$java $heap -jar router/target/router.jar --config $work/run/cold.json"
    [ -z "$before" ] || router "before-$1" "$java $heap -jar $before --config $work/run/cold.json"
}

version_of() { "$1/bin/java" -XshowSettings:properties -version 2>&1 | sed -n 's/.*java.specification.version = //p'; }
default_home=$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")
of_jdk "$(version_of "$default_home")" "$default_home"
jdk25=${JDK25_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}
if [ -x "$jdk25/bin/java" ]; then
    if [ "$jdk25" != "$default_home" ]; then of_jdk "$(version_of "$jdk25")" "$jdk25"; fi
else
    say "found no JDK in $jdk25 (JDK25_HOME): its rows are missing"
fi
if [ -x $rivals/nexus/nexus-bench ]; then router nexus "$rivals/nexus/nexus-bench -ws 127.0.0.1:$port -realm realm1"; fi
if [ -f $rivals/jawampa/JawampaRouter.class ]; then
    router jawampa "java $heap -cp $rivals/jawampa:$rivals/jawampa/jars/* JawampaRouter ws://127.0.0.1:$port/"
fi
if [ -x $rivals/crossbar/bin/crossbar ]; then
    mkdir -p "$work/run/crossbar-start"
    sed -e "s/@WS@/$port/" -e "s/@TCP@/$(free_port)/" bench/rivals/crossbar.json >"$work/run/crossbar-start/config.json"
    router crossbar "$rivals/crossbar/bin/crossbar start --cbdir $work/run/crossbar-start"
fi

# Without this command, the first measured start of a launcher would create its archive of classes.
for name in "${names[@]}"; do
    if [[ $name == launcher-* ]]; then ${command[$name]%% --config*} archive >/dev/null; fi
done

# measure ROW WORKLOAD PREFIX OPTIONS…: measures all routers in turn, each started by PREFIX COMMAND; skips routers that
# have results already
measure() {
    local row=$1 workload=$2 prefix=$3 name started
    shift 3
    [[ $row =~ $rows ]] || return 0
    : >"$work/run/$row.tsv"
    for name in "${names[@]}"; do
        [[ $name != jawampa && $name != crossbar || $row == start* ]] || continue
        [ ! -s "$work/results/$row.$name.1.json" ] || continue
        started=$prefix${command[$name]}
        if [[ $row == cold-* ]]; then started=${started/cold.json/unlimited.json}; fi
        { printf '%s\t' "$workload" --url "ws://127.0.0.1:$port/" "$@" --command "$started" --json; echo "$work/results/$row.$name.{round}.json"; } \
            >>"$work/run/$row.tsv"
    done
    [ -s "$work/run/$row.tsv" ] || return 0
    "${on_load[@]}" java -Xmx1g -jar bench/target/bench.jar in-turn "$work/run/$row.tsv" --rounds "$rounds" >"$work/run/$row.log" 2>&1 ||
        { failed=1; say "$row: failed ($(grep -m1 FAILED "$work/run/$row.log" || tail -1 "$work/run/$row.log"))"; }
    rm -f "$work/results/$row".*.0.json
}

failed=0
measure cold-join cold-join "$on_router" --seconds $seconds
measure cold-rpc cold-rpc "$on_router" --seconds $seconds
measure restart restart "$on_router" --auth wampcra --callers "$clients"
on_load=() # a start of a router uses all processors
measure start start '' --callers 1
measure start-one start "$on_router" --callers 1

for name in "${names[@]}"; do printf '%s\t%s\n' "$name" "${command[$name]}"; done >"$work/run/cold.tsv"
python3 - "$work" "${names[@]}" <<'PY'
import glob, json, statistics, sys

work, names = sys.argv[1], sys.argv[2:]
for row, field, unit in [
    ("cold-join", "cpuMicrosPerOperation", "CPU µs a join"),
    ("cold-rpc", "cpuMicrosPerOperation", "CPU µs a call"),
    ("restart", "seconds", "s until all are back"),
    ("restart", "cpuMicrosPerOperation", "CPU µs a client"),
    ("start", "p50", "µs to WELCOME"),
    ("start", "cpuMicrosPerOperation", "CPU µs to WELCOME"),
    ("start-one", "p50", "µs to WELCOME, one processor"),
]:
    cells = []
    for name in names:
        runs = [json.loads(line) for file in sorted(glob.glob(f"{work}/results/{row}.{name}.*.json")) for line in open(file, encoding="utf-8")]
        values = [run[field] for run in runs if field in run and "failed" not in run]
        if values:
            cells.append(f"{name} {statistics.median(values):,.1f} ({min(values):,.1f}–{max(values):,.1f})")
    if cells:
        print(f"{row}, {unit}: " + "; ".join(cells))
PY
exit $failed
