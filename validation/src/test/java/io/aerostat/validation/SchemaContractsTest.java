package io.aerostat.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.contract.PayloadFault;
import io.aerostat.router.contract.PayloadSchema;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaContractsTest {
    private static final String URI = "com.shop.order";

    /** A description as {@code aerostat-schema} writes it. */
    private static final String DESCRIPTION = """
            {
              "contract": "com.shop",
              "procedures": {
                "com.shop.order": {
                  "match": "exact",
                  "progressive": false,
                  "call": {
                    "$schema": "https://json-schema.org/draft/2020-12/schema",
                    "type": "object",
                    "properties": {
                      "args": {"type": "array", "prefixItems": [{"$ref": "#/$defs/Item"}], "minItems": 1},
                      "kwargs": {
                        "type": "object",
                        "properties": {"urgent": {"type": "boolean"}},
                        "required": ["urgent"]
                      }
                    },
                    "required": ["args", "kwargs"],
                    "$defs": {
                      "Item": {
                        "type": "object",
                        "properties": {
                          "article": {"type": ["string", "null"]},
                          "pieces": {"type": "integer", "minimum": 1},
                          "parts": {"type": "array", "items": {"$ref": "#/$defs/Item"}}
                        },
                        "required": ["pieces"]
                      }
                    }
                  },
                  "result": {"type": "object"},
                  "errors": ["com.shop.error.closed"]
                }
              },
              "topics": {"com.shop.sold": {"match": "prefix", "event": {"type": "object"}}}
            }
            """;

    /**
     * The columns are: a schema, an argument, and the argument's fault. Single quotes take the place of double quotes.
     */
    private static final String FAULTS = """
            {'type': 'string'}
            5
            args[0]: found 5 (expected a string)

            {'type': ['integer', 'null']}
            'a'
            args[0]: found 'a' (expected an integer or null)

            {'enum': ['A', 'B']}
            'C'
            args[0]: found 'C' (expected one of 'A', 'B')

            {'const': 1}
            2
            args[0]: found 2 (expected 1)

            {'maxLength': 2}
            'abc'
            args[0]: found a string of 3 characters (expected at most 2)

            {'pattern': '^a'}
            'b'
            args[0]: found 'b' (expected a string that matches '^a')

            {'exclusiveMaximum': 3}
            3
            args[0]: found 3 (expected less than 3)

            {'additionalProperties': false}
            {'x': 1}
            args[0].x: found a value (expected none)

            {'items': {'type': 'boolean'}}
            [true, 1]
            args[0][1]: found 1 (expected true or false)

            {'properties': {'a b': {'type': 'null'}}}
            {'a b': 1}
            args[0]['a b']: found 1 (expected null)

            {'uniqueItems': true}
            [1, 1]
            args[0]: found a list of 2 items (expected items that differ from each other)

            {'anyOf': [{'type': 'integer'}, {'type': 'null'}]}
            'a'
            args[0]: found 'a' (expected an integer)

            {'not': {'type': 'integer'}}
            1
            args[0]: found 1 (expected a value that fits 'not' of the schema)
            """;

    /**
     * The columns are: a schema that cannot be used, and a part of the message. Single quotes take the place of double
     * quotes.
     */
    private static final String UNUSABLE = """
            {'type': 'strng'}
            /type: found 'strng' (expected one of 'array', 'boolean', 'integer', 'null', 'number', 'object'

            {'minItems': -1}
            /minItems: found -1 (expected at least 0)

            5
            found a number (expected a JSON Schema)

            {'items': {'$ref': 'https://example.com/x.json'}}
            /items/$ref: found 'https://example.com/x.json' (expected a reference within the schema

            {'$ref': 'file:///etc/passwd'}
            /$ref: found 'file:///etc/passwd' (expected a reference within the schema

            {'$ref': '#/$defs/none'}
            /$ref: found '#/$defs/none' (expected a place that the schema has)

            {'$schema': 'http://json-schema.org/draft-07/schema#'}
            /$schema: found 'http://json-schema.org/draft-07/schema#' (expected 'https://json-schema.org/draft/2020

            {'$ref': '#'}
            found a schema that refers to itself without end

            {'$ref': '#/$defs/a', '$defs': {'a': {'$ref': '#/$defs/b'}, 'b': {'$ref': '#/$defs/a'}}}
            found a schema that refers to itself without end
            """;

    private static final PayloadSchema ORDER = schema(
            new SchemaContracts(CheckOptions.DEFAULT).description(DESCRIPTION).build());

    private static PayloadSchema schema(Contracts contracts) {
        PayloadSchema schema = contracts.ofCall(URI);
        assertThat(schema).isNotNull();
        return schema;
    }

    /** Returns a schema of the one positional argument. */
    private static PayloadSchema ofArgument(String json) {
        return ofArgument(json, CheckOptions.DEFAULT);
    }

    private static PayloadSchema ofArgument(String json, CheckOptions options) {
        return schema(new SchemaContracts(options)
                .call(URI, MatchPolicy.EXACT, "{\"properties\": {\"args\": {\"prefixItems\": [" + json + "]}}}")
                .build());
    }

    private static @Nullable String fault(
            PayloadSchema schema,
            Serialization serialization,
            List<@Nullable Object> args,
            Map<String, Object> kwargs) {
        try {
            Payload payload = args.isEmpty() && kwargs.isEmpty()
                    ? Payload.EMPTY
                    : Serializers.of(serialization).payload(new PayloadValues(args, Map.copyOf(kwargs)));
            PayloadFault fault = schema.faultOf(payload, false);
            return fault == null ? null : fault.text();
        } catch (NotExpressible e) {
            throw new AssertionError(e);
        }
    }

    private static @Nullable String fault(PayloadSchema schema, @Nullable Object argument) {
        return fault(schema, Serialization.CBOR, Collections.singletonList(argument), Map.of());
    }

    @ParameterizedTest
    @EnumSource(Serialization.class)
    void aPayloadOfEverySerializationIsChecked(Serialization serialization) {
        Map<String, Object> good = Map.of("pieces", 2L, "article", "a", "parts", List.of(Map.of("pieces", 1L)));
        Map<String, Object> bad = Map.of("pieces", 2L, "parts", List.of(Map.of("pieces", 1L), Map.of("pieces", "a")));
        Map<String, Object> urgent = Map.of("urgent", true);

        assertThat(fault(ORDER, serialization, List.of(good), urgent)).isNull();
        assertThat(fault(ORDER, serialization, List.of(bad), urgent))
                .isEqualTo("args[0].parts[1].pieces: found \"a\" (expected an integer)");
        assertThat(fault(ORDER, serialization, List.of(Map.of()), urgent))
                .isEqualTo("args[0].pieces: found nothing (expected a value)");
        assertThat(fault(ORDER, serialization, List.of(Map.of("pieces", 0L)), urgent))
                .isEqualTo("args[0].pieces: found 0 (expected at least 1)");
        assertThat(fault(ORDER, serialization, List.of(good), Map.of()))
                .isEqualTo("kwargs.urgent: found nothing (expected a value)");
        assertThat(fault(ORDER, serialization, List.of(), urgent))
                .isEqualTo("args: found a list of 0 items (expected at least 1)");
    }

    static Stream<Arguments> faults() {
        return rows(FAULTS);
    }

    static Stream<Arguments> unusable() {
        return rows(UNUSABLE);
    }

    private static Stream<Arguments> rows(String table) {
        return Arrays.stream(table.replace('\'', '"').split("\n\n"))
                .map(row -> Arguments.of((Object[]) row.strip().split("\n")));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultSaysWhereItIsAndWhatWasExpected(String schema, String argument, String expected) {
        assertThat(fault(ofArgument(schema), plain(argument))).isEqualTo(expected);
    }

    private static @Nullable Object plain(String json) {
        byte[] list = ("[" + json + "]").getBytes(StandardCharsets.UTF_8);
        return Serializers.of(Serialization.JSON)
                .values(Payload.validated(Serialization.JSON, list, 0, list.length, 1))
                .args()
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"const\": [1]}",
                "{\"const\": [1.0]}",
                "{\"const\": [100e-2]}",
                "{\"enum\": [[3], [1]]}",
                "{\"properties\": {\"a\": true}, \"enum\": [[1]]}"
            })
    void aNumberInsideOfAListEqualsEveryNumberOfTheSameValue(String schema) {
        PayloadSchema one = ofArgument(schema);

        for (Object equal : List.of(1L, 1.0, new BigDecimal("1.00"), BigInteger.ONE)) {
            assertThat(fault(one, List.of(equal))).isNull();
        }
        for (Object different : List.of(2L, 1.5, new BigDecimal("1.01"), BigInteger.TWO.pow(70))) {
            assertThat(fault(one, List.of(different))).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1", "3000000000", "-9223372036854775808", "18446744073709551615", "1e300", "-0.0"})
    void aNumberInsideOfAnObjectEqualsTheSameNumberOfASchema(String number) {
        PayloadSchema same = ofArgument("{\"const\": {\"a\": [" + number + "]}}");

        assertThat(fault(same, plain("{\"a\": [" + number + "]}"))).isNull();
        assertThat(fault(same, Map.of("a", List.of(new BigDecimal(number))))).isNull();
        assertThat(fault(same, plain("{\"a\": [7]}"))).isNotNull();
    }

    @Test
    void equalNumbersOfDifferentTypesAreNotUnique() {
        PayloadSchema unique = ofArgument("{\"uniqueItems\": true}");

        assertThat(fault(unique, List.of(1L, 1.0))).isNotNull();
        assertThat(fault(unique, List.of(1L, 1.5))).isNull();
    }

    @Test
    void valuesThatJsonLacksBecomeTextsOrAreRefused() {
        PayloadSchema text = ofArgument("{\"type\": \"string\"}");
        PayloadSchema number = ofArgument("{\"type\": \"number\"}");

        assertThat(fault(text, new byte[] {1, 2})).isNull();
        assertThat(fault(text, Instant.EPOCH)).isNull();
        assertThat(fault(number, BigInteger.TWO.pow(100))).isNull();
        assertThat(fault(number, new BigDecimal("1.5"))).isNull();
        assertThat(fault(number, Double.NaN)).isEqualTo("args[0]: found NaN (expected a number of JSON)");
        assertThat(fault(number, new BigDecimal("1e5000"))).contains("args[0]: found a number of more than");
    }

    @Test
    void aPayloadThatIsTooLargeIsRefusedUnread() {
        PayloadSchema schema = ofArgument("{\"type\": \"string\"}", CheckOptions.DEFAULT.withMaxSize(100));

        assertThat(fault(schema, "x".repeat(200)))
                .matches("found 20\\d bytes of arguments \\(expected at most 100 for a checked payload\\)");
        assertThat(schema.faultOf(garbage(200), false)).isNotNull();
    }

    @Test
    void aPayloadInPassthruModeIsRefusedOrPassesUnread() {
        PayloadSchema refusing = ofArgument("true");
        PayloadSchema accepting = ofArgument("false", CheckOptions.DEFAULT.withEncoded(EncodedPayloads.ACCEPT));

        assertThat(refusing.faultOf(garbage(2), true))
                .isEqualTo(new PayloadFault(
                        "", "found a payload in passthru mode (expected one that the router can check)"));
        assertThat(accepting.faultOf(garbage(2), true)).isNull();
    }

    private static Payload garbage(int size) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) 0xff);
        return Payload.validated(Serialization.CBOR, bytes, 0, size, 1);
    }

    /** Without a bound, this text would keep a thread busy for longer than the universe is old. */
    @Test
    void anExpressionThatTakesTooLongIsGivenUp() {
        PayloadSchema schema = ofArgument("{\"pattern\": \"^(a|aa)+\\\\1$\"}");

        assertThat(fault(schema, "a".repeat(80) + "!")).contains("takes too long to compare");
    }

    /** Without a bound, each level of the payload would double the number of evaluations. */
    @ParameterizedTest
    @ValueSource(strings = {"oneOf", "anyOf"})
    void aCheckThatDoublesWithEachLevelIsGivenUp(String keyword) {
        PayloadSchema schema = ofArgument(
                """
                {"$ref": "NODE", "$defs": {"Node": {"KEYWORD": [
                    {"properties": {"next": {"$ref": "NODE"}}, "required": ["next", "a"]},
                    {"properties": {"next": {"$ref": "NODE"}}, "required": ["next", "b"]},
                    {"not": {"properties": {"next": {"not": {"$ref": "NODE"}}}}}
                ]}}}
                """.replace("KEYWORD", keyword).replace("NODE", "#/properties/args/prefixItems/0/$defs/Node"));
        Object value = Map.of();
        for (int depth = 0; depth < 40; depth++) {
            value = Map.of("next", value, "a", 1L, "b", 1L);
        }

        assertThat(fault(schema, value)).contains("takes too long to check");
    }

    @Test
    void aLargePayloadMayTakeMoreSteps() {
        PayloadSchema schema = ofArgument(
                "{\"items\": {\"type\": \"integer\", \"minimum\": 0, \"maximum\": 9, \"not\": {\"const\": 8}}}");

        assertThat(fault(schema, Collections.nCopies(200_000, 1L))).isNull();
    }

    @Test
    void longValuesAndPathsAreShortened() {
        PayloadSchema schema = ofArgument("{\"additionalProperties\": {\"type\": \"integer\"}}");

        String fault = fault(schema, Map.of("k\n" + "y".repeat(5_000), "v".repeat(5_000)));

        assertThat(fault).hasSizeLessThan(400).doesNotContain("\n");
    }

    @Test
    void onlyTheChosenMessagesAreChecked() {
        Contracts none = new SchemaContracts(CheckOptions.DEFAULT.withMessages(Set.of()))
                .description(DESCRIPTION)
                .build();
        Contracts all = new SchemaContracts(CheckOptions.DEFAULT.withMessages(EnumSet.allOf(CheckedMessage.class)))
                .description(DESCRIPTION)
                .build();

        assertThat(none.ofCall(URI)).isNull();
        assertThat(none.checksResults()).isFalse();
        assertThat(none.procedures()).hasSize(1);
        assertThat(all.ofResult(URI)).isNotNull();
        assertThat(all.ofEvent("com.shop.sold.out")).isNotNull();
        assertThat(all.procedures().get(0).description())
                .containsEntry("contract", "com.shop")
                .containsEntry("errors", List.of("com.shop.error.closed"));
    }

    @Test
    void contractsOfTheSameTextAreEqual() {
        Contracts one = new SchemaContracts(CheckOptions.DEFAULT)
                .description(DESCRIPTION)
                .build();
        Contracts other = new SchemaContracts(CheckOptions.DEFAULT)
                .description(DESCRIPTION)
                .build();
        Contracts changed = new SchemaContracts(CheckOptions.DEFAULT)
                .description(DESCRIPTION.replace("\"minimum\": 1", "\"minimum\": 2"))
                .build();

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other).isNotEqualTo(changed);
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void aSchemaThatCannotBeUsedIsRefused(String schema, String expected) {
        SchemaContracts contracts = new SchemaContracts(CheckOptions.DEFAULT);

        assertThatThrownBy(() -> contracts.call(URI, MatchPolicy.EXACT, schema))
                .isInstanceOf(InvalidSchemaFileException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void aWrongExpressionIsFoundBeforeTheFirstMessage() {
        assertThatThrownBy(() -> ofArgument("{\"pattern\": \"(\"}"))
                .isInstanceOf(InvalidSchemaFileException.class)
                .hasMessageContaining("cannot be used");
    }

    @Test
    void everyProblemOfADescriptionIsReported() {
        String description = DESCRIPTION
                .replace("\"match\": \"prefix\"", "\"match\": \"some\"")
                .replace("\"type\": \"boolean\"", "\"type\": \"bool\"")
                .replace("\"minimum\": 1", "\"minimum\": \"1\"");
        SchemaContracts contracts = new SchemaContracts(CheckOptions.DEFAULT);

        assertThatThrownBy(() -> contracts.description(description))
                .isInstanceOfSatisfying(
                        InvalidSchemaFileException.class,
                        e -> assertThat(e.problems())
                                .extracting(InvalidSchemaFileException.Problem::pointer)
                                .contains(
                                        "/procedures/com.shop.order/call/properties/kwargs/properties/urgent/type",
                                        "/procedures/com.shop.order/call/$defs/Item/properties/pieces/minimum",
                                        "/topics/com.shop.sold/match"));
    }

    @Test
    void aFileThatIsNoDescriptionIsRefused() {
        SchemaContracts contracts = new SchemaContracts(CheckOptions.DEFAULT);

        assertThatThrownBy(() -> contracts.description("{}"))
                .hasMessageContaining("found an object (expected the description of a contract");
        assertThatThrownBy(() -> contracts.description("{\"topics\": {\"wamp.x\": {\"event\": true}}}"))
                .hasMessageContaining("outside of the reserved wamp.");
        assertThatThrownBy(() -> contracts.description("{")).hasMessageContaining("not JSON");
        assertThatThrownBy(() -> contracts.description("{\"a\": [}"))
                .hasMessageContaining("not JSON: Unexpected close marker '}': expected ']'")
                .hasMessageNotContaining("Source");
        assertThatThrownBy(() -> contracts.description("{\"a\": }"))
                .hasMessageStartingWith("not JSON: Unexpected character ('}'): expected a valid value");
        assertThatThrownBy(() -> contracts.call(URI, MatchPolicy.EXACT, "true").call(URI, MatchPolicy.EXACT, "true"))
                .hasMessage("found two schemas of call for \"com.shop.order\" (expected one)");
    }
}
