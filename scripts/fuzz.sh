#!/usr/bin/env bash
# Searches for inputs that break what reads bytes from outside: runs each fuzz target for so many seconds.
#   scripts/fuzz.sh [SECONDS [WORD]]     60 seconds unless told; only targets whose Class#method contains WORD
# What breaks a target is kept beside its test, where every build replays it from then on; what is new but harmless goes to
# .cifuzz-corpus, which the next run begins with. Ends with 1 when something was found.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:-60}
word=${2:-}
modules=(wamp-protocol router-core router)

if ! [[ "$seconds" =~ ^[1-9][0-9]*$ ]]; then
    echo "scripts/fuzz.sh: found \"$seconds\" (expected a number of seconds for each target)" >&2
    exit 2
fi

# targets MODULE: Class#method of every method behind a @FuzzTest
targets() {
    (cd "$1/src/test/java" && grep -rl '@FuzzTest' . | sort) | while read -r file; do
        class=$(echo "${file#./}" | sed 's/\.java$//; s#/#.#g')
        awk -v class="$class" '/@FuzzTest/ { next_is_target = 1; next }
            next_is_target && match($0, /void [A-Za-z0-9_]+\(/) {
                print class "#" substr($0, RSTART + 5, RLENGTH - 6); next_is_target = 0 }' "$1/src/test/java/$file"
    done
}

mvn -q --batch-mode -ntp -Dfast -pl "$(IFS=,; echo "${modules[*]}")" -am test-compile dependency:build-classpath \
    -Dmdep.outputFile=target/test-classpath -Dmdep.includeScope=test

log=$(mktemp)
trap 'rm -f "$log"' EXIT
found=0
for module in "${modules[@]}"; do
    classpath=target/test-classes:target/classes:$(cat "$module/target/test-classpath")
    for target in $(targets "$module"); do
        [[ "$target" == *"$word"* ]] || continue
        # From the module's folder: there the fuzzer looks for the seeds and leaves what it finds.
        if (cd "$module" && java -cp "$classpath" com.code_intelligence.jazzer.Jazzer \
            --target_class="${target%#*}" --target_method="${target#*#}" \
            --instrumentation_includes='io.aerostat.**' "-max_total_time=$seconds" -timeout=20 >"$log" 2>&1); then
            echo "$target: $(grep -E '^Done [0-9]+ runs' "$log" || echo "no result")"
        else
            found=1
            echo "$target: FOUND"
            grep -vE '^#[0-9]+' "$log" | tail -n 60
        fi
    done
done
exit $found
