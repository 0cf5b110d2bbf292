#!/usr/bin/env bash
# Prints the structure of the sources: lines, packages, largest classes, public types, names, cycles, citations, line
# lengths. With --check, names each violation of a limit (docs/style.md), and exits with 1 if there is one. With
# --details, also lists the types, packages and names behind the numbers.
set -euo pipefail
exec python3 "$(dirname "$0")/structure.py" "$@"
