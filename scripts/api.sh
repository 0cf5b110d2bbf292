#!/usr/bin/env bash
# Writes docs/api: what each module exports, from its classes. Run it after a wanted change of API, and commit the difference.
set -euo pipefail
cd "$(dirname "$0")/.."
exec mvn -ntp -q -Dfast -pl router -am test -Dtest=ApiListingTest -Dsurefire.failIfNoSpecifiedTests=false -Dapi.update=true "$@"
