#!/usr/bin/env python3
"""Checks whether each artifact that scripts/stage.sh has staged is complete, as a public repository requires.

    scripts/staged.py FOLDER     the folder of scripts/stage.sh

Names each fault, and exits with 1 if there is one.
"""

import json
import re
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path

POM = "{http://maven.apache.org/POM/4.0.0}"
PROJECT = Path(__file__).resolve().parent.parent
SPECIFICATION = "https://wamp-proto.org/wamp_latest_ietf.html#"
# The artifacts whose Javadoc must link sections of the WAMP specification.
OF_WAMP = {"wamp-protocol", "wamp-client", "router-core"}
# Packages that are exported to some modules only are not among the pages.
EXPORTS = re.compile(r"exports\s+([\w.]+)\s*;")

faults = []


def fault(artifact, found, expected):
    faults.append(f"{artifact}: found {found} (expected {expected})")


def files_of(folder):
    """Returns the staged files of the only version of an artifact, by the part of their names after the version."""
    versions = [version for version in folder.iterdir() if version.is_dir()]
    if len(versions) != 1:
        fault(folder.name, f"{len(versions)} versions", "one version")
    number = versions[0].name.removesuffix("-SNAPSHOT")
    # The files of a snapshot have the time of the deployment in their names.
    begin = re.compile(re.escape(f"{folder.name}-{number}") + r"(-SNAPSHOT|-[0-9]{8}\.[0-9]{6}-[0-9]+)?")
    return {file.name[begin.match(file.name).end():]: file
            for file in versions[0].iterdir() if begin.match(file.name)}


def check_pom(artifact, pom):
    """Checks that the POM has the parts that Maven Central requires, and no parent or property."""
    root = ElementTree.parse(pom).getroot()
    for path in ("groupId", "version", "name", "description", "url", "licenses/license/name", "licenses/license/url",
                 "developers/developer/name", "scm/connection", "scm/url"):
        text = root.findtext("/".join(POM + step for step in path.split("/")))
        if not (text or "").strip():
            fault(artifact, f"no {path} in the POM", "one")
    if root.find(POM + "parent") is not None:
        fault(artifact, "a parent in the POM", "a POM without a parent")
    if "${" in pom.read_text():
        fault(artifact, "a property in the POM", "its value")
    for dependency in root.iter(POM + "dependency"):
        name = dependency.findtext(POM + "artifactId")
        if not dependency.findtext(POM + "version"):
            fault(artifact, f"no version of {name} in the POM", "one")
        if dependency.findtext(POM + "scope") == "test":
            fault(artifact, f"the dependency {name} of scope test in the POM", "only what users of the artifact need")
    return root


def check_sbom(artifact, sbom):
    document = json.loads(sbom.read_text())
    component = document.get("metadata", {}).get("component", {})
    if document.get("bomFormat") != "CycloneDX" or component.get("name") != artifact:
        fault(artifact, f"a list of dependencies of {component.get('name')}", "one in CycloneDX of the artifact itself")


def folder_of(artifact):
    """Returns the folder of the module that makes an artifact."""
    for pom in PROJECT.glob("*/pom.xml"):
        if ElementTree.parse(pom).getroot().findtext(POM + "artifactId") == artifact:
            return pom.parent
    return None


def check_javadoc(artifact, jar):
    """Checks that the Javadoc has exactly the exported packages, and links the specification."""
    if not has_code(artifact):
        return
    with zipfile.ZipFile(jar) as pages:
        names = pages.namelist()
        packages = {str(Path(name).parent).replace("/", ".").removeprefix(module_folder(names))
                    for name in names if name.endswith("/package-summary.html")}
        text = "".join(pages.read(name).decode() for name in names if name.endswith(".html"))
    module = folder_of(artifact) / "src/main/java/module-info.java"
    exported = set(EXPORTS.findall(module.read_text())) if module.exists() else packages
    for name in sorted(packages - exported):
        fault(artifact, f"Javadoc of the package {name}", "only that of exported packages")
    for name in sorted(exported - packages):
        fault(artifact, f"no Javadoc of the package {name}", "that of all exported packages")
    if artifact in OF_WAMP and SPECIFICATION not in text:
        fault(artifact, "Javadoc without links", f"links to {SPECIFICATION}…")


def module_folder(names):
    """Returns the folder of the module before the packages, if the pages have one."""
    first = next((name for name in names if name.endswith("/module-summary.html")), "")
    return first.split("/")[0] + "." if first else ""


def check_jar(artifact, jar):
    with zipfile.ZipFile(jar) as content:
        names = set(content.namelist())
        manifest = content.read("META-INF/MANIFEST.MF").decode()
    if "module-info.class" not in names and "Automatic-Module-Name" not in manifest:
        fault(artifact, "no name of a module in the jar", "module-info.class or Automatic-Module-Name")


def has_code(artifact):
    """Checks whether an artifact has classes; a starter has only dependencies."""
    return (folder_of(artifact) / "src/main/java").is_dir()


def check_sources(artifact, jar):
    if not has_code(artifact):
        return
    with zipfile.ZipFile(jar) as content:
        if not any(name.endswith(".java") for name in content.namelist()):
            fault(artifact, "no source in the jar of sources", "the sources")


def check(folder):
    artifact = folder.name
    files = files_of(folder)
    if ".pom" not in files:
        fault(artifact, "no POM", "one")
        return
    root = check_pom(artifact, files[".pom"])
    kinds = {"-cyclonedx.json": check_sbom}
    if root.findtext(POM + "packaging") != "pom":
        kinds |= {".jar": check_jar, "-sources.jar": check_sources, "-javadoc.jar": check_javadoc}
    for suffix, look in kinds.items():
        if suffix in files:
            look(artifact, files[suffix])
        else:
            fault(artifact, f"no {artifact}-…{suffix}", "one")


def main():
    if len(sys.argv) != 2 or not (Path(sys.argv[1]) / "io/aerostat").is_dir():
        sys.exit("scripts/staged.py: expected the folder of scripts/stage.sh")
    staging = Path(sys.argv[1]) / "io/aerostat"
    artifacts = sorted(folder for folder in staging.iterdir() if folder.is_dir())
    for folder in artifacts:
        check(folder)
    managed = (PROJECT / "bom/pom.xml").read_text().partition("</dependencyManagement>")[0]
    listed = set(re.findall(r"<artifactId>([^<]+)</artifactId>\s+<version>", managed))
    listed.discard("aerostat")
    for artifact in sorted(listed | {"aerostat-bom"}):
        if artifact not in {folder.name for folder in artifacts}:
            fault(artifact, "nothing", "a staged artifact, because aerostat-bom lists it")
    if faults:
        sys.exit("\n".join(faults))
    print(f"{len(artifacts)} artifacts are complete")


if __name__ == "__main__":
    main()
