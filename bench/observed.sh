#!/usr/bin/env bash
# Measures what metrics, limits, the audit log and tracing cost a node, and writes bench/observed.md, a section of
# docs/benchmarks.md.
#
#   bench/observed.sh           starts a node of each kind three times, with three rounds each; takes 40 minutes
#   bench/observed.sh --short   starts each node once for one round of short runs, to check that this script works;
#                               prints the section, and writes no file
#   other options: --starts N  --rounds N  --seconds S  --rows REGEX (rpc, rpc-many, fanout, publish, join)
#                  --before FILE (router.jar of an earlier build, for the cost of features that are off)
#                  --work FOLDER  --report (only writes the section)
# Needs the files that `mvn package` builds, and Python 3. All nodes share one processor. Only one node at a time gets
# load, from a generator on another processor. The kind `again` is configured like `plain`, so its ratio shows the error
# of the other ratios. The script reads each metrics page every 15 seconds, as Prometheus does.
set -euo pipefail
cd "$(dirname "$0")/.."

starts=3 rounds=3 warmup=0.5 first_warmup=8 seconds=3 rows=. before='' work=bench/target/observed only_report=false is_short=false
while [ $# -gt 0 ]; do
    case "$1" in
        --short) is_short=true starts=1 rounds=1 warmup=0.3 first_warmup=0.5 seconds=0.5 ;;
        --report) only_report=true ;;
        --starts | --rounds | --seconds | --rows | --before | --work)
            [ $# -ge 2 ] || { echo "observed.sh: found $1 without a value" >&2; exit 2; }
            printf -v "${1#--}" %s "$2"
            shift
            ;;
        *) echo "observed.sh: found option $1 (see the head of this file)" >&2; exit 2 ;;
    esac
    shift
done
say() { echo "observed: $*" >&2; }

report() {
    python3 bench/observed.py "$work" "$(git describe --always --dirty --exclude '*'), $(java -version 2>&1 | head -1 | tr -d '"')" $is_short
}
if $only_report; then
    report
    exit
fi

rm -rf "$work"
mkdir -p "$work/results" "$work/run"
ulimit -n "$(ulimit -Hn)" 2>/dev/null || true
on_node=(env) on_load=(env)
if [ "$(nproc)" -ge 2 ] && command -v taskset >/dev/null; then
    on_node=(taskset -c 0) on_load=(taskset -c 1)
else
    say "one processor only, or no taskset: nothing is pinned, and nodes and generator disturb each other"
fi

kinds=(plain metrics limits audit all again)
if [ -n "$before" ]; then kinds+=(before); fi
telemetry=$work/telemetry
mkdir -p "$telemetry"
version=$(sed -n 's/.*<opentelemetry.version>\(.*\)<.*/\1/p' pom.xml)
cat >"$telemetry/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>bench</groupId>
  <artifactId>telemetry</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.opentelemetry</groupId>
      <artifactId>opentelemetry-sdk-extension-autoconfigure</artifactId>
      <version>$version</version>
    </dependency>
  </dependencies>
</project>
POM
if mvn -q -ntp -f "$telemetry/pom.xml" dependency:copy-dependencies -DoutputDirectory=jars >"$work/run/telemetry.log" 2>&1; then
    kinds+=(unsampled sampled)
else
    say "OpenTelemetry could not be installed: the kinds with tracing are missing"
fi

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# configure KIND PORT: prints the configuration of a node
configure() {
    python3 - "$1" "$2" "$(realpath "$work")" <<'END'
import json
import sys

kind, port, work = sys.argv[1], int(sys.argv[2]), sys.argv[3]
on = {"metrics", "limits", "audit"} if kind == "all" else {kind}
allowed = {"call": True, "register": True, "publish": True, "subscribe": True}
role = {"name": "anonymous", "permissions": [{"uri": "bench.", "match": "prefix", "allow": allowed}]}
# The limits are so high that the load never reaches them.
worker = {"type": "router", "limits": {"new_sessions_per_second": 1000000}}
if "limits" in on:
    role["rate_limit"] = {"session": {"messages": 1000000}, "role": {"messages": 1000000}}
    worker["failed_logins"] = {"per_address": {"failures": 20, "window": 60, "locked_for": 300}}
paths = {"/": {"type": "nodeinfo"}, "ws": {"type": "websocket"}}
if "metrics" in on:
    paths["metrics"] = {"type": "metrics"}
worker["realms"] = [{"name": "realm1", "roles": [role]}]
endpoint = {"type": "tcp", "interface": "127.0.0.1", "port": port}
worker["transports"] = [{"type": "web", "endpoint": endpoint, "paths": paths}]
options = {"audit_log": f"{work}/run/{kind}.audit"} if "audit" in on else {}
controller = {"management": {"socket": f"{work}/run/{kind}.sock"}, "options": options}
print(json.dumps({"version": 2, "controller": controller, "workers": [worker]}))
END
}

