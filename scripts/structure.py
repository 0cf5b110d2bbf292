#!/usr/bin/env python3
"""Prints the structure of the sources. Reads only the sources, and compiles nothing.

    scripts/structure.sh [--check] [--details] [FOLDER]

    --check     name each violation of a limit, and exit with 1 if there is one
    --details   also list the types, packages and names behind the numbers
    FOLDER      the project's folder; by default, the project that this script belongs to
"""

import argparse
import os
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

LARGEST_CLASS = 350  # lines of a file
LARGEST_PACKAGE = 25  # top-level types, package-info.java not counted
LONGEST_LINE = 120  # characters

# Modules without product code, whose public types need no user outside of their module.
PROGRAMS = {"acceptance", "acceptance/autobahn-java", "authenticator", "balloon-service", "bench", "conformance", "router"}

# Files that the build or other projects write; the limit of line lengths does not apply to them.
NOT_OURS = ("docs/conformance.md", "/META-INF/licenses/")

# Projects as their own authors would write them, which only depend on the modules.
CONSUMERS = "acceptance/consumers/"

NO_SOURCES = {"target", "node_modules"}  # hidden folders have no sources either

TOKEN = re.compile(
    r"""(?P<comment>/\*.*?\*/|//[^\n]*)|(?P<text>\"\"\".*?(?<!\\)\"\"\"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+')""", re.DOTALL
)
TYPE = re.compile(
    r"(?P<modifiers>(?:(?:public|protected|private|static|final|abstract|sealed|non-sealed|strictfp)\s+)*)"
    r"(?P<kind>@interface|interface|class|enum|record)\s+(?P<name>[A-Z]\w*)(?=\s*[<({]|\s+(?:extends|implements|permits)\b)"
)
IMPORT = re.compile(r"^import\s+(static\s+)?([\w.]+)(\.\*)?\s*;", re.MULTILINE)
PACKAGE = re.compile(r"^package\s+([\w.]+)\s*;", re.MULTILINE)
QUALIFIED = re.compile(r"\b(?:[a-z]\w*\.)+[A-Z]\w*")
WORD = re.compile(r"\b[A-Z]\w*")

ITEM = re.compile(r"\b([A-Z]{1,4})-(\d+)\b")
PAGE = re.compile(r"\bdocs/[\w./-]*\w")
OPEN_SECTIONS = re.compile(r"(?:RFC \d+|specification)(?:,? (?:and )?§[\d.]+)+")  # of documents that everybody can open
SECTION = re.compile(r"[\w.]*,? ?§")
OUTSIDE = re.compile(r"\.\./shared[\w./]*|(?<![\w.])/work/[\w./]*")


@dataclass
class Type:
    """A type that a source file declares."""

    name: str
    kind: str
    public: bool
    outer: str  # the names of its enclosing types, "" for a top-level type


@dataclass
class Source:
    """A Java file: its code without comments and texts, and its comments."""

    path: Path
    module: str
    main: bool
    package: str
    lines: list
    code: str
    comments: list  # (line, text)
    types: list = field(default_factory=list)

    @property
    def name(self):
        return self.path.stem

    @property
    def qualified(self):
        return f"{self.package}.{self.name}"


def walk(project):
    """Returns every file of the project in the folders that may contain sources."""
    for folder, subfolders, files in os.walk(project):
        subfolders[:] = sorted(name for name in subfolders if name not in NO_SOURCES and not name.startswith("."))
        for file in sorted(files):
            yield Path(folder) / file


def split(text):
    """Returns the text with comments and string literals blanked out, and the comments with their lines."""
    comments = []

    def blank(match):
        found = match.group()
        if match.lastgroup == "comment":
            comments.append((text.count("\n", 0, match.start()) + 1, found))
        return re.sub(r"[^\n]", " ", found) if match.lastgroup == "comment" else '""' + "\n" * found.count("\n")

    return TOKEN.sub(blank, text), comments


def types_of(code):
    """Returns the types that the code declares, with the names of their enclosing types."""
    found = []
    around = []  # (name, depth of its body)
    depth = 0
    position = 0
    declared = {match.start(): match for match in TYPE.finditer(code)}
    waiting = None
    for position, character in enumerate(code):
        match = declared.get(position)
        if match:
            outer = ".".join(name for name, _ in around)
            # Members of an interface are public without the keyword.
            public = "public" in match["modifiers"].split() or bool(
                around and found and any(t.name == around[-1][0] and "interface" in t.kind for t in found)
            )
            found.append(Type(match["name"], match["kind"], public, outer))
            waiting = match["name"]
        if character == "{":
            depth += 1
            if waiting:
                around.append((waiting, depth))
                waiting = None
        elif character == "}":
            if around and around[-1][1] == depth:
                around.pop()
            depth -= 1
    return found


