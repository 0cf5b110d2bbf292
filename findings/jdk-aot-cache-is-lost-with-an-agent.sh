#!/usr/bin/env bash
# JDK 25.0.3: a Java agent, JMX, JFR or a debugger turns the whole ahead-of-time cache off, and the archive of the JDK
# with it, so the program starts slower than without a cache.
#
# Guess: with such an option, the JVM takes from the cache what still fits, and loads only the other classes itself.
# Seen: -javaagent, com.sun.management.jmxremote and -XX:StartFlightRecording each add a module, which the training run
# did not have; a debugger does not work with linked classes. In all four cases, the JVM takes no class from an archive.
# Without the option -XX:AOTCache, it takes 500 to 1,200 classes from the archive of the JDK. The program runs and ends
# with 0. A cache whose training run had the same agent, JMX or JFR works. So whoever adds monitoring to a program with
# a cache has to train again.
#
# JDK25_HOME names the JDK.
set -euo pipefail
java=${JDK25_HOME:-/usr/lib/jvm/temurin-25-jdk-amd64}/bin
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >Hello.java <<'JAVA'
class Hello {
    public static void main(String[] arguments) {
        System.out.println("hello");
    }
}
JAVA
cat >Agent.java <<'JAVA'
public class Agent {
    public static void premain(String options) {}
}
JAVA
"$java/javac" Hello.java Agent.java
"$java/jar" --create --file hello.jar Hello.class
echo "Premain-Class: Agent" >manifest
"$java/jar" --create --file agent.jar --manifest manifest Agent.class

# train FILE OPTION…: writes a cache
train() {
    local file=$1
    shift
    "$java/java" "$@" -XX:AOTCacheOutput="$file" -cp hello.jar Hello >/dev/null 2>&1
}

# start NAME OPTION…: starts the program, and prints where its classes come from
start() {
    local name=$1 shared from exit=0
    shift
    "$java/java" "$@" -Xlog:class+load:file=classes -cp hello.jar Hello >out 2>&1 || exit=$?
    shared=$(grep -c 'source: shared objects file' classes || :)
    echo "$name: $shared classes from an archive" >&2
    from="no archive"
    if [ "$shared" -gt 100 ]; then from="the archive of the JDK"; fi
    if grep -q ' Hello source: shared objects file' classes; then from="the cache"; fi
    echo "$name: classes from $from, exit code $exit"
}

debugger=-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0
recording=-XX:StartFlightRecording=filename=recording.jfr
train plain.aot
train agent.aot -javaagent:agent.jar
train jmx.aot -Dcom.sun.management.jmxremote
train jfr.aot "$recording"
{
    start "no option" -XX:AOTCache=plain.aot
    start "agent" -XX:AOTCache=plain.aot -javaagent:agent.jar
    start "agent, no cache" -javaagent:agent.jar
    start "agent, trained with it" -XX:AOTCache=agent.aot -javaagent:agent.jar
    start "JMX" -XX:AOTCache=plain.aot -Dcom.sun.management.jmxremote
    start "JMX, no cache" -Dcom.sun.management.jmxremote
    start "JMX, trained with it" -XX:AOTCache=jmx.aot -Dcom.sun.management.jmxremote
    start "JFR" -XX:AOTCache=plain.aot "$recording"
    start "JFR, no cache" "$recording"
    start "JFR, trained with it" -XX:AOTCache=jfr.aot "$recording"
    start "debugger" -XX:AOTCache=plain.aot "$debugger"
    start "debugger, no cache" "$debugger"
} | tee seen
diff - seen <<'SEEN'
no option: classes from the cache, exit code 0
agent: classes from no archive, exit code 0
agent, no cache: classes from the archive of the JDK, exit code 0
agent, trained with it: classes from the cache, exit code 0
JMX: classes from no archive, exit code 0
JMX, no cache: classes from the archive of the JDK, exit code 0
JMX, trained with it: classes from the cache, exit code 0
JFR: classes from no archive, exit code 0
JFR, no cache: classes from the archive of the JDK, exit code 0
JFR, trained with it: classes from the cache, exit code 0
debugger: classes from no archive, exit code 0
debugger, no cache: classes from the archive of the JDK, exit code 0
SEEN
# Output seen on 2026-12-01, with Temurin 25.0.3: the lines above
