#!/usr/bin/env bash
# Builds the projects in acceptance/consumers with the published artifacts, as another project does: from a staging
# folder, and with a local repository that does not contain this project. First checks that each artifact is complete.
# Finally checks the dependencies of the client, and the output of a failed test.
#   scripts/consumers.sh [FOLDER]    the folder of scripts/stage.sh; without it, the script stages the artifacts first
set -euo pipefail
cd "$(dirname "$0")/.."
staging=$(realpath -m "${1:-target/staging}")
[ $# -gt 0 ] || ./scripts/stage.sh "$staging"
[ -d "$staging/io/aerostat/aerostat-bom" ] || {
    echo "scripts/consumers.sh: found no aerostat-bom in $staging (expected the folder of scripts/stage.sh)" >&2
    exit 1
}
repository=$(realpath -m target/consumers-repository)
rm -rf "$repository"
mkdir -p "$repository"
local=${MAVEN_REPO_LOCAL:-$HOME/.m2/repository}
# Links the libraries that have been downloaded already, so that Maven resolves only the artifacts of this project.
[ ! -d "$local" ] || (cd "$local" && find . -type f ! -path './io/aerostat/*' ! -name '_remote.repositories' \
    -exec cp -l --parents {} "$repository" \; 2>/dev/null) || true
./scripts/staged.py "$staging"
build() {
    local project=$1
    shift
    mvn -ntp -q -f "$project/pom.xml" "-Dmaven.repo.local=$repository" "-Daerostat.staging=file://$staging" "$@"
}
for consumer in acceptance/consumers/*/; do
    echo "building $consumer"
    build "$consumer" clean verify
done

# docs/client.md lists the dependencies of the client.
resolved=$(realpath -m target/client-dependencies.txt)
build acceptance/consumers/maven org.apache.maven.plugins:maven-dependency-plugin:3.11.0:list \
    -DincludeScope=runtime -DexcludeTransitive=false "-DoutputFile=$resolved"
./scripts/client-dependencies.py "$resolved"

# A failed test must show the last messages on the wire. This failure is expected, so the test writes no report, which
# scripts/summary.py would count.
output=target/failing-consumer.txt
if build acceptance/consumers/maven test -Dtest=FailingGreeter -DdisableXmlReport >"$output" 2>&1; then
    echo "scripts/consumers.sh: FailingGreeter passed (expected a failure)" >&2
    exit 1
fi
for expected in "the last messages on the wire:" 'CALL [48,1,{},"com.example.greet",["Ann"]]' \
    'expected: <Hello, Ann> but was: <Goodbye, Ann>'; do
    grep -qF "$expected" "$output" || {
        echo "scripts/consumers.sh: found no \"$expected\" in the output of a failed test (see $output)" >&2
        exit 1
    }
done
