#!/usr/bin/env bash
# SnakeYAML Engine 3.0.1 has a public package for nodes with their lines and columns, but a modular program cannot use it.
#
# Guess: a program compiles against org.snakeyaml.engine.v2.api.lowlevel on the module path as on the class path.
# Seen: the library's module does not export this package, so the compiler reports that the package is not visible. The
# exported classes Composer, ParserImpl and StreamReader, on which Compose is built, do the same work.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mvn -q -ntp dependency:copy -Dartifact=org.snakeyaml:snakeyaml-engine:3.0.1 "-DoutputDirectory=$work/lib" >&2
jar=$work/lib/snakeyaml-engine-3.0.1.jar
mkdir -p "$work/program" "$work/classes"
echo 'module program { requires org.snakeyaml.engine; }' >"$work/program/module-info.java"

# attempt NAME EXPRESSION: compiles an expression that reads a document, on the class path and on the module path
attempt() {
    cat >"$work/program/Program.java" <<JAVA
import org.snakeyaml.engine.v2.api.LoadSettings;

class Program {
    static final LoadSettings SETTINGS = LoadSettings.builder().build();
    static final Object ROOT = $2;
}
JAVA
    local path
    for path in class module; do
        local sources=("$work/program/Program.java")
        if [ $path = module ]; then sources+=("$work/program/module-info.java"); fi
        if javac -d "$work/classes/$1-$path" "--$path-path" "$jar" "${sources[@]}" >"$work/messages" 2>&1; then
            echo "$1, $path path: compiles"
        else
            echo "$1, $path path: $(grep -o 'package .* is not visible' "$work/messages" | head -1)"
        fi
    done
}

{
    attempt Compose 'new org.snakeyaml.engine.v2.api.lowlevel.Compose(SETTINGS).composeString("a: 1")'
    attempt Composer 'new org.snakeyaml.engine.v2.composer.Composer(SETTINGS,
            new org.snakeyaml.engine.v2.parser.ParserImpl(SETTINGS,
            new org.snakeyaml.engine.v2.scanner.StreamReader(SETTINGS, "a: 1"))).getSingleNode()'
} | tee "$work/seen"
cat >"$work/expected" <<'TEXT'
Compose, class path: compiles
Compose, module path: package org.snakeyaml.engine.v2.api.lowlevel is not visible
Composer, class path: compiles
Composer, module path: compiles
TEXT
diff "$work/expected" "$work/seen"
# Output seen on 2026-11-30, with JDK 17.0.15: the lines of `expected`.
