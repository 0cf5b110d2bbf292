#!/usr/bin/env bash
# Searches for input that breaks a parser of external bytes. Runs each fuzz target for a number of seconds, as many
# targets at a time as there are processors (at most four).
#   scripts/fuzz.sh [--compiled] [SECONDS [WORD]]     60 seconds by default; only targets whose Class#method contains
#   WORD
#   --compiled   for use after a build: does not compile again, and repeats the same search, because the seed is fixed.
#                The search of a target ends after its maxExecutions, which is more than it runs in a minute, or after
#                SECONDS
# If an input breaks a target, and breaks it again when it is replayed alone, the script stores the input beside the
# target's test, and every build replays it. Input that only reaches new code goes to .cifuzz-corpus, with which the
# next run begins. The exit code is 1 if a target was broken.
set -euo pipefail
cd "$(dirname "$0")/.."

compiled=()
same=false
if [ "${1:-}" = --compiled ]; then
    compiled=(-Dmaven.main.skip=true -Dmaven.test.skip=true)
    same=true
    shift
fi
seconds=${1:-60}
word=${2:-}
modules=(wamp-protocol router-core jwt cluster mqtt router)
at_a_time=$(($(nproc) < 4 ? $(nproc) : 4))

if ! [[ "$seconds" =~ ^[1-9][0-9]*$ ]]; then
    echo "scripts/fuzz.sh: found \"$seconds\" (expected a number of seconds for each target)" >&2
    exit 2
fi

# targets MODULE: prints a line for every method with @FuzzTest: the module, Class#method, and its maxExecutions
targets() {
    (cd "$1/src/test/java" && grep -rl '@FuzzTest' . | sort) | while read -r file; do
        class=$(echo "${file#./}" | sed 's/\.java$//; s#/#.#g')
        awk -v module="$1" -v class="$class" '/@FuzzTest/ { next_is_target = 1; runs = $0; gsub(/_|.*maxExecutions = |\).*/, "", runs); next }
            next_is_target && match($0, /void [A-Za-z0-9_]+\(/) {
                print module, class "#" substr($0, RSTART + 5, RLENGTH - 6), runs; next_is_target = 0 }' "$1/src/test/java/$file"
    done
}

# jazzer MODULE TARGET OPTIONS…: runs the fuzzer in the module's folder, where it reads seeds and writes its findings
jazzer() {
    local module=$1 target=$2
    shift 2
    cd "$module"
    java -Xmx1g -cp "target/test-classes:target/classes:$(cat target/test-classpath)" com.code_intelligence.jazzer.Jazzer \
        --target_class="${target%#*}" --target_method="${target#*#}" --instrumentation_includes='io.aerostat.**' -rss_limit_mb=0 "$@"
}

# search MODULE TARGET RUNS NAME: searches with one target and prints a line; prints more if an input breaks the target,
# and otherwise creates the file $work/NAME.passed
search() {
    local module=$1 target=$2 log=$work/$4.log options=() input kept
    if $same; then
        # Without this option, the fuzzer would read its own findings again each second.
        options=(-seed=1 "-runs=$3" -reload=0)
    fi
    if (jazzer "$module" "$target" "-max_total_time=$seconds" -timeout=60 "${options[@]}") >"$log" 2>&1; then
        if grep -qaE '^Done [0-9]+ runs' "$log"; then
            echo "$target: $(grep -aE '^Done [0-9]+ runs' "$log")"
            touch "$work/$4.passed"
        else
            echo "$target: NO RESULT"
            tail -n 20 "$log"
        fi
        return
    fi
    input=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
    if [ -n "$input" ] && (jazzer "$module" "$target" -timeout=120 -runs=1 "$input") >"$work/$4.replay" 2>&1; then
        # If the machine was suspended meanwhile, the fuzzer reports a timeout.
        kept=$module/target/$(basename "$input")
        mv "$input" "$kept"
        echo "$target: an input that broke it once does not when it is replayed: $kept"
        grep -E '^(==|SUMMARY|ALARM)' "$log" | head -n 3
        touch "$work/$4.passed"
        return
    fi
    echo "$target: FOUND ${input:-nothing to replay, but the fuzzer failed}"
    if [ -n "$input" ]; then
        echo "in base64: $(head -c 4096 "$input" | base64 -w 0)" # for readers of the log who cannot fetch the file
    fi
    grep -avE '^#[0-9]+' "$log" | tail -n 60
}

mvn -q --batch-mode -ntp -Dfast "${compiled[@]}" -pl "$(IFS=,; echo "${modules[*]}")" -am test-compile dependency:build-classpath \
    -Dmdep.outputFile=target/test-classpath -Dmdep.includeScope=test

mapfile -t found < <(for module in "${modules[@]}"; do targets "$module"; done)
for line in "${found[@]}"; do
    if ! [[ "$line" =~ \ [0-9]+$ ]]; then
        echo "scripts/fuzz.sh: found \"$line\" (expected @FuzzTest with a number of maxExecutions)" >&2
        exit 2
    fi
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
running=0
number=0
for line in "${found[@]}"; do
    read -r module target runs <<<"$line"
    [[ "$target" == *"$word"* ]] || continue
    if [ "$running" -ge "$at_a_time" ]; then
        wait -n || true
        running=$((running - 1))
    fi
    number=$((number + 1))
    running=$((running + 1))
    {
        search "$module" "$target" "$runs" "$number" >"$work/$number.told" 2>&1 || true
        cat "$work/$number.told"
    } &
done
wait
if [ "$number" -eq 0 ]; then
    echo "scripts/fuzz.sh: found no target whose name contains \"$word\" (expected a part of Class#method)" >&2
    exit 2
fi
[ "$(find "$work" -name '*.passed' | wc -l)" -eq "$number" ]
