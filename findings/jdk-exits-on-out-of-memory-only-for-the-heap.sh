#!/usr/bin/env bash
# JDK 17.0.15 and 25.0.3: -XX:+ExitOnOutOfMemoryError does not end the JVM when direct memory is used up, or when no
# thread can be started.
#
# Guess: the option ends the JVM at the first OutOfMemoryError, so that a supervisor can start the program again.
# Seen: the JVM ends with exit code 3 when the heap is full, and when an array is too large. Java code throws the
# OutOfMemoryError for a direct buffer, and another part of the JVM throws the one for a thread; neither ends the JVM,
# nor runs the command of -XX:OnOutOfMemoryError. Network libraries keep their data in direct buffers. A server without
# direct memory therefore keeps running while each of its connections fails, and only an external probe detects this.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >Try.java <<'JAVA'
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

public class Try {
    public static void main(String[] args) {
        List<Object> kept = new ArrayList<>();
        try {
            switch (args[0]) {
                case "heap":
                    while (true) {
                        kept.add(new byte[1 << 20]);
                    }
                case "array":
                    kept.add(new byte[Integer.MAX_VALUE]);
                    break;
                case "direct":
                    while (true) {
                        kept.add(ByteBuffer.allocateDirect(1 << 20));
                    }
                default:
                    // The operating system has no room for a stack of 64 TiB, as it has none for one thread too many.
                    new Thread(null, () -> {}, "one too many", 1L << 46).start();
            }
        } catch (OutOfMemoryError error) {
            System.out.print("OutOfMemoryError, and the program goes on, ");
        }
    }
}
JAVA
javac Try.java

# attempt WHAT: uses up one kind of memory
attempt() {
    local code=0 said
    said=$(java -Xmx64m -XX:+ExitOnOutOfMemoryError -Xlog:disable -Xlog:all=off Try "$1" 2>/dev/null) || code=$?
    echo "$1: $(grep -o 'OutOfMemoryError, and.*' <<<"$said" || true)exit code $code"
}
for kind in heap array direct thread; do attempt $kind; done | tee seen
diff - seen <<'SEEN'
heap: exit code 3
array: exit code 3
direct: OutOfMemoryError, and the program goes on, exit code 0
thread: OutOfMemoryError, and the program goes on, exit code 0
SEEN
# Output seen on 2026-12-01: the four lines above
