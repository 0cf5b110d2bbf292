#!/usr/bin/env bash
# Flies the balloon on a cluster of three nodes: starts a nats-server and the nodes of config/examples/cluster. Open the
# page of any node; the balloon's container runs at node two. If you kill one of the processes, this script starts it
# again after five seconds. Ctrl-C ends all processes.
#   scripts/cluster-demo.sh [FOLDER]     FOLDER is for the logs, target/cluster-demo by default
set -euo pipefail
cd "$(dirname "$0")/.."

logs=${1:-target/cluster-demo}
jar=router/target/router.jar
processes=(nats one two three)
declare -A port=([nats]=4222 [one]=8001 [two]=8002 [three]=8003)
declare -A pid=()

fail() {
    echo "cluster-demo.sh: $1" >&2
    exit 1
}

say() {
    echo "$(date +%H:%M:%S) $*"
}

is_open() {
    (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

launch() {
    if [ "$1" = nats ]; then
        "$nats_server" --addr 127.0.0.1 --port "${port[nats]}" >>"$logs/nats.log" 2>&1 &
    else
        java -Xmx128m -jar "$jar" --config "config/examples/cluster/$1.json" >>"$logs/$1.log" 2>&1 &
    fi
    pid[$1]=$!
}

# await_open NAME: waits until the process listens; fails if the process ends before
await_open() {
    until is_open "${port[$1]}"; do
        kill -0 "${pid[$1]}" 2>/dev/null || return 1
        sleep 0.1
    done
    say "$1 listens on port ${port[$1]} (process ${pid[$1]}, log $logs/$1.log)"
}

# compare: compares the tables of the nodes until they are equal, ten times at most, and prints the result
compare() {
    local attempt outcome=''
    for attempt in {1..10}; do
        ! outcome=$(java -jar "$jar" cluster --config config/examples/cluster/one.json --config config/examples/cluster/two.json \
            --config config/examples/cluster/three.json 2>&1) || break
        sleep 1
    done
    echo "$outcome"
}

end_all() {
    local name
    trap - EXIT INT TERM
    for name in three two one nats; do
        [ -z "${pid[$name]:-}" ] || kill "${pid[$name]}" 2>/dev/null || true
    done
    wait
}

for name in "${processes[@]}"; do
    ! is_open "${port[$name]}" || fail "found a process that listens on port ${port[$name]} (expected a free port for $name)"
done
if ! [ -f "$jar" ] || ! [ -d web/page/shared ]; then
    say "building router.jar, the page, and the balloon"
    mvn -q -ntp -Dquick package
fi
nats_server=$(scripts/nats-server.sh)
mkdir -p "$logs"
trap end_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

for name in "${processes[@]}"; do
    launch "$name"
    await_open "$name" || fail "$name did not start: $(tail -1 "$logs/$name.log")"
done
say "open http://127.0.0.1:${port[one]}/; the balloon flies at node two. Kill a process and watch, such as: kill -9 ${pid[two]}"
compare

# Without the redirection, bash itself would report each killed process, with its command line.
while sleep 1; do
    for name in "${processes[@]}"; do
        kill -0 "${pid[$name]}" 2>/dev/null && continue
        code=0
        wait "${pid[$name]}" 2>/dev/null || code=$?
        say "$name has ended (exit code $code); it starts again in 5 s"
        sleep 5
        launch "$name"
        if await_open "$name"; then compare; fi
    done
done 2>/dev/null
