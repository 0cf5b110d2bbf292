#!/usr/bin/env bash
# Lets a router work for long, half an hour unless told otherwise, and prints by how much its memory, descriptors, threads and tables grow in an
# hour. Usage: ./scripts/soak.sh [SECONDS]
set -euo pipefail
cd "$(dirname "$0")/.."
exec mvn --batch-mode -ntp -Dfast verify -pl acceptance -am -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false \
    -Dit.test=SoakIT -Dsoak.seconds="${1:-1800}"
