#!/usr/bin/env bash
# Measures this router and its rivals in turn, and writes the results to docs/benchmarks.md.
#
#   bench/compare.sh            measures everything: for at most 28 minutes after the rivals are installed and started,
#                               and then by bench/cold.sh; a second call on the same commit continues where the
#                               first one stopped
#   bench/compare.sh --short    makes one round of short runs, to check that this script works
#   bench/compare.sh --fresh    discards earlier measurements
#   other options: --rounds N  --starts N (of bench/cold.sh)  --warmup S  --seconds S  --minutes N  --rows REGEX
#                  --out FILE  --before FILE (router.jar of an earlier build, which bench/cold.sh measures too)
#
# Needs JDK 17 or later, Maven and Python 3; Go for nexus. The document has a line for each rival that cannot be
# installed or started.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=3 starts=5 warmup=1 seconds=2 first_warmup=8 first_join_warmup=30 minutes=28 rows=. before='' out=docs/benchmarks.md fresh=false command_line="bench/compare.sh $*"
work=bench/target/compare
deadline=0
while [ $# -gt 0 ]; do
    case "$1" in
        --short) rounds=1 warmup=0.3 seconds=0.7 first_warmup=0.7 first_join_warmup=0.7 minutes=6 work=bench/target/compare-short ;;
        --fresh) fresh=true ;;
        --rounds | --starts | --warmup | --seconds | --minutes | --rows | --before | --out)
            [ $# -ge 2 ] || { echo "compare.sh: found $1 without a value" >&2; exit 2; }
            printf -v "${1#--}" %s "$2"
            shift
            ;;
        *) echo "compare.sh: found option $1 (see the head of this file)" >&2; exit 2 ;;
    esac
    shift
done
if $fresh; then rm -rf "$work/results" "$work/micro.json"; fi
rivals=bench/target/rivals # outside of $work, so that short and long runs share one installation
mkdir -p "$work/results" "$work/run" "$rivals"
jar=bench/target/bench.jar

say() { echo "compare: $*" >&2; }
time_is_left() { [ "$(date +%s)" -lt "$deadline" ]; }

router_core=0 load_core=1
if [ "$(nproc)" -lt 2 ] || ! command -v taskset >/dev/null; then
    say "one processor only, or no taskset: nothing is pinned, and router and generator disturb each other"
    on_router=(env) on_load=(env)
else
    # These variables hold the first words of a command. A function would not do, because the process in the background
    # must be the program itself: the script ends the program by this process id.
    on_router=(taskset -c $router_core) on_load=(taskset -c $load_core)
fi

# --- Installing -----------------------------------------------------------------------------------------------------------------

declare -A version state url_ws url_tcp pid command
note() { echo "$2" >"$work/run/$1.note"; say "$1: $2"; }

build() {
    # Built at each call, so that the document names the measured version.
    say "building bench.jar, router.jar and the distribution"
    mvn -q -ntp -Dfast -DskipTests package -pl bench,router,distribution -am
    version[aerostat]="$(git describe --always --dirty --exclude '*' 2>/dev/null || echo unknown), $(java -version 2>&1 | head -1 | tr -d '"')"
    version[floor]="the same JVM"
    if [ "$(cat "$work/measured" 2>/dev/null)" != "${version[aerostat]}" ]; then
        # Discards the results of another commit, because the document must not mix the results of two commits.
        rm -rf "$work/results" "$work/micro.json"
        mkdir "$work/results"
        echo "${version[aerostat]}" >"$work/measured"
    fi
}

