#!/usr/bin/env bash
# Measures two nodes of a cluster, and writes bench/cluster.md, a section of docs/benchmarks.md.
#
#   bench/cluster.sh            makes three rounds, each row with one node and with two nodes; takes 3 minutes
#   bench/cluster.sh --short    makes one round of short runs, to check that this script works
#   other options: --rounds N  --seconds S  --rows REGEX  --work FOLDER  --report (only writes the section)
#
# Needs the files that `mvn package` builds, Python 3 and nats-server (scripts/nats-server.sh). Measures Crossbar.io too
# if bench/compare.sh or scripts/test.sh has installed it. The CPU time is that of both nodes together, without
# nats-server. The nodes run on one processor, and nats-server and the load generator on another.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=3 warmup=1 first_warmup=6 seconds=2 rows=. work=bench/target/cluster storm=5000 only_report=false
while [ $# -gt 0 ]; do
    case "$1" in
        --short) rounds=1 warmup=0.3 first_warmup=0.7 seconds=0.7 storm=200 ;;
        --report) only_report=true ;;
        --rounds | --seconds | --rows | --work)
            [ $# -ge 2 ] || { echo "cluster.sh: found $1 without a value" >&2; exit 2; }
            printf -v "${1#--}" %s "$2"
            shift
            ;;
        *) echo "cluster.sh: found option $1 (see the head of this file)" >&2; exit 2 ;;
    esac
    shift
done
say() { echo "cluster: $*" >&2; }

report() {
    python3 bench/cluster.py "$work" "$(git describe --always --dirty --exclude '*'), $(java -version 2>&1 | head -1 | tr -d '"')"
}
if $only_report; then
    report
    exit
fi

mkdir -p "$work/results" "$work/run"
ulimit -n "$(ulimit -Hn)" 2>/dev/null || true
on_nodes=(env) on_load=(env)
if [ "$(nproc)" -ge 2 ] && command -v taskset >/dev/null; then
    on_nodes=(taskset -c 0) on_load=(taskset -c 1)
else
    say "one processor only, or no taskset: nothing is pinned"
fi

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }
started=()
end_all() {
    local id
    for id in ${started[@]+"${started[@]}"}; do kill "$id" 2>/dev/null || true; done
    wait
}
trap end_all EXIT

