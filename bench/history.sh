#!/usr/bin/env bash
# Measures acknowledged publications to a topic with a history in memory and in a file, and writes bench/history.md, a
# section of docs/benchmarks.md.
#
#   bench/history.sh            makes five rounds, each with every kind of history; takes 2 minutes
#   bench/history.sh --short    makes one round of short runs, to check that this script works
#   other options: --rounds N  --seconds S  --work FOLDER  --report (only writes the section)
#
# Needs the files that `mvn package` builds, and Python 3. One router has a realm for each kind of history, so all of
# them run with the same compiled code. The CPU time is that of the router with all its threads.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=5 warmup=1 first_warmup=8 seconds=4 work=bench/target/history only_report=false
while [ $# -gt 0 ]; do
    case "$1" in
        --short) rounds=1 warmup=0.3 first_warmup=0.7 seconds=0.7 ;;
        --report) only_report=true ;;
        --rounds | --seconds | --work)
            [ $# -ge 2 ] || { echo "history.sh: found $1 without a value" >&2; exit 2; }
            printf -v "${1#--}" %s "$2"
            shift
            ;;
        *) echo "history.sh: found option $1 (see the head of this file)" >&2; exit 2 ;;
    esac
    shift
done

report() {
    python3 bench/history.py "$work" "$(git describe --always --dirty --exclude '*'), $(java -version 2>&1 | head -1 | tr -d '"')"
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
python3 - "$port" "$work" >"$work/config.json" <<'END'
import json
import os
import sys

port, work = int(sys.argv[1]), os.path.abspath(sys.argv[2])
rule = {"uri": "bench.history", "limit": 100000}
stores = {
    "none": None,
    "memory": {"type": "memory", "event-history": [rule]},
    "file": {"type": "file", "path": f"{work}/file", "sync": False, "event-history": [rule]},
    "synced": {"type": "file", "path": f"{work}/synced", "event-history": [rule]},
}
allowed = {"call": True, "register": True, "publish": True, "subscribe": True}
role = {"name": "anonymous", "permissions": [{"uri": "", "match": "prefix", "allow": allowed}]}
realms = [{"name": name, "roles": [role], **({"store": store} if store else {})} for name, store in stores.items()]
transport = {"type": "websocket", "endpoint": {"type": "tcp", "interface": "127.0.0.1", "port": port}}
print(json.dumps({"version": 2, "workers": [{"type": "router", "realms": realms, "transports": [transport]}]}))
END
"${on_router[@]}" java -Xms512m -Xmx512m -XX:+UseSerialGC -jar router/target/router.jar --config "$work/config.json" >"$work/router.log" 2>&1 &
router=$!
trap 'kill "$router" 2>/dev/null; wait' EXIT
for _ in $(seq 300); do
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break
    sleep 0.1
done

for round in $(seq "$rounds"); do
    for realm in none memory file synced; do
        warm=$warmup
        if [ "$round" = 1 ]; then warm=$first_warmup; fi
        "${on_load[@]}" timeout 120 java -Xmx512m -jar bench/target/bench.jar publish --url "ws://127.0.0.1:$port/" --realm "$realm" \
            --pid "$router" --warmup "$warm" --seconds "$seconds" --json "$work/results/$realm.$round.json" >>"$work/load.log" 2>&1 ||
            echo "history: $realm: failed ($(tail -1 "$work/load.log" | cut -c1-160))" >&2
    done
done
report
