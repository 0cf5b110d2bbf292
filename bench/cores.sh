#!/usr/bin/env bash
# Measures the gain from a second processor: bench/cores.sh JSON-FILE [ROUNDS [WARMUP SECONDS]]
#
# A machine with two processors has no third one for the load generator. So each used processor runs one loop of the
# router and one generator, and is always busy. The script measures first with one processor and then with two. With two
# loops, half of the calls go from one loop to the other and back. The result is the router's CPU time per call, without
# the CPU time of the generators.
set -euo pipefail
cd "$(dirname "$0")/.."
file=$1 rounds=${2:-3} warmup=${3:-6} seconds=${4:-4}
jar=${BENCH_JAR:-bench/target/bench.jar} # BENCH_JAR can name the bench.jar of another build, for a comparison
work=$(mktemp -d)
started=()
end_all() {
    local id
    for id in "${started[@]}"; do kill "$id" 2>/dev/null || true; done
    for id in "${started[@]}"; do wait "$id" 2>/dev/null || true; done
    started=()
}
trap 'end_all; rm -rf "$work"' EXIT

for round in $(seq "$rounds"); do
    for loops in 1 2; do
        cores=0
        if [ $loops = 2 ]; then cores=0,1; fi
        taskset -c $cores java -Xms512m -Xmx512m -jar "$jar" router --eventloops $loops >"$work/router" &
        started=($!)
        until grep -q ws: "$work/router"; do sleep 0.1; done
        url=$(sed 's/ .*//' "$work/router")
        generators=()
        for core in $(seq 0 $((loops - 1))); do
            taskset -c "$core" java -Xmx256m -jar "$jar" rpc --url "$url" --realm realm$((core + 1)) --callers 16 \
                --callees 8 --in-flight 4 --warmup "$warmup" --seconds "$seconds" --pid "${started[0]}" \
                --json "$work/$core" >/dev/null &
            generators+=($!)
        done
        for id in "${generators[@]}"; do wait "$id"; done
        end_all
        python3 - "$file" $loops "$work"/[01] <<'PY'
import json, sys
runs = [json.loads(open(name).readline()) for name in sys.argv[3:]]
calls = sum(run["operations"] for run in runs)
cpu = sum(run["cpuMicros"] for run in runs) / len(runs)
line = {"loops": int(sys.argv[2]), "perSecond": sum(run["perSecond"] for run in runs), "cpuMicrosPerOperation": cpu / calls}
open(sys.argv[1], "a").write(json.dumps(line) + "\n")
print("%(loops)d loops: %(perSecond)d calls a second, %(cpuMicrosPerOperation).2f CPU us each" % line)
PY
        rm -f "$work"/[01]
    done
done
