#!/usr/bin/env bash
# Runs every test of a failing cluster at full length: three router.jar, a real nats-server, 1,000 calls a second for
# each pair of clients, outages of 10 and 30 s. Prints how long nodes needed to notice a failure and to recover from it.
# Takes about 5 minutes. Tests that cut the network need root, and are otherwise reported as skipped.
#   scripts/cluster-failures.sh [TEST…]     such as CutNetworkIT; all of them by default
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/nats-server.sh >/dev/null
tests=${*:-LostNodesIT CutNetworkIT ServerOutageIT TroubledLinksIT RefusedNodesIT}
exec mvn -q --batch-mode -ntp -Dfast verify -pl acceptance -am -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false \
    -Dit.test="${tests// /,}" -Dcluster.full=true -Dacceptance.excluded=timed -Dtest.forks=1
