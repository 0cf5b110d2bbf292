#!/usr/bin/env bash
# Runs all conformance tests with their peers at two nodes of a cluster, which a real nats-server connects. The build
# runs a selection of the tests with nats-server, and all tests with nodes that are connected in memory.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/nats-server.sh >/dev/null
exec mvn -q --batch-mode -ntp -Dfast verify -pl acceptance -am -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false \
    -Dit.test='io/aerostat/acceptance/conformance/*IT.java' -Daerostat.wire=two-nodes-nats
