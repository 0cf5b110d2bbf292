#!/usr/bin/env bash
# Kills a process that writes to a file store, a hundred times at random moments. After each kill, checks that the store
# has every acknowledged event. The build kills the process five times.
#
#   scripts/kill-store.sh [TIMES]
#
# Needs JDK 17 or later and Maven.
set -euo pipefail
cd "$(dirname "$0")/.."
exec mvn -ntp -Dfast -Dtest=KilledProcessTest -Dsurefire.failIfNoSpecifiedTests=false -Dkills="${1:-100}" test -pl store -am
