#!/usr/bin/env bash
# Prints the structure of the sources: lines, packages, largest classes, public types, names, cycles, citations, line
# lengths. With --check, exits with 1 and names everything that breaks a limit (docs/style.md); with --details, also
# lists the things that were counted.
set -euo pipefail
exec python3 "$(dirname "$0")/structure.py" "$@"