install_nexus() {
    local dir=$rivals/nexus
    version[nexus]="$(sed -n 's/^require.* //p' bench/rivals/nexus/go.mod)"
    [ -x $dir/nexusd ] && [ -x $dir/nexus-bench ] && [ "$(cat $dir/version 2>/dev/null)" = "${version[nexus]}" ] && return
    command -v go >/dev/null || { note nexus "not measured: there is no Go to build it"; return 1; }
    mkdir -p $dir
    cp bench/rivals/nexus/* $dir
    # nexusd serves most rows; nexus-bench, which knows a user, serves the rows that authenticate.
    (cd $dir && go build -mod=mod -o nexusd github.com/gammazero/nexus/v3/nexusd && go build -mod=mod -o nexus-bench . &&
        echo "${version[nexus]}" >version) >$dir/install.log 2>&1 ||
        { note nexus "not measured: it could not be built"; return 1; }
}

install_crossbar() {
    local dir=$rivals/crossbar
    if ! [ -f $dir/.complete ]; then
        python3 -m venv --clear $dir >/dev/null 2>&1 &&
            $dir/bin/pip install --quiet --disable-pip-version-check crossbar >$dir/install.log 2>&1 &&
            touch $dir/.complete ||
            { note crossbar "not measured: it could not be installed"; return 1; }
    fi
    version[crossbar]="$($dir/bin/pip show crossbar 2>/dev/null | sed -n 's/^Version: //p'), $($dir/bin/python --version)"
}

# install_jvm_router NAME MAIN GROUP:ARTIFACT:VERSION: compiles MAIN.java against this library from Maven's repository
install_jvm_router() {
    local dir=$rivals/$1 group artifact
    IFS=: read -r group artifact version[$1] <<<"$3"
    [ -f "$dir/$2.class" ] && return
    mkdir -p "$dir"
    cat >"$dir/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>bench</groupId>
  <artifactId>$1-router</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>$group</groupId>
      <artifactId>$artifact</artifactId>
      <version>${version[$1]}</version>
    </dependency>
  </dependencies>
</project>
POM
    mvn -q -ntp -f "$dir/pom.xml" dependency:copy-dependencies -DoutputDirectory=jars >"$dir/install.log" 2>&1 &&
        javac -nowarn -cp "$dir/jars/*" -d "$dir" "bench/rivals/$2.java" >>"$dir/install.log" 2>&1 ||
        { note "$1" "not measured: it could not be installed"; return 1; }
}

# nats-server is not a WAMP router, but a mature server that does the same work; the load generator translates WAMP into
# the protocol of NATS (NatsFraming).
install_nats() {
    nats_server=$(scripts/nats-server.sh 2>"$work/run/nats.log") || { note nats "not measured: it could not be installed"; return 1; }
    version[nats]="$("$nats_server" --version | sed 's/.*: *//')"
}

# --- Starting and ending ---------------------------------------------------------------------------------------------------------

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

# Prints the id of the process that listens on a port. For Crossbar.io, this is a child of the started process.
listener() {
    python3 - "$1" <<'PY'
import os, re, sys
port = "%04X" % int(sys.argv[1])
inodes = set()
for table in ("/proc/net/tcp", "/proc/net/tcp6"):
    if os.path.exists(table):
        for line in open(table).readlines()[1:]:
            field = line.split()
            if field[3] == "0A" and field[1].endswith(":" + port):
                inodes.add("socket:[%s]" % field[9])
for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        if any(os.readlink("/proc/%s/fd/%s" % (pid, fd)) in inodes for fd in os.listdir("/proc/%s/fd" % pid)):
            print(pid)
            break
    except OSError:
        pass
PY
}

load=("${on_load[@]}")
started=()
end_all() {
    local id
    for id in "${started[@]}"; do kill "$id" 2>/dev/null || true; done
    for id in "${started[@]}"; do wait "$id" 2>/dev/null || true; done
    started=()
}
trap end_all EXIT

# start ROUTER PORT COMMAND…: starts a router, and waits until it listens
start() {
    local name=$1 port=$2 i
    shift 2
    command[$name]="$*"
    "${on_router[@]}" "$@" >"$work/run/$name.log" 2>&1 &
    started+=($!)
    local own=$!
    for i in $(seq 600); do
        pid[$name]=$(listener "$port")
        [ -n "${pid[$name]}" ] && return
        kill -0 $own 2>/dev/null || break
        sleep 0.1
    done
    note "$name" "not measured: it did not start ($(tail -1 "$work/run/$name.log" | cut -c1-120))"
    return 1
}

java_flags="-Xms512m -Xmx512m"

start_router() {
    local ws tcp
    ws=$(free_port)
    tcp=$(free_port)
    url_ws[$1]=ws://127.0.0.1:$ws/
    url_tcp[$1]=tcp://127.0.0.1:$tcp
    case $1 in
        aerostat)
            url_tcp[$1]=tcp://127.0.0.1:$ws
            start "$1" "$ws" java $java_flags -jar $jar router --port "$ws"
            ;;
        floor) start "$1" "$ws" java $java_flags -jar $jar floor --port "$ws" --rawsocket-port "$tcp" ;;
        nexus) install_nexus && start "$1" "$ws" $rivals/nexus/nexusd -ws 127.0.0.1:$ws -tcp 127.0.0.1:$tcp -realm realm1 ;;
        crossbar)
            install_crossbar || return 1
            rm -rf $work/run/crossbar # an interrupted run leaves a lock in this folder
            mkdir -p $work/run/crossbar
            sed -e "s/@WS@/$ws/" -e "s/@TCP@/$tcp/" bench/rivals/crossbar.json >$work/run/crossbar/config.json
            start "$1" "$ws" $rivals/crossbar/bin/crossbar start --cbdir $work/run/crossbar
            ;;
        nats)
            install_nats || return 1
            url_ws[$1]=nats://127.0.0.1:$ws
            url_tcp[$1]=
            start "$1" "$ws" "$nats_server" -a 127.0.0.1 -p "$ws"
            ;;
        jawampa)
            install_jvm_router "$1" JawampaRouter ws.wamp.jawampa:jawampa-netty:0.5.0 || return 1
            url_tcp[$1]=
            start "$1" "$ws" java $java_flags -cp "$rivals/jawampa:$rivals/jawampa/jars/*" JawampaRouter "${url_ws[$1]}"
            ;;
        jlibs)
            install_jvm_router "$1" JlibsRouter in.jlibs:jlibs-wamp4j-netty:3.0.1 || return 1
            url_tcp[$1]=
            start "$1" "$ws" java $java_flags -cp "$rivals/jlibs:$rivals/jlibs/jars/*" JlibsRouter "${url_ws[$1]}"
            ;;
    esac
}