def read(project):
    """Returns the Java sources of the project."""
    modules = sorted(
        (file.parent.relative_to(project).as_posix() for file in walk(project) if file.name == "pom.xml"), key=len, reverse=True
    )
    sources = []
    for file in walk(project):
        if file.suffix != ".java":
            continue
        relative = file.relative_to(project).as_posix()
        module = next((module for module in modules if relative.startswith(f"{module}/")), None)
        if module is None or relative.startswith(CONSUMERS) or not re.match(rf"{re.escape(module)}/src/(main|test)/java/", relative):
            continue
        text = file.read_text(encoding="utf-8")
        code, comments = split(text)
        package = PACKAGE.search(code)
        source = Source(
            path=file.relative_to(project),
            module=module,
            main=relative.startswith(f"{module}/src/main/"),
            package=package.group(1) if package else "",
            lines=text.split("\n"),
            code=code,
            comments=comments,
        )
        if file.stem not in ("package-info", "module-info"):
            source.types = types_of(code)
        sources.append(source)
    return sources


class Uses:
    """Finds the top-level types that a source refers to."""

    def __init__(self, sources):
        self.types = {source.qualified: source for source in sources if source.types}
        self.of_package = defaultdict(set)
        for qualified, source in self.types.items():
            self.of_package[source.package].add(source.name)

    def known(self, qualified):
        """Returns the top-level type that a qualified name begins with, or None."""
        while qualified and qualified not in self.types:
            qualified = qualified.rpartition(".")[0]
        return qualified or None

    def named_by(self, package, code):
        """Returns the qualified names of the top-level types that the code names, including those of its package."""
        body = IMPORT.sub("", code)
        words = set(WORD.findall(body))
        named = set()
        for match in IMPORT.finditer(code):
            name, everything = match.group(2), match.group(3)
            if everything and name in self.of_package:
                named |= {f"{name}.{word}" for word in self.of_package[name] & words}
                continue
            last = name.rpartition(".")[2]
            # An import that only a comment needs does not count as a dependency between packages.
            if everything or match.group(1) or last in words:
                named.add(self.known(name))
        named |= {self.known(match) for match in QUALIFIED.findall(body)}
        named |= {f"{package}.{word}" for word in self.of_package.get(package, set()) & words}
        named.discard(None)
        return named


def cycles(graph):
    """Returns the sets of two and more nodes that reach each other (Tarjan)."""
    index, low, stack, on_stack, found = {}, {}, [], set(), []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        on_stack.add(node)
        for target in sorted(graph.get(node, ())):
            if target not in index:
                visit(target)
                low[node] = min(low[node], low[target])
            elif target in on_stack:
                low[node] = min(low[node], index[target])
        if low[node] == index[node]:
            component = []
            while True:
                member = stack.pop()
                on_stack.discard(member)
                component.append(member)
                if member == node:
                    break
            if len(component) > 1:
                found.append(sorted(component))

    sys.setrecursionlimit(10_000)
    for node in sorted(graph):
        if node not in index:
            visit(node)
    return sorted(found)


def exports(sources):
    """Returns the packages that each module exports: {module: {package: the modules that may use it, empty for all}}."""
    found = {}
    for source in sources:
        if source.path.name == "module-info.java" and source.main:
            found[source.module] = {
                match.group(1): set(re.findall(r"[\w.]+", match.group(2) or ""))
                for match in re.finditer(r"\bexports\s+([\w.]+)(?:\s+to\s+([\w.,\s]+))?\s*;", source.code)
            }
    return found


def documented_java(project):
    """Returns the Java blocks of the documentation, which use types as a program of a reader does."""
    for file in walk(project):
        if file.suffix == ".md":
            for block in re.findall(r"```java\n(.*?)```", file.read_text(encoding="utf-8"), re.DOTALL):
                yield split(block)[0]


def unresolved(project, sources):
    """Returns (place, citation) for each comment that cites something outside the repository."""
    conformance = project / "docs/conformance.md"
    listed = conformance.read_text(encoding="utf-8") if conformance.exists() else ""
    items = set(re.findall(r"^\| ([A-Z]+-\d+) \|", listed, re.MULTILINE))
    families = {item.split("-")[0] for item in items}
    records = {file.name[:4] for file in (project / "docs/adr").glob("[0-9]*.md")}
    found = []
    for source in sources:
        for line, text in source.comments:
            text = re.sub(r"\s*\n\s*\*?\s*", " ", text)
            place = f"{source.path}:{line}"
            found += [(place, cited.strip()) for cited in SECTION.findall(OPEN_SECTIONS.sub("", text))]
            found += [
                (place, f"{family}-{number}")
                for family, number in ITEM.findall(text)
                if family in families and f"{family}-{number}" not in items
            ]
            for page in PAGE.findall(text):
                if page.startswith("docs/adr/") and page[9:13] in records or (project / page).exists():
                    continue
                found.append((place, page))
            found += [(place, outside) for outside in OUTSIDE.findall(text)]
    return found


