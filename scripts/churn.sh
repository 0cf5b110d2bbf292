#!/usr/bin/env bash
# A million sessions that join, subscribe, register, call and are gone by RST; then heap, direct memory, descriptors and tables must be what they
# were. Usage: ./scripts/churn.sh [CYCLES]
set -euo pipefail
cd "$(dirname "$0")/.."
exec mvn --batch-mode -ntp -Dfast verify -pl acceptance -am -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false \
    -Dit.test=ChurnIT -Dchurn.cycles="${1:-1000000}"