# await_open PORT: waits until something listens on the port
await_open() {
    local i
    for i in $(seq 300); do
        (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
        sleep 0.1
    done
    say "nothing listens on port $1"
    return 1
}

declare -A port pid
flags=(-Xms256m -Xmx256m -XX:+UseSerialGC)
nats_port=$(free_port)

# configure NAME [KEYS]: writes the configuration of a node, with further keys at its top level
configure() {
    port[$1]=$(free_port)
    sed -e "s/@WS@/${port[$1]}/" -e "s|\"version\": 2,|\"version\": 2, ${2:-}|" \
        -e 's/"type": "router",/"type": "router", "limits": {"new_sessions_per_second": 1000000},/' \
        -e 's/"name": "realm1",/"name": "realm1", "limits": {"subscriptions_per_session": 100000},/' bench/rivals/start.json >"$work/run/$1.json"
}

start_node() {
    "${on_nodes[@]}" java "${flags[@]}" -jar router/target/router.jar --config "$work/run/$1.json" >"$work/run/$1.log" 2>&1 &
    pid[$1]=$!
    started+=($!)
    await_open "${port[$1]}"
}

cluster() {
    echo "\"cluster\": {\"name\": \"bench\", \"node\": \"$1\", \"members\": $2, \"engine\": {\"type\": \"nats\", \"servers\": [\"nats://127.0.0.1:$nats_port\"]}},"
}

nats_server=$(scripts/nats-server.sh)
"${on_load[@]}" "$nats_server" -a 127.0.0.1 -p "$nats_port" >"$work/run/nats.log" 2>&1 &
started+=($!)
await_open "$nats_port"
configure single
configure one "$(cluster one 2)"
configure two "$(cluster two 2)"
for node in single one two; do start_node "$node"; done
port[library]=$(free_port)
"${on_nodes[@]}" java "${flags[@]}" -jar bench/target/bench.jar router --port "${port[library]}" >"$work/run/library.log" 2>&1 &
pid[library]=$!
started+=($!)
await_open "${port[library]}"
url() { echo "ws://127.0.0.1:${port[$1]}/"; }

# Two linked routers of Crossbar.io: the link forwards events and calls in both directions.
crossbar=''
for folder in bench/target/rivals/crossbar acceptance/.routers/crossbar; do
    [ -n "$crossbar" ] || ! [ -x "$folder/bin/crossbar" ] || crossbar=$folder/bin/crossbar
done
if ! [[ rpc-64x1 =~ $rows || rpc-8x32 =~ $rows || fanout-100 =~ $rows ]]; then crossbar=''; fi
if [ -n "$crossbar" ]; then
    for name in cb1 cb2; do
        port[$name]=$(free_port)
        port[$name-raw]=$(free_port)
    done
    for name in cb1 cb2; do
        rm -rf "$work/run/$name"
        mkdir -p "$work/run/$name"
        sed -e "s/@WS@/${port[$name]}/" -e "s/@TCP@/${port[$name-raw]}/" bench/rivals/crossbar.json >"$work/run/$name/config.json"
    done
    python3 bench/rivals/rlink.py "$work/run/cb2/config.json" "$work/run/cb1" "${port[cb1]}" "$work/run/cb2" "$crossbar"
    for name in cb1 cb2; do
        "${on_nodes[@]}" "$crossbar" start --cbdir "$work/run/$name" >"$work/run/$name.log" 2>&1 &
        started+=($!)
        if ! await_open "${port[$name]}"; then
            crossbar=''
            break
        fi
        # The listening worker is a child of the started process.
        pid[$name]=$(ss -Hltnp "sport = :${port[$name]}" | sed -n 's/.*pid=\([0-9]*\).*/\1/p' | head -1)
    done
fi

declare -A failed
# run ROW VARIANT ROUND OPTIONS…: runs a load and writes its result file; skips a load that has failed in an earlier round
run() {
    local row=$1 variant=$2 round=$3 warm=$warmup longest=30 status=0 file=$work/results/$1.$2.$3.json
    shift 3
    [[ $row =~ $rows ]] && [ -z "${failed[$row.$variant]:-}" ] || return 0
    if [ "$round" = 1 ]; then warm=$first_warmup; fi
    if [ "$row" = remote-rows ]; then longest=120; fi
    rm -f "$file"
    local on=("${on_load[@]}")
    # The clients of jnats run on the processor of the nodes.
    if [ "$variant" = jnats ]; then on=("${on_nodes[@]}"); fi
    "${on[@]}" timeout "$longest" java -Xmx1g -jar bench/target/bench.jar "$@" --warmup "$warm" --seconds "$seconds" --json "$file" \
        >"$work/run/last.log" 2>&1 || status=$?
    cat "$work/run/last.log" >>"$work/run/load.log"
    [ $status != 0 ] || return 0
    failed[$row.$variant]=1
    if [ $status = 124 ]; then
        say "$row, $variant: failed (no result within $longest s)"
    else
        say "$row, $variant: failed ($(tail -1 "$work/run/last.log" | cut -c1-160))"
    fi
}

# compare ROW OPTIONS…: runs a row with one node, with two nodes, and with the programs for comparison
compare() {
    local row=$1
    shift
    run "$row" single "$round" "$@" --url "$(url single)" --pid "${pid[single]}"
    run "$row" cluster "$round" "$@" --url "$(url one)" --peer-url "$(url two)" --pid "${pid[one]},${pid[two]}"
    [ "$row" != rpc-64x1 ] || run "$row" library "$round" "$@" --url "$(url library)" --pid "${pid[library]}"
    if [ "$row" = rpc-1x1 ]; then
        run "$row" nats "$round" "$@" --url "nats://127.0.0.1:$nats_port"
        run "$row" jnats "$round" jnats --url "nats://127.0.0.1:$nats_port"
    fi
    if [ -n "$crossbar" ] && [ "$row" != rpc-1x1 ]; then
        run "$row" crossbar "$round" "$@" --url "$(url cb1)" --peer-url "$(url cb2)" --pid "${pid[cb1]},${pid[cb2]}"
    fi
}

for round in $(seq "$rounds"); do
    compare rpc-64x1 rpc
    compare rpc-8x32 rpc --callers 8 --in-flight 32
    compare rpc-1x1 rpc --callers 1
    compare fanout-100 fanout
    say "round $round of $rounds is done"
done
# With this many topics, changes of the heap by the JVM itself do not matter.
run remote-rows cluster 1 remote-rows --callees 100000 --url "$(url one)" --peer-url "$(url two)" --pid "${pid[one]}" --jvm true

# The storm: a node is started while all of its clients return, alone and beside the running nodes of its cluster. These
# nodes run on the same processor as the started node, and then on the processor of the load generator.
if [[ storm =~ $rows ]]; then
    configure alone
    configure three "$(cluster three 3)"
    rm -f "$work/results/storm".*.json
    # storm NODE VARIANT OPTIONS…: adds a storm to those that run in turn
    storm() {
        local node=$1 variant=$2
        shift 2
        {
            printf '%s\t' restart --url "$(url "$node")" --callers "$storm" --auth wampcra "$@" --command \
                "${on_nodes[*]} java ${flags[*]} -jar router/target/router.jar --config $work/run/$node.json" --json
            echo "$work/results/storm.$variant.{round}.json"
        } >>"$work/run/storm.tsv"
    }
    # storms: runs the added storms in turn
    storms() {
        "${on_load[@]}" timeout $((120 + 240 * rounds)) java -Xmx1g -jar bench/target/bench.jar in-turn "$work/run/storm.tsv" \
            --rounds "$rounds" >"$work/run/last.log" 2>&1 || say "storm: failed ($(tail -1 "$work/run/last.log" | cut -c1-160))"
        cat "$work/run/last.log" >>"$work/run/load.log"
        rm -f "$work/run/storm.tsv" "$work/results/storm".*.0.json
    }
    others=(--pid "${pid[one]},${pid[two]}")
    rm -f "$work/run/storm.tsv"
    storm alone single
    storm three cluster "${others[@]}"
    storms
    if [ "${on_load[0]}" = taskset ]; then
        for node in one two; do taskset -acp 1 "${pid[$node]}" >/dev/null; done
        storm three apart "${others[@]}"
        storms
    fi
fi
report