def long_lines(project, sources):
    """Returns (place, length) of each line that is too long and could be broken."""
    found = []
    for source in sources:
        for number, line in enumerate(source.lines, 1):
            if len(line) > LONGEST_LINE:
                found.append((f"{source.path}:{number}", len(line)))
    for file in walk(project):
        relative = file.relative_to(project).as_posix()
        if file.suffix != ".md" or any(part in f"/{relative}" for part in NOT_OURS):
            continue
        in_block = False
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            if line.lstrip().startswith("```"):
                in_block = not in_block
            # A row of a table is one line; a link cannot be broken.
            text = re.sub(r"\]\([^)]*\)|https?://\S+", "", line)
            if len(text) > LONGEST_LINE and not in_block and not line.lstrip().startswith("|"):
                found.append((f"{relative}:{number}", len(line)))
    return found


class Report:
    """Prints numbers, and collects the violations of limits."""

    def __init__(self, details):
        self.details = details
        self.broken = []

    def heading(self, text):
        print(f"\n{text}")

    def limit(self, offenders):
        self.broken += offenders

    def detail(self, lines):
        if self.details:
            for line in lines:
                print(f"    {line}")


def print_modules(report, sources):
    report.heading("Lines per module (main, test) and main types (top-level)")
    total = Counter()
    for module in sorted({source.module for source in sources}):
        of_module = [source for source in sources if source.module == module]
        main = sum(len(source.lines) - 1 for source in of_module if source.main)
        test = sum(len(source.lines) - 1 for source in of_module if not source.main)
        types = sum(1 for source in of_module if source.main and source.types)
        total.update(main=main, test=test, types=types)
        print(f"  {module:26} {main:7,} {test:7,} {types:6,}")
    print(f"  {'all':26} {total['main']:7,} {total['test']:7,} {total['types']:6,}")


def print_packages(report, sources):
    packages = Counter((source.module, source.package) for source in sources if source.main and source.types)
    crowded = [(size, module, package) for (module, package), size in packages.items() if size > LARGEST_PACKAGE]
    report.heading(f"Packages: {len(packages)}, {len(crowded)} of them with more than {LARGEST_PACKAGE} classes; the largest:")
    for (module, package), size in packages.most_common(12):
        print(f"  {size:4} {package} ({module})")
    report.limit(f"package {package} has {size} classes (at most {LARGEST_PACKAGE})" for size, module, package in crowded)
    without = sorted(
        package for module, package in packages if not any(s.main and s.package == package and s.name == "package-info" for s in sources)
    )
    report.limit(f"package {package} has no package-info.java" for package in without)


def print_classes(report, sources):
    classes = [(len(source.lines) - 1, source) for source in sources if source.main and source.types]
    sizes = sorted(classes, key=lambda size_and_source: (-size_and_source[0], size_and_source[1].path))
    large = [(size, source) for size, source in sizes if size > LARGEST_CLASS]
    ordered = sorted(size for size, _ in sizes)
    report.heading(
        f"Classes: median {ordered[len(ordered) // 2]} lines, 90th percentile {ordered[len(ordered) * 9 // 10]}, "
        f"{len(large)} of more than {LARGEST_CLASS} lines; the largest:"
    )
    for size, source in sizes[:10]:
        print(f"  {size:4} {source.path}")
    report.limit(f"{source.path} has {size} lines (at most {LARGEST_CLASS})" for size, source in large)


def print_counts(module, count):
    places = "".join(f" {count[place]:4}" for place in ("all", "api", "qualified", "inside"))
    print(f"  {module:26}{places}   {count['alone']:4} {count['too wide']:4}")