# --- Running ----------------------------------------------------------------------------------------------------------------------

declare -A warmed # ROUTER:ROW that the running process of the router has seen

# run ROW ROUTER ROUND WARMUP SECONDS OPTIONS…: runs a load and writes its result file, unless the file exists already
run() {
    local row=$1 router=$2 round=$3 warm=$4 long=$5 file
    shift 5
    file=$work/results/$row.$router.$round.json
    [ -s "$file" ] && return
    time_is_left || { touch "$work/run/out-of-time"; return; }
    rm -f "$file.part"
    warmed[$router:$row]=yes
    "${load[@]}" timeout 120 java -Xmx1g -jar $jar "$@" --warmup "$warm" --seconds "$long" --json "$file.part" \
        >>"$work/run/load.log" 2>&1 || say "$row, $router: failed ($(tail -1 "$work/run/load.log" | cut -c1-160))"
    if [ -s "$file.part" ]; then mv "$file.part" "$file"; fi
}

# compare FROM TO: makes these rounds; each row of a round measures all routers in turn
compare() {
    local round row routers options router warm url
    for round in $(seq "$1" "$2"); do
        while IFS='|' read -r row routers options; do
            row=${row// /}
            [[ -z $row || $row == \#* || ! $row =~ $rows ]] && continue
            for router in $routers; do
                [ "${state[$router]:-}" = up ] || continue
                kill -0 "${pid[$router]}" 2>/dev/null || { note "$router" "ended during the measurements"; state[$router]=down; continue; }
                url=${options//"{ws}"/${url_ws[$router]}}
                url=${url//"{tcp}"/${url_tcp[$router]}}
                [[ $url == *"--url --"* || $url == *"--url " ]] && continue
                warm=$warmup
                # When a row uses code for the first time, the JVM compiles this code for seconds on the same processor.
                # The code of joins and leaves takes the longest.
                case ${warmed[$router:$row]:-no}:$router:$row in
                    no:aerostat:join* | no:jawampa:join* | no:jlibs:join*) warm=$first_join_warmup ;;
                    no:aerostat:* | no:floor:* | no:jawampa:* | no:jlibs:*) warm=$first_warmup ;;
                esac
                # shellcheck disable=SC2086
                run "$row" "$router" "$round" "$warm" "$seconds" $url --pid "${pid[$router]}"
            done
        done <bench/rows.txt
        say "round $round of $rounds is done"
    done
}

# alone ROW one|all FLAGS OPTIONS…: starts Aerostat's router for one row, on one processor or on all. In the options,
# {ws} and {wss} are the router's URLs, and {pid} is its process id.
alone() {
    local row=$1 pin=$2 flags=$3 port options ended
    shift 3
    [[ $row =~ $rows ]] || return 0
    [ -s "$work/results/$row.aerostat.1.json" ] && return 0
    time_is_left || { touch "$work/run/out-of-time"; return 0; }
    port=$(free_port)
    # shellcheck disable=SC2086
    if [ "$pin" = all ]; then
        java $flags --port "$port" >"$work/run/alone.log" 2>&1 &
    else
        "${on_router[@]}" java $flags --port "$port" >"$work/run/alone.log" 2>&1 &
    fi
    started+=($!)
    ended=$!
    until [ -n "$(listener "$port")" ] || ! kill -0 $ended 2>/dev/null; do sleep 0.1; done
    options=("${@//"{ws}"/ws://127.0.0.1:$port/}")
    options=("${options[@]//"{wss}"/wss://127.0.0.1:$port/}")
    options=("${options[@]//"{pid}"/$(listener "$port")}")
    local warm=$first_warmup long=$seconds
    case $row in
        idle*)
            # The first sessions load and compile classes, whose memory must not be measured as memory of sessions.
            "${load[@]}" java -Xmx1g -jar $jar join --url "ws://127.0.0.1:$port/" --warmup 0 --seconds "$first_warmup" \
                >>"$work/run/load.log" 2>&1 || true
            warm=0 long=$idle_seconds
            ;;
        slow*) warm=0 long=$slow_seconds ;;
    esac
    if [ "$pin" = all ]; then load=(env); fi
    run "$row" aerostat 1 "$warm" "$long" "${options[@]}"
    load=("${on_load[@]}")
    kill $ended 2>/dev/null || true
    wait $ended 2>/dev/null || true
}

ours() {
    local router="$java_flags -jar $jar router"
    alone allocation-rpc one "$router" rpc --url "{ws}" --pid "{pid}" --jvm true
    alone allocation-fanout one "$router" fanout --url "{ws}" --pid "{pid}" --jvm true
    alone allocation-fanout-1 one "$router" fanout --url "{ws}" --callees 1 --pid "{pid}" --jvm true
    if command -v openssl >/dev/null &&
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost \
            -keyout "$work/run/key.pem" -out "$work/run/certificate.pem" 2>/dev/null; then
        alone rpc-tls one "$router --key $work/run/key.pem --certificate $work/run/certificate.pem" \
            rpc --url "{wss}" --pid "{pid}"
    fi
    alone idle one "-Xms192m -Xmx192m -XX:+UseSerialGC -XX:+AlwaysPreTouch -jar $jar router" \
        idle --url "{ws}" --pid "{pid}" --jvm true --callers "$idle_sessions"
    alone slow one "$router" slow --url "{ws}" --pid "{pid}" --jvm true
    alone storm one "$router --admission 2000" storm --url "{ws}" --pid "{pid}" --auth wampcra
    alone churn one "$router" churn --url "{ws}" --pid "{pid}" --jvm true
    cores
}

# Measures the gain from a second processor.
cores() {
    [[ cores =~ $rows ]] && ! [ -s "$work/results/cores.txt" ] || return 0
    time_is_left || { touch "$work/run/out-of-time"; return 0; }
    bench/cores.sh "$work/results/cores.txt" $cores_rounds $cores_warmup $cores_seconds >&2 || say "cores: failed"
}

# Measures routers that have just been started; each router is started several times.
cold() {
    local options=(--work "$work" --rows "$rows" --rounds "$starts")
    if [ "$minutes" -lt 10 ]; then options+=(--short); fi
    bench/cold.sh "${options[@]}" ${before:+--before "$before"} >&2 || say "some of the rows of bench/cold.sh have failed"
}

# Measures codecs, match index and dispatch without sockets, by JMH.
micro() {
    local options=(-e TestRouter -prof gc -rf json -rff "$work/micro.json.part")
    [[ micro =~ $rows ]] || return 0
    [ -s "$work/micro.json" ] && return
    time_is_left || { touch "$work/run/out-of-time"; return; }
    if [ "$minutes" -lt 10 ]; then options+=(-wi 1 -w 100ms -i 1 -r 100ms); fi
    "${on_router[@]}" java -jar $jar micro "${options[@]}" >"$work/run/micro.log" 2>&1 ||
        { say "micro: failed ($(tail -1 "$work/run/micro.log" | cut -c1-160))"; return; }
    mv "$work/micro.json.part" "$work/micro.json"
}

idle_seconds=12 slow_seconds=10 idle_sessions=10000 cores_rounds=2 cores_warmup=6 cores_seconds=3
if [ "$minutes" -lt 10 ]; then
    idle_seconds=2 slow_seconds=2 idle_sessions=500 cores_rounds=1 cores_warmup=1 cores_seconds=1
fi
# The load generator and the routers open thousands of sockets.
ulimit -n "$(ulimit -Hn)" 2>/dev/null || true

rm -f "$work"/run/*.note "$work/run/out-of-time"
build
for router in aerostat nexus crossbar jawampa jlibs nats floor; do
    if start_router $router; then state[$router]=up; fi
done
deadline=$(($(date +%s) + minutes * 60))
if [ "$minutes" -ge 10 ]; then
    # Code is many times slower before the JVM has compiled it, and compiling takes a while on one processor.
    for router in aerostat floor jawampa; do
        [ "${state[$router]:-}" = up ] || continue
        for load_name in "rpc --callers 8 --in-flight 8" "fanout"; do
            # shellcheck disable=SC2086
            "${load[@]}" java -Xmx1g -jar $jar $load_name --url "${url_ws[$router]}" --warmup 0 --seconds 8 >>"$work/run/load.log" 2>&1 || true
        done
    done
fi
compare 1 1
ours
compare 2 "$rounds"
end_all
cold
micro
for router in "${!version[@]}"; do
    printf '%s\t%s\t%s\n' "$router" "${version[$router]}" "${command[$router]:-}"
done >"$work/run/versions.tsv"
python3 bench/report.py "$work" "$command_line" "$warmup" "$seconds" "$rounds" >"$out.part"
mv "$out.part" "$out"
say "wrote $out"
