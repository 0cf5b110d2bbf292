#!/usr/bin/env bash
# Measures calls in realms that check payloads by JSON Schemas and by types of FlatBuffers, and writes
# bench/contracts.md, a section of docs/benchmarks.md.
#
#   bench/contracts.sh           makes five rounds, each with every kind of realm; takes 6 minutes
#   bench/contracts.sh --short   makes one round of short runs, to check that this script works; prints the section, and
#                                writes no file
#   other options: --rounds N  --seconds S  --work FOLDER  --report (only writes the section)
#
# Needs the files that `mvn package` builds, and Python 3. One router has a realm of each kind, so all of them run with
# the same compiled code. The realm `again` is like `none`, so its ratio shows the error of the other ratios. The CPU
# time is that of the router with all its threads. bench/contracts has the schemas of the payloads.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=5 warmup=0.5 first_warmup=4 seconds=2.5 work=bench/target/contracts only_report=false is_short=false
while [ $# -gt 0 ]; do
    case "$1" in
        --short) is_short=true rounds=1 warmup=0.2 first_warmup=0.3 seconds=0.5 ;;
        --report) only_report=true ;;
        --rounds | --seconds | --work)
            [ $# -ge 2 ] || { echo "contracts.sh: found $1 without a value" >&2; exit 2; }
            printf -v "${1#--}" %s "$2"
            shift
            ;;
        *) echo "contracts.sh: found option $1 (see the head of this file)" >&2; exit 2 ;;
    esac
    shift
done

report() {
    python3 bench/contracts.py "$work" "$(git describe --always --dirty --exclude '*'), $(java -version 2>&1 | head -1 | tr -d '"')" $is_short
}
if $only_report; then
    report
    exit
fi

rm -rf "$work"
mkdir -p "$work/results"
on_router=(env) on_load=(env)
if [ "$(nproc)" -ge 2 ] && command -v taskset >/dev/null; then
    on_router=(taskset -c 0) on_load=(taskset -c 1)
fi
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
python3 - "$port" "$(realpath bench/contracts)" >"$work/config.json" <<'END'
import json
import sys

port, folder = int(sys.argv[1]), sys.argv[2]


def realm(name, validate=None, **more):
    permission = {"uri": "bench.", "match": "prefix", "allow": {"call": True, "register": True}}
    if validate:
        permission["validate"] = validate
    return {"name": name, "roles": [{"name": "anonymous", "permissions": [permission]}], **more}


schema = {"uri": "bench.", "match": "prefix", "call": f"{folder}/call.json", "result": f"{folder}/result.json"}
realms = [
    realm("none"),
    realm("again"),
    realm("schema", contracts={"schemas": [schema], "check": ["call", "result"]}),
    realm(
        "flatbuffers",
        validate={"call": "bench.Call", "call_result": "bench.Answer"},
        inventory={"type": "wamp.eth", "catalogs": [{"bfbs": f"{folder}/order.bfbs"}]},
    ),
]
transport = {"type": "websocket", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": port}}
print(json.dumps({"version": 2, "workers": [{"type": "router", "realms": realms, "transports": [transport]}]}))
END
"${on_router[@]}" java -Xms512m -Xmx512m -XX:+UseSerialGC -jar router/target/router.jar --config "$work/config.json" >"$work/router.log" 2>&1 &
router=$!
trap 'kill "$router" 2>/dev/null; wait' EXIT
for _ in $(seq 300); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
    kill -0 "$router" 2>/dev/null || { echo "contracts.sh: the router did not start ($(tail -1 "$work/router.log" | cut -c1-160))" >&2; exit 1; }
    sleep 0.1
done

# lines NAME WARMUP SECONDS: prints the loads of one round, row by row; NAME is part of the names of the results
lines() {
    local row options serializer kind
    while IFS='|' read -r row options; do
        for serializer in json msgpack; do
            for kind in none schema flatbuffers again; do
                # shellcheck disable=SC2086
                printf '%s\t' rpc $options --order true --serializer "$serializer" --url "ws://127.0.0.1:$port/" \
                    --realm "$kind" --pid "$router" --warmup "$2" --seconds "$3" --json
                echo "$work/results/$row-$serializer.$kind.$1-{round}.json"
            done
        done
    done <<'END'
rpc|--callers 64
rpc-many|--callers 8 --in-flight 32
END
}
lines warm "$first_warmup" 0.5 >"$work/warm.tsv"
lines run "$warmup" "$seconds" >"$work/rounds.tsv"
failed=0
"${on_load[@]}" java -Xmx512m -jar bench/target/bench.jar in-turn "$work/warm.tsv" --rounds 1 >"$work/load.log" 2>&1 || failed=1
"${on_load[@]}" java -Xmx512m -jar bench/target/bench.jar in-turn "$work/rounds.tsv" --rounds "$rounds" >>"$work/load.log" 2>&1 || failed=1
if [ $failed = 1 ]; then
    echo "contracts.sh: a load failed: $(grep -m1 FAILED "$work/load.log" || tail -1 "$work/load.log")" >&2
fi
rm -f "$work"/results/*.warm-*.json "$work"/results/*-0.json
report
exit $failed
