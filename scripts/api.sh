#!/usr/bin/env bash
# Writes docs/api, the listing of each module's API, from the classes. Run it after an intended change of the API, and
# commit the difference.
set -euo pipefail
cd "$(dirname "$0")/.."
exec mvn -ntp -q -Dfast -pl router -am test -Dtest=ApiListingTest -Dsurefire.failIfNoSpecifiedTests=false -Dapi.update=true "$@"
