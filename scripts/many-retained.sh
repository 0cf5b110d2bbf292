#!/usr/bin/env bash
# Stores ten million retained events in a file, starts a router over them with a heap of 128 MB, and prints how long the
# start takes and how much heap it needs. Takes some minutes and 2 GB below /tmp. The build does this with 50,000 events.
#
#   scripts/many-retained.sh [EVENTS]
#
# Needs JDK 17 or later and Maven.
set -euo pipefail
cd "$(dirname "$0")/.."
mvn -ntp -q -Dfast -Dtest=ManyRetainedTest -Dsurefire.failIfNoSpecifiedTests=false -Dretained="${1:-10000000}" \
    -Dretained.report="$PWD/store/target/retained.txt" test -pl store -am
cat store/target/retained.txt
