#!/usr/bin/env bash
# Installs the missing tools of the tests, builds everything, runs all tests, searches with each fuzz target for 13
# seconds, builds the projects in acceptance/consumers with the published artifacts, and builds the client twice to
# compare the bytes.
# A failed test does not end the build: the tests of all modules run, and the last lines say which of them failed. A
# failed test runs once more, so that a busy machine does not fail the build. If the test passes then, the last lines
# call it FLAKY: the test or the product has a fault that appears now and then, and needs a repair.
# With arguments, the script only runs Maven with them: ./scripts/test.sh -Dit.test=PageIT
# FUZZ_SECONDS says how long to search with each target; 0 skips the search.
# A selection of the tests runs again on JDK 25 (JDK25_HOME). To run all tests on it:
# ./scripts/test.sh -Djvm=$JDK25_HOME/bin/java
set -euo pipefail
cd "$(dirname "$0")/.."

# Ends the script on Ctrl-C. Otherwise the exit code of Maven would count as a failed part, and the next part would
# begin.
trap 'exit 130' INT

fail() {
    echo "scripts/test.sh: $1" >&2
    exit 1
}

# tried COMMAND…: repeats the command twice if a registry does not answer
tried() {
    local pause
    for pause in 10 60; do
        "$@" && return
        echo "scripts/test.sh: $1 failed; again in $pause s" >&2
        sleep "$pause"
    done
    "$@"
}

# version_at_least FOUND LEAST: compares major versions
version_at_least() {
    [[ "${1%%.*}" =~ ^[0-9]+$ ]] && [ "${1%%.*}" -ge "$2" ]
}

check_tools() {
    command -v java >/dev/null || fail "found no java on the PATH (expected a JDK, 17 or later)"
    command -v javac >/dev/null || fail "found no javac on the PATH (expected a JDK, 17 or later, not only a runtime)"
    local java
    java=$(javac -version 2>&1 | sed 's/^javac //')
    version_at_least "$java" 17 || fail "found JDK $java (expected 17 or later)"
    command -v mvn >/dev/null || fail "found no mvn on the PATH (expected Maven 3.8 or later)"
    command -v node >/dev/null || fail "found no node on the PATH (expected Node.js 18 or later)"
    local node
    node=$(node --version | sed 's/^v//')
    version_at_least "$node" 18 || fail "found Node.js $node (expected 18 or later)"
    command -v npm >/dev/null || fail "found no npm on the PATH (it comes with Node.js)"
    command -v python3 >/dev/null || fail "found no python3 on the PATH (expected Python 3.11 or later)"
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        fail "found $(python3 --version) (expected Python 3.11 or later)"
}

as_root=()

# install_packages PACKAGE…: installs packages with Debian's package manager
install_packages() {
    command -v apt-get >/dev/null || fail "found neither $* nor apt-get to install them with; please install them"
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || fail "$* must be installed by root: apt-get install $*"
        as_root=(sudo)
    fi
    echo "installing $*"
    tried ${as_root[@]+"${as_root[@]}"} apt-get -qq update &&
        tried ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive \
            apt-get -qq install -y --no-install-recommends "$@" >/dev/null ||
        fail "apt-get could not install $*"
}

# install_program PACKAGE SERVICE: installs a package for a program that the tests start themselves. Debian also starts
# the service of the package, now and at every boot: nginx, for example, would answer on port 80 of all addresses.
install_program() {
    install_packages "$1"
    ${as_root[@]+"${as_root[@]}"} service "$2" stop >/dev/null 2>&1 &&
        ${as_root[@]+"${as_root[@]}"} update-rc.d "$2" disable >/dev/null 2>&1 ||
        echo "scripts/test.sh: the service $2 may still run; the tests do not need it"
}

prepare_browser() {
    if ! [ -x /usr/bin/chromium ] || ! [ -x /usr/bin/chromedriver ]; then
        install_packages chromium chromium-driver fonts-dejavu-core
    fi
}

# A test checks the metrics with Prometheus and promtool.
prepare_prometheus() {
    if ! command -v prometheus >/dev/null || ! command -v promtool >/dev/null; then
        install_program prometheus prometheus
    fi
}

# A test runs a node behind nginx and HAProxy.
prepare_proxies() {
    [ -x /usr/sbin/nginx ] || install_program nginx-light nginx
    [ -x /usr/sbin/haproxy ] || install_program haproxy haproxy
}

# The test of the Debian package needs a container with its own systemd, which only root can start.
prepare_container() {
    if [ "$(id -u)" -eq 0 ] && command -v dpkg-deb >/dev/null && ! command -v systemd-nspawn >/dev/null; then
        install_packages systemd-container dbus
    fi
}

# Tests of MQTT need the broker of Mosquitto, mosquitto_pub and mosquitto_sub.
prepare_mosquitto() {
    PATH=$PATH:/usr/sbin command -v mosquitto >/dev/null || install_program mosquitto mosquitto
    if ! command -v mosquitto_pub >/dev/null || ! command -v mosquitto_sub >/dev/null; then
        install_packages mosquitto-clients
    fi
}

prepare_node() {
    local folder
    for folder in acceptance/src/test/node acceptance/src/test/interop/node; do
        # npm writes the hidden lock file last, so it is newer only after a complete `npm ci`.
        if ! [ "$folder/node_modules/.package-lock.json" -nt "$folder/package-lock.json" ]; then
            echo "installing the npm packages of $folder"
            tried npm --prefix "$folder" ci --ignore-scripts --loglevel=error || fail "npm ci failed in $folder"
        fi
    done
}

