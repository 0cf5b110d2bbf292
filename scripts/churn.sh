#!/usr/bin/env bash
# Starts a router.jar. Many sessions join, subscribe, register, call, publish, and end by RST, FIN or GOODBYE. Checks
# that the router's heap, direct memory, descriptors and tables are then as before.
#   scripts/churn.sh [CYCLES]     one million by default; the build runs 50,000
set -euo pipefail
cd "$(dirname "$0")/.."

cycles=${1:-1000000}
if ! [[ "$cycles" =~ ^[1-9][0-9]*$ ]]; then
    echo "scripts/churn.sh: found \"$cycles\" (expected a number of cycles)" >&2
    exit 2
fi
exec mvn -q --batch-mode -ntp -Dfast verify -pl acceptance -am -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false \
    -Dit.test=ChurnIT -Dchurn.cycles="$cycles"
