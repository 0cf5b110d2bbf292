#!/usr/bin/env bash
# JDK 17.0.15 and 25.0.3 on Linux: ProcessHandle.info() cuts the command line of a process at 4,096 characters, and then
# has no arguments.
#
# Guess: commandLine() and arguments() return what /proc has, which is the whole command line, or nothing if the process
# belongs to another user.
# Seen: the JDK reads one page of /proc/PID/cmdline. If the command line is longer, arguments() is empty, as if the
# process belonged to another user, and commandLine() returns the beginning of the command line, without an error and
# without a sign that the rest is missing. The command lines of Java programs are often longer, because of the class
# path: the main class and its arguments come last. So a program that looks for a JVM by its main class does not find
# it. Read /proc/PID/cmdline instead. The Javadoc of commandLine() warns only that arguments "may be truncated on some
# platforms due to system limitations"; the Javadoc of arguments() has no such warning.
#
# JDK25_HOME names JDK 25; `java` has to be JDK 17.
set -euo pipefail
other=${JDK25_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >Try.java <<'JAVA'
import java.nio.file.Files;
import java.nio.file.Path;

public class Try {
    public static void main(String[] args) throws Exception {
        for (int length : new int[] {4_000, 5_000}) {
            Process process = new ProcessBuilder("sleep", "20", "0." + "0".repeat(length), "0.25").start();
            ProcessHandle.Info info = process.toHandle().info();
            // Until the new process runs sleep, its command line is that of the JVM's helper.
            while (!info.command().orElse("").endsWith("sleep")) {
                Thread.sleep(50);
                info = process.toHandle().info();
            }
            int bytes = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline")).length;
            String seen = info.commandLine().orElseThrow();
            System.out.println(args[0] + ", command line of " + bytes + " bytes: commandLine() is "
                    + (seen.endsWith(" 0.25") ? "whole" : "cut at " + seen.length() + " characters") + ", arguments() has "
                    + info.arguments().map(each -> each.length + " arguments").orElse("nothing"));
            process.destroy();
        }
    }
}
JAVA
javac --release 17 Try.java
cat >expected <<'TEXT'
JDK 17, command line of 4017 bytes: commandLine() is whole, arguments() has 3 arguments
JDK 17, command line of 5017 bytes: commandLine() is cut at 4096 characters, arguments() has nothing
JDK 25, command line of 4017 bytes: commandLine() is whole, arguments() has 3 arguments
JDK 25, command line of 5017 bytes: commandLine() is cut at 4096 characters, arguments() has nothing
TEXT
{
    timeout 30 java Try "JDK 17"
    timeout 30 "$other/bin/java" Try "JDK 25"
} | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
