#!/usr/bin/env bash
# Many sessions that join, subscribe, register, call, publish and are gone by RST, FIN or GOODBYE, at a router.jar of its own; then its heap, direct
# memory, descriptors and tables must be what they were.
#   scripts/churn.sh [CYCLES]     a million unless told; the build does 50,000
set -euo pipefail
cd "$(dirname "$0")/.."

cycles=${1:-1000000}
if ! [[ "$cycles" =~ ^[1-9][0-9]*$ ]]; then
    echo "scripts/churn.sh: found \"$cycles\" (expected a number of cycles)" >&2
    exit 2
fi
exec mvn -q --batch-mode -ntp -Dfast verify -pl acceptance -am -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false \
    -Dit.test=ChurnIT -Dchurn.cycles="$cycles"
