#!/usr/bin/env bash
# networknt's json-schema-validator 3.0.1: whether two numbers inside of a list or object are equal depends on their
# Java types.
#
# Guess: numbers are equal if their values are equal, as JSON Schema says: 1, 1.0 and a long 1 fit the same `const` and
# `enum`, at each depth, and [1, 1.0] does not fit `uniqueItems`.
# Seen: this is so only for a number that is itself the value of `const` or an item of `enum`. Inside of lists and
# objects, and for `uniqueItems`, nodes of Jackson are compared, and an IntNode never equals a LongNode or a DoubleNode.
# A payload that was read from MessagePack or CBOR, or made by a program, therefore does not fit {"const": [1]} although
# it prints the same. `enum` of lists behaves otherwise than `const` of lists, and than `enum` of objects.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>example</groupId><artifactId>try</artifactId><version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.networknt</groupId><artifactId>json-schema-validator</artifactId><version>3.0.1</version>
    </dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
XML
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib >&2
cat >Try.java <<'JAVA'
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

public class Try {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    static void check(String schema, UnaryOperator<JsonNode> value) {
        Map<String, JsonNode> ones = new LinkedHashMap<>();
        ones.put("int", NODES.numberNode(1));
        ones.put("long", NODES.numberNode(1L));
        ones.put("double", NODES.numberNode(1.0));
        var compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JsonMapper.shared().readTree(schema));
        StringBuilder line = new StringBuilder(schema + ":");
        ones.forEach((type, one) ->
                line.append(" ").append(type).append(" ").append(compiled.validate(value.apply(one)).isEmpty()));
        System.out.println(line);
    }

    public static void main(String[] args) {
        check("{\"const\": 1}", one -> one);
        check("{\"enum\": [1]}", one -> one);
        check("{\"const\": [1]}", one -> NODES.arrayNode().add(one));
        check("{\"enum\": [[1]]}", one -> NODES.arrayNode().add(one));
        check("{\"const\": {\"a\": 1}}", one -> NODES.objectNode().set("a", one));
        check("{\"enum\": [{\"a\": 1}]}", one -> NODES.objectNode().set("a", one));
        check("{\"uniqueItems\": true}", one -> NODES.arrayNode().add(1).add(one));
    }
}
JAVA
cat >expected <<'TEXT'
{"const": 1}: int true long true double true
{"enum": [1]}: int true long true double true
{"const": [1]}: int true long false double false
{"enum": [[1]]}: int true long true double true
{"const": {"a": 1}}: int true long false double false
{"enum": [{"a": 1}]}: int true long false double false
{"uniqueItems": true}: int false long true double true
TEXT
timeout 60 java -cp 'lib/*' Try.java | tee seen
diff expected seen
# Output seen on 2026-12-01: the lines of `expected`.
