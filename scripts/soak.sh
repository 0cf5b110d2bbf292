#!/usr/bin/env bash
# Loads a router.jar for a long time, and prints how much its heap after collections, direct memory, resident memory,
# descriptors and threads grow per minute. Fails if a request fails during this time, or if the tables are not empty at
# the end.
#   scripts/soak.sh [MINUTES]     30 by default
set -euo pipefail
cd "$(dirname "$0")/.."

minutes=${1:-30}
if ! [[ "$minutes" =~ ^[1-9][0-9]*$ ]]; then
    echo "scripts/soak.sh: found \"$minutes\" (expected a number of minutes)" >&2
    exit 2
fi
exec mvn -q --batch-mode -ntp -Dfast verify -pl acceptance -am -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false \
    -Dit.test=SoakIT -Dsoak.seconds=$((minutes * 60))