def print_public_types(report, project, sources, uses):
    """Counts the public types that no other module uses. Those in an exported package are API, counted separately."""
    users = defaultdict(set)  # type -> (module, package) of the sources that name it
    for source in sources:
        for named in uses.named_by(source.package, source.code):
            users[named].add((source.module, source.package, source.main))
    for block in documented_java(project):
        for named in uses.named_by("", block):
            users[named].add(("docs", "", False))
    exported = exports(sources)
    report.heading("Public top-level types: all, in exported packages (API), exported to our own modules, inside;")
    print("  then those without a user outside their module, and those that only their own package uses")
    total = Counter()
    for module in sorted({source.module for source in sources} - PROGRAMS):
        count = Counter()
        alone, too_wide = [], []
        for source in sources:
            if source.module != module or not source.main or not any(t.name == source.name and t.public for t in source.types):
                continue
            api = exported.get(module, {}).get(source.package)
            place = "inside" if api is None else "qualified" if api else "api"
            count["all"] += 1
            count[place] += 1
            if place == "api":
                continue
            if not any(user != module for user, _, _ in users[source.qualified]):
                alone.append(source.qualified)
            is_program = "public static void main(" in source.code
            if not is_program and not any((user, package) != (module, source.package) for user, package, _ in users[source.qualified]):
                too_wide.append(source.qualified)
        count["alone"], count["too wide"] = len(alone), len(too_wide)
        total.update(count)
        print_counts(module, count)
        report.detail(f"only its module uses {name}" for name in alone)
        report.detail(f"only its package uses {name}" for name in too_wide)
        if module in exported:
            used = {name.rpartition(".")[0] for name in set(uses.types) - set(alone) if any(user != module for user, _, _ in users[name])}
            report.limit(
                f"package {package} is exported to {', '.join(sorted(friends))}, but no other module uses it"
                for package, friends in exported[module].items()
                if friends and package not in used
            )
            report.limit(f"public type {name} is used by its own package only" for name in too_wide)
    print_counts("all", total)


def print_names(report, sources):
    names = defaultdict(list)
    for source in sources:
        if source.main:
            for declared in source.types:
                if not declared.outer:
                    names[declared.name].append(source.qualified)
    several = {name: places for name, places in names.items() if len(places) > 1}
    report.heading(f"Simple names that stand for several main classes: {len(several)}")
    for name, places in sorted(several.items(), key=lambda x: (-len(x[1]), x[0])):
        print(f"  {name} ×{len(places)}: {', '.join(sorted(place.rpartition('.')[0] for place in places))}")


def print_cycles(report, sources, uses):
    graphs = defaultdict(lambda: defaultdict(set))
    for source in sources:
        if source.main and source.types:
            for named in uses.named_by(source.package, source.code):
                target = uses.types[named]
                if target.main and target.module == source.module and target.package != source.package:
                    graphs[source.module][source.package].add(target.package)
    found = [(module, cycle) for module in sorted(graphs) for cycle in cycles(graphs[module])]
    report.heading(f"Package cycles: {len(found)}")
    for module, cycle in found:
        print(f"  {module}: {' ↔ '.join(cycle)}")
    report.limit(f"packages in a cycle: {' ↔ '.join(cycle)}" for _, cycle in found)


def print_citations(report, project, sources):
    found = unresolved(project, sources)
    report.heading(f"Comments that cite what is not in the repository: {len(found)}")
    for cited, count in Counter(cited for _, cited in found).most_common(12):
        print(f"  {count:4} {cited}")
    report.detail(f"{place}: {cited}" for place, cited in found)
    report.limit(f"{place} cites {cited}" for place, cited in found)


def print_long_lines(report, project, sources):
    found = long_lines(project, sources)
    java = sum(1 for place, _ in found if ".java:" in place)
    report.heading(f"Lines of more than {LONGEST_LINE} characters: {java} in Java, {len(found) - java} in Markdown")
    for file, count in Counter(place.rpartition(":")[0] for place, _ in found).most_common(12):
        print(f"  {count:4} {file}")
    report.detail(f"{place}: {length}" for place, length in found)
    report.limit(f"{place} has {length} characters (at most {LONGEST_LINE})" for place, length in found)


def main():
    parser = argparse.ArgumentParser(prog="scripts/structure.sh", description="Prints the structure of the sources.")
    parser.add_argument("--check", action="store_true", help="exit with 1 if something breaks a limit, and name it")
    parser.add_argument("--details", action="store_true", help="also list what the numbers count")
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).resolve().parent.parent)
    arguments = parser.parse_args()
    project = arguments.folder.resolve()

    sources = read(project)
    if not sources:
        sys.exit(f"scripts/structure.sh: found no Java sources in {project}")
    uses = Uses(sources)
    report = Report(arguments.details)
    print_modules(report, sources)
    print_packages(report, sources)
    print_classes(report, sources)
    print_public_types(report, project, sources, uses)
    print_names(report, sources)
    print_cycles(report, sources, uses)
    print_citations(report, project, sources)
    print_long_lines(report, project, sources)
    if arguments.check:
        report.heading(f"Limits that are broken: {len(report.broken)}")
        for line in report.broken:
            print(f"  {line}")
        sys.exit(1 if report.broken else 0)


if __name__ == "__main__":
    main()
