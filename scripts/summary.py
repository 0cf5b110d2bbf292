#!/usr/bin/env python3
"""Summarizes the tests of a build in its last lines: how many ran, which of them failed, and which of them passed only
when they were repeated.

    scripts/summary.py FOLDER SECONDS     the project's folder, and the time (seconds since 1970) at which the build began

Exits with 1 if a test failed, if more than five tests passed only when they were repeated, or if no report was written
since the build began.
"""

import os
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

REPORTS = (
    "target/surefire-reports/TEST-*.xml",
    "target/surefire-reports-*/TEST-*.xml",
    "target/failsafe-reports/TEST-*.xml",
    "target/failsafe-reports-*/TEST-*.xml",
)
NO_MODULES = {"target", "node_modules", "src"}  # hidden folders have no modules either
PAGE = "web/target/page-tests.failed"  # written by web/pom.xml
LONGEST_REASON = 160
MOST_FLAKY = 5  # a busy machine has failed two tests of 19,000


def modules_of(project):
    """Returns the folders with a pom.xml."""
    found = []
    for folder, subfolders, files in os.walk(project):
        subfolders[:] = [name for name in subfolders if name not in NO_MODULES and not name.startswith(".")]
        if "pom.xml" in files:
            found.append(Path(folder))
    return sorted(found)


def reports(project, begin):
    """Returns (module, file) for every report that was written since `begin`."""
    found = []
    for module in modules_of(project):
        for pattern in REPORTS:
            found += [(module.relative_to(project), file) for file in sorted(module.glob(pattern)) if file.stat().st_mtime >= begin]
    return found


def reason(problem):
    """Returns the first line of the message of a failed test."""
    text = problem.get("message") or problem.text or problem.get("type") or ""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    first = " ".join(lines[:3])
    return first if len(first) <= LONGEST_REASON else first[:LONGEST_REASON] + " …"


def place(module, file):
    """Returns the module of a report, and in which of its test runs the report was written."""
    for folder, run in (("second-jdk", "second JDK"), ("over-nats", "over NATS")):
        if folder in str(file):
            return f"{module}, {run}"
    return str(module)


def summarize(project, begin):
    run = skipped = 0
    failed = []
    flaky = []
    modules = set()
    for module, file in reports(project, begin):
        modules.add(module)
        for case in ElementTree.parse(file).getroot().iter("testcase"):
            run += 1
            skipped += case.find("skipped") is not None
            test = f"{place(module, file)}: {case.get('classname')}.{case.get('name')}"
            failed += [(test, reason(problem)) for problem in case.findall("failure") + case.findall("error")]
            flaky += [(test, reason(problem)) for problem in case.findall("flakyFailure") + case.findall("flakyError")]
    page = project / PAGE
    if page.exists() and page.stat().st_mtime >= begin:
        failed.append(("web: npm test", page.read_text(encoding="utf-8").strip()))
    return run, skipped, len(modules), failed, flaky


def counted(number, noun):
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: scripts/summary.py FOLDER SECONDS")
    run, skipped, modules, failed, flaky = summarize(Path(sys.argv[1]), float(sys.argv[2]))
    for test, why in flaky:
        print(f"FLAKY   {test}\n        {why}")
    for test, why in failed:
        print(f"FAILED  {test}\n        {why}")
    repeated = f", {len(flaky)} passed only when repeated" if flaky else ""
    print(f"{counted(run, 'test')} in {counted(modules, 'module')}: {len(failed)} failed, {skipped} skipped{repeated}")
    if len(flaky) > MOST_FLAKY:
        print(f"found {len(flaky)} flaky tests (expected at most {MOST_FLAKY})")
    sys.exit(1 if failed or run == 0 or len(flaky) > MOST_FLAKY else 0)


if __name__ == "__main__":
    main()
