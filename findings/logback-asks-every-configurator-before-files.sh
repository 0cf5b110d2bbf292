#!/usr/bin/env bash
# Logback 1.6.6 calls every Configurator service before it looks for logback.xml, however low the service's rank.
#
# Guess: a Configurator service annotated with a rank below that of DefaultJoranConfigurator is a fallback: it runs only
# when no file was found.
# Seen: a service of rank FALLBACK is called first and, if it answers DO_NOT_INVOKE_NEXT_IF_ANY, logback.xml on the
# class path is never read. A library or fat jar with such a service therefore replaces the configuration of every
# program that uses it; the service has to call DefaultJoranConfigurator itself.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>try</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>ch.qos.logback</groupId><artifactId>logback-classic</artifactId><version>1.6.6</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib
mkdir -p classes/META-INF/services
echo Fallback >classes/META-INF/services/ch.qos.logback.classic.spi.Configurator
cat >classes/logback.xml <<'XML'
<configuration>
  <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender"><encoder><pattern>from logback.xml: %msg%n</pattern></encoder></appender>
  <root level="INFO"><appender-ref ref="OUT"/></root>
</configuration>
XML
cat >Fallback.java <<'JAVA'
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;

@ConfiguratorRank(ConfiguratorRank.FALLBACK)
public class Fallback extends ContextAwareBase implements Configurator {
    public ExecutionStatus configure(LoggerContext context) {
        System.out.println("the fallback was asked");
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    public static void main(String[] args) {
        org.slf4j.LoggerFactory.getLogger("x").info("hello");
        System.out.println("end");
    }
}
JAVA
javac -d classes -cp 'lib/*' Fallback.java
java -cp 'classes:lib/*' Fallback | tee seen
printf 'the fallback was asked\nend\n' | diff - seen
# Output seen on 2026-11-29:
# the fallback was asked
# end
