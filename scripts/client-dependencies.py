#!/usr/bin/env python3
"""Compares the dependencies of the client, as an application gets them, with the table in docs/client.md.

    scripts/client-dependencies.py FILE     the output of `mvn dependency:list` for an application with the client

Names each difference, and exits with 1 if there is one.
"""

import re
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs/client.md"
COLOURS = re.compile("\x1b\\[[0-9;]*m")
RESOLVED = re.compile(r"^\s*([\w.]+):([\w.-]+):jar:(?:[\w.-]+:)?[^:\s]+:(?:compile|runtime)", re.MULTILINE)


def documented():
    """Returns the artifacts in the table. A name without a group has the group of the name before it."""
    section = PAGE.read_text().split("\n## Dependencies\n")[1].split("\nTwo more libraries")[0]
    found = {"io.aerostat:wamp-client"}
    for row in re.findall(r"^\| (`.*?) \|", section, re.MULTILINE):
        group = ""
        for name in re.findall(r"`([^`]+)`", row):
            if ":" in name:
                group, name = name.split(":")
            found.add(f"{group}:{name}")
    return found


def main():
    if len(sys.argv) != 2:
        sys.exit("scripts/client-dependencies.py: expected a file of mvn dependency:list")
    text = COLOURS.sub("", Path(sys.argv[1]).read_text())
    resolved = {f"{group}:{name}" for group, name in RESOLVED.findall(text)}
    faults = [f"{name}: found in the dependencies of the client (expected only those in {PAGE})"
              for name in sorted(resolved - documented())]
    faults += [f"{name}: found in {PAGE} (expected a dependency of the client)"
               for name in sorted(documented() - resolved)]
    if faults:
        sys.exit("\n".join(faults))
    print(f"the client brings {len(resolved) - 1} libraries, as docs/client.md says")


if __name__ == "__main__":
    main()