prepare_python() {
    local requirements=acceptance/src/test/python/requirements.txt environment=acceptance/.venv
    if ! [ "$environment/.complete" -nt "$requirements" ]; then
        echo "installing the Python packages of $requirements"
        python3 -c 'import ensurepip' 2>/dev/null || install_packages python3-venv
        python3 -m venv --clear "$environment" || fail "python3 made no virtual environment in $environment"
        tried "$environment/bin/pip" install --quiet --disable-pip-version-check -r "$requirements" ||
            fail "pip could not install $requirements"
        touch "$environment/.complete"
    fi
}

# The Java client is tested with routers of other projects. If a router cannot be installed, the tests run without it.
prepare_routers() {
    local routers=acceptance/.routers nexus=acceptance/src/test/interop/nexus requirements=acceptance/src/test/interop/crossbar.txt
    mkdir -p "$routers"
    if ! [ "$routers/nexusd.version" -nt "$nexus/go.mod" ]; then
        echo "building nexusd"
        if command -v go >/dev/null && (cd "$nexus" && GOFLAGS=-mod=mod go build -o nexusd github.com/gammazero/nexus/v3/nexusd); then
            mv "$nexus/nexusd" "$routers/nexusd"
            sed -n 's/.*nexus.v3 v//p' "$nexus/go.mod" >"$routers/nexusd.version"
        else
            echo "scripts/test.sh: goes on without nexusd (it is built with Go 1.21 or later)"
        fi
    fi
    if ! [ "$routers/crossbar.version" -nt "$requirements" ]; then
        echo "installing Crossbar.io"
        if python3 -m venv --clear "$routers/crossbar" &&
            "$routers/crossbar/bin/pip" install --quiet --disable-pip-version-check -r "$requirements"; then
            sed -n 's/^crossbar==//p' "$requirements" >"$routers/crossbar.version"
        else
            echo "scripts/test.sh: goes on without Crossbar.io"
            rm -rf "$routers/crossbar"
        fi
    fi
}

# Some clients need a compiler. If a compiler is missing, the tests run without its clients. The intermediate files stay
# in cargo's own folder.
prepare_clients() {
    local clients=acceptance/.clients programs=acceptance/src/test/interop
    mkdir -p "$clients"
    if ! [ "$clients/everyday-go" -nt "$programs/go/main.go" ] || ! [ "$clients/everyday-go" -nt "$programs/go/go.mod" ]; then
        echo "building nexus's client"
        command -v go >/dev/null && (cd "$programs/go" && tried go build -o everyday-go .) &&
            mv "$programs/go/everyday-go" "$clients/" ||
            echo "scripts/test.sh: goes on without nexus's client (it is built with Go 1.25 or later)"
    fi
    if ! [ "$clients/everyday-rust" -nt "$programs/rust/src/main.rs" ] || ! [ "$clients/everyday-rust" -nt "$programs/rust/Cargo.lock" ]; then
        echo "building wamp_async"
        command -v cargo >/dev/null &&
            tried cargo build --quiet --locked --manifest-path "$programs/rust/Cargo.toml" --target-dir "$clients/cargo" &&
            cp "$clients/cargo/debug/everyday" "$clients/everyday-rust" ||
            echo "scripts/test.sh: goes on without wamp_async (it is built with Rust's cargo)"
    fi
}

# Cluster tests need nats-server. If it cannot be installed, the tests run without a real server.
prepare_nats() {
    tried ./scripts/nats-server.sh >/dev/null || echo "scripts/test.sh: goes on without nats-server"
}

fuzz_seconds=${FUZZ_SECONDS:-13}
[[ "$fuzz_seconds" =~ ^[0-9]+$ ]] || fail "found FUZZ_SECONDS=$fuzz_seconds (expected a number of seconds)"
check_tools
prepare_browser
prepare_prometheus
prepare_proxies
prepare_container
prepare_mosquitto
prepare_node
prepare_python
prepare_routers
prepare_clients
prepare_nats

second_jdk=()
if [ $# -eq 0 ]; then
    home=${JDK25_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}
    if [ -x "$home/bin/java" ]; then
        second_jdk=("-Dsecond.jdk=$home")
    else
        echo "scripts/test.sh: found no JDK 25 in $home (JDK25_HOME names another folder): no test runs on a second JDK"
    fi
fi

# Maven ignores failed tests here, because it would skip each module that depends on one with a failed test. The summary
# reports them.
begin=$(date +%s)
failed=()
mvn --batch-mode -ntp --fail-at-end -Dmaven.test.failure.ignore=true -Dsurefire.rerunFailingTestsCount=1 \
    -Dfailsafe.rerunFailingTestsCount=1 ${second_jdk[@]+"${second_jdk[@]}"} verify "$@" || failed+=("the build (Maven says above which step of which module)")
if [ $# -eq 0 ] && [ "$fuzz_seconds" -gt 0 ]; then
    echo "searching with each fuzz target for $fuzz_seconds s"
    ./scripts/fuzz.sh --compiled "$fuzz_seconds" || failed+=("the search with the fuzz targets (see above)")
fi

if [ $# -eq 0 ]; then
    echo "building the projects in acceptance/consumers with the published artifacts"
    ./scripts/consumers.sh || failed+=("the projects that depend on the published artifacts (see above)")
    echo "building the client twice and comparing the bytes"
    ./scripts/reproducible.sh wamp-client || failed+=("the comparison of two builds of the client (see above)")
fi

if [ $# -eq 0 ]; then
    ./scripts/structure.sh --check >target/structure.txt ||
        failed+=("a limit of the structure: $(sed -n 's/^Limits that are broken: //p' target/structure.txt) of them, see target/structure.txt")
fi

echo
python3 scripts/summary.py . "$begin" || failed+=("tests")
if [ ${#failed[@]} -gt 0 ]; then
    printf 'FAILED  %s\n' "${failed[@]}"
    exit 1
fi
echo "everything passed"