started=()
end_all() {
    local id
    for id in ${started[@]+"${started[@]}"}; do kill "$id" 2>/dev/null || true; done
    for id in ${started[@]+"${started[@]}"}; do wait "$id" 2>/dev/null || true; done
    started=()
}
trap end_all EXIT

declare -A port pid
# start KIND: starts a node, and waits until it listens
start() {
    local jar=router/target/router.jar program i
    port[$1]=$(free_port)
    configure "$1" "${port[$1]}" >"$work/run/$1.json"
    if [ "$1" = before ]; then jar=$before; fi
    program=(-jar "$jar")
    case $1 in
        sampled | unsampled)
            program=(-Dotel.java.global-autoconfigure.enabled=true -Dotel.traces.exporter=none -Dotel.metrics.exporter=none
                -Dotel.logs.exporter=none -Dotel.traces.sampler=always_on -cp "$jar:$telemetry/jars/*" io.aerostat.node.Main)
            if [ "$1" = unsampled ]; then program=("${program[@]/always_on/always_off}"); fi
            ;;
    esac
    "${on_node[@]}" java -Xms256m -Xmx256m -XX:+UseSerialGC "${program[@]}" --config "$work/run/$1.json" >"$work/run/$1.log" 2>&1 &
    pid[$1]=$!
    started+=("${pid[$1]}")
    for i in $(seq 600); do
        (exec 3<>"/dev/tcp/127.0.0.1/${port[$1]}") 2>/dev/null && return
        kill -0 "${pid[$1]}" 2>/dev/null || break
        sleep 0.1
    done
    say "$1: did not start ($(tail -1 "$work/run/$1.log" | cut -c1-160))"
    exit 1
}

# scrape PORT…: reads metrics pages every 15 seconds, until the script ends it
scrape() {
    exec "${on_load[@]}" python3 - "$@" <<'END'
import sys
import time
import urllib.request

while True:
    for port in sys.argv[1:]:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=60) as page:
            page.read()
    time.sleep(15)
END
}

# lines START WARMUP SECONDS KIND…: prints the loads of one round, row by row; the nodes of each row are in this order
lines() {
    local start=$1 warm=$2 long=$3 row options kind
    shift 3
    while IFS='|' read -r row options; do
        [[ $row =~ $rows ]] || continue
        for kind in "$@"; do
            # shellcheck disable=SC2086
            printf '%s\t' $options --url "ws://127.0.0.1:${port[$kind]}/ws" --pid "${pid[$kind]}" --warmup "$warm" --seconds "$long" --json
            echo "$work/results/$row.$kind.$start-{round}.json"
        done
    done <<'END'
rpc|rpc
rpc-many|rpc --callers 8 --in-flight 32
fanout|fanout
publish|fanout --callees 1
join|join
END
}

failed=0
for start in $(seq "$starts"); do
    # Every second start reverses the order, so that no kind is always the first one.
    order=("${kinds[@]}")
    if [ $((start % 2)) = 0 ]; then mapfile -t order < <(printf '%s\n' "${kinds[@]}" | tac); fi
    for kind in "${order[@]}"; do start "$kind"; done
    scrape "${port[metrics]}" "${port[all]}" 2>"$work/run/scrape.log" &
    started+=($!)
    lines warm "$first_warmup" 0.5 "${order[@]}" >"$work/run/warm.tsv"
    lines "$start" "$warmup" "$seconds" "${order[@]}" >"$work/run/rounds.tsv"
    "${on_load[@]}" java -Xmx1g -jar bench/target/bench.jar in-turn "$work/run/warm.tsv" --rounds 1 >"$work/run/load.log" 2>&1 || failed=1
    "${on_load[@]}" java -Xmx1g -jar bench/target/bench.jar in-turn "$work/run/rounds.tsv" --rounds "$rounds" >>"$work/run/load.log" 2>&1 || failed=1
    if [ $failed = 1 ]; then say "a load failed: $(grep -m1 FAILED "$work/run/load.log" || tail -1 "$work/run/load.log")"; fi
    if [ -s "$work/run/scrape.log" ]; then
        failed=1
        say "the metrics could not be read: $(tail -1 "$work/run/scrape.log")"
    fi
    end_all
    say "start $start of $starts is done"
done
rm -f "$work"/results/*.warm-*.json "$work"/results/*-0.json
report
exit $failed
