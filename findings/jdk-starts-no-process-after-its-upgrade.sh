#!/usr/bin/env bash
# JDK 17.0.15 and 25.0.3: after an upgrade of the Java package, a running JVM cannot start processes.
#
# Guess: an upgrade does not touch a running JVM, which has loaded its libraries and keeps the old files open. A server
# that starts and restarts other programs continues to do so until it is restarted itself.
# Seen: ProcessBuilder starts each program with the file lib/jspawnhelper of the JDK, and a helper of another version
# refuses to work. So each start fails, in JDK 17 with "error=0, Failed to exec spawn helper". The error mentions no
# version; only a text on the standard output of the JVM does. Between the removal of the old files and the arrival of
# the new ones, the error is "error=2, No such file or directory", as if the program were missing. Restart such a server
# after an upgrade of Java. -Djdk.lang.Process.launchMechanism=VFORK needs no helper.
#
# JDK25_HOME names JDK 25; `java` has to be JDK 17.
set -euo pipefail
other=${JDK25_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}
mine=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/ *java.home = //p')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
# copy JDK: makes a copy of a JDK in the folder jdk
copy() {
    rm -rf jdk
    cp -r "$1" jdk
    chmod -R u+w jdk
}
cat >Try.java <<'JAVA'
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

public class Try {
    static String start() throws Exception {
        try {
            return "exit code " + new ProcessBuilder("true").start().waitFor();
        } catch (IOException e) {
            return e.getMessage().lines().findFirst().orElseThrow().strip().replaceAll("pid: \\d+", "pid: …");
        }
    }

    public static void main(String[] args) throws Exception {
        Path helper = Path.of(System.getProperty("java.home"), "lib", "jspawnhelper");
        System.out.println(args[0] + ", before: " + start());
        Files.delete(helper);
        System.out.println(args[0] + ", during: " + start());
        Files.copy(Path.of(args[1], "lib", "jspawnhelper"), helper, StandardCopyOption.COPY_ATTRIBUTES);
        System.out.println(args[0] + ", after: " + start());
    }
}
JAVA
javac --release 17 Try.java
copy "$mine"
jdk/bin/java Try "JDK 17" "$other" >out 2>/dev/null
copy "$mine"
jdk/bin/java -Djdk.lang.Process.launchMechanism=VFORK Try "JDK 17 with VFORK" "$other" >>out 2>/dev/null
copy "$other"
jdk/bin/java Try "JDK 25" "$mine" >>out 2>/dev/null
cat >expected <<'TEXT'
JDK 17, before: exit code 0
JDK 17, during: Cannot run program "true": error=2, No such file or directory
JDK 17, after: Cannot run program "true": error=0, Failed to exec spawn helper: pid: …, exit value: 1
JDK 17 with VFORK, before: exit code 0
JDK 17 with VFORK, during: exit code 0
JDK 17 with VFORK, after: exit code 0
JDK 25, before: exit code 0
JDK 25, during: Cannot run program "true": posix_spawn failed, error: 2 (No such file or directory)
JDK 25, after: Cannot run program "true": Failed to exec spawn helper: pid: …, exit code: 1, error: 0 (none)
TEXT
grep '^JDK' out | tee seen # The rest of the output comes from the helpers.
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
