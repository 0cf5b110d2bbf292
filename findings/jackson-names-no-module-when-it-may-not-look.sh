#!/usr/bin/env bash
# Jackson 3.1.8 and 3.3.0: when a module does not open a package, the error names neither the module nor the missing
# directive.
#
# Guess: to read a record of a package that its module neither exports nor opens fails as reflection does: the message
# names both modules, and says that one does not open the package to the other.
# Seen: the error is "access to public member failed", and for a record that is not public "class is not public",
# although such a record works on the class path. The text also contains the identity of an array instead of the
# parameters ([Ljava.lang.Object;@…), so the text differs from run to run. As a remedy, open the package to
# tools.jackson.databind; to export the package is sufficient only for public records.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir example
cat >example/Reader.java <<'JAVA'
package example;

import tools.jackson.databind.json.JsonMapper;

public class Reader {
    public record Public(int a) {}

    record Hidden(int a) {}

    public static void main(String[] args) {
        for (Class<?> type : new Class<?>[] {Public.class, Hidden.class}) {
            try {
                System.out.println(JsonMapper.shared().readValue("{\"a\": 1}", type));
            } catch (Exception e) {
                System.out.println(e.getMessage().replaceAll("(?s).*problem: |: .*", "").strip());
            }
        }
    }
}
JAVA
for version in 3.1.8 3.3.0; do
    cat >pom.xml <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>try</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>tools.jackson.core</groupId><artifactId>jackson-databind</artifactId><version>$version</version></dependency>
  </dependencies>
</project>
XML
    mvn -q -B dependency:copy-dependencies -DoutputDirectory="lib-$version" >&2
    for directive in "" "exports example;" "opens example to tools.jackson.databind;"; do
        rm -rf classes
        echo "module example { requires tools.jackson.databind; $directive }" >module-info.java
        javac -d classes -p "lib-$version" module-info.java example/Reader.java
        answers=$(java -p "lib-$version:classes" -m example/example.Reader)
        echo "$version ${directive:-nothing}: ${answers/$'\n'/, }"
    done
done | tee seen
diff - seen <<'SEEN'
3.1.8 nothing: access to public member failed, class is not public
3.1.8 exports example;: Public[a=1], class is not public
3.1.8 opens example to tools.jackson.databind;: Public[a=1], Hidden[a=1]
3.3.0 nothing: access to public member failed, class is not public
3.3.0 exports example;: Public[a=1], class is not public
3.3.0 opens example to tools.jackson.databind;: Public[a=1], Hidden[a=1]
SEEN
# Output seen on 2026-11-29: the six lines above
