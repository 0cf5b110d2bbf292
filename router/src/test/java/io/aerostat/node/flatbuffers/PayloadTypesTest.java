package io.aerostat.node.flatbuffers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.contract.PayloadFault;
import io.aerostat.router.contract.PayloadSchema;
import io.aerostat.validation.CheckOptions;
import io.aerostat.validation.SchemaContracts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Reads {@code good/catalog/shop.bfbs}, and checks payloads against its types. */
class PayloadTypesTest {
    private static final Path SHOP = Path.of("src/test/resources/good/catalog/shop.bfbs");
    private static final Map<String, Object> BALLOON =
            Map.of("name", "balloon", "pieces", 2L, "parts", List.of(Map.of("name", "basket")));

    private final byte[] file = Files.readAllBytes(SHOP);
    private final PayloadTypes shop = PayloadTypes.read(file);

    PayloadTypesTest() throws Exception {}

    private String fault(List<String> types, List<Object> args, Map<String, Object> kwargs) {
        PayloadSchema schema = new SchemaContracts(CheckOptions.DEFAULT)
                .call("com.example", MatchPolicy.EXACT, shop.messageSchema(types))
                .build()
                .ofCall("com.example");
        try {
            Payload payload = Serializers.of(Serialization.CBOR)
                    .payload(new PayloadValues(List.copyOf(args), Map.copyOf(kwargs)));
            PayloadFault fault = Objects.requireNonNull(schema).faultOf(payload, false);
            return fault == null ? "none" : fault.text();
        } catch (NotExpressible e) {
            throw new AssertionError(e);
        }
    }

    private String fault(String type, Object... args) {
        return fault(List.of(type), Arrays.asList(args), Map.of());
    }

    @Test
    void fieldsArePositionalArgumentsUnlessTheyAreKeywords() {
        Map<String, Object> there = Map.of("latitude", 48.1, "longitude", 11.6);

        assertThat(fault("shop.Order", List.of(BALLOON), 1L, there)).isEqualTo("none");
        assertThat(fault(List.of("shop.Order"), List.of(List.of(), 0L, List.of(48.1, 11.6)), Map.of("express", true)))
                .isEqualTo("none");
        assertThat(fault("shop.Order", List.of(BALLOON), 1L)).startsWith("args: ");
        assertThat(fault("shop.Order", List.of(BALLOON), 1L, there, true)).startsWith("args: ");
        assertThat(fault(List.of("shop.Order"), List.of(List.of(), 0L, there), Map.of("cheap", true)))
                .startsWith("kwargs");
        assertThat(fault(List.of("shop.Order"), List.of(List.of(), 0L, there), Map.of("express", 1L)))
                .startsWith("kwargs.express: ");
    }

    @Test
    void valuesHaveTheirTypes() {
        assertThat(fault("shop.Item", "balloon", 2L, List.of(1L, 2L), List.of()))
                .isEqualTo("none");
        assertThat(fault("shop.Item", "balloon", 2L, "AAEC", List.of())).isEqualTo("none");
        assertThat(fault("shop.Item", "balloon", "two", List.of(), List.of()))
                .isEqualTo("args[1]: found \"two\" (expected an integer)");
        assertThat(fault("shop.Item", "balloon", true, List.of(), List.of())).startsWith("args[1]: ");
        assertThat(fault("shop.Item", 5L, 2L, List.of(), List.of())).startsWith("args[0]: ");
        assertThat(fault("shop.Receipt", 2.5)).isEqualTo("none");
        assertThat(fault("shop.Receipt", 3L)).isEqualTo("none");
        assertThat(fault("shop.Receipt", "3")).startsWith("args[0]: ");
    }

    /** A table may lack fields, a struct may not. Unknown fields fit neither. */
    @Test
    void objectsHaveTheFieldsOfTheirType() {
        assertThat(fault("shop.Item", "a", 1L, List.of(), List.of(BALLOON))).isEqualTo("none");
        assertThat(fault("shop.Item", "a", 1L, List.of(), List.of(Map.of("colour", "red"))))
                .startsWith("args[3][0]");
        assertThat(fault("shop.Item", "a", 1L, List.of(), List.of(Map.of("parts", List.of(Map.of("name", 5L))))))
                .startsWith("args[3][0].parts[0].name: ");
        assertThat(fault("shop.Order", List.of(), 1L, Map.of("latitude", 48.1))).startsWith("args[2]");
        assertThat(fault("shop.Order", List.of(), 1L, List.of(48.1))).startsWith("args[2]");
    }

    @Test
    void oneOfSeveralTypesIsEnough() {
        List<String> either = List.of("shop.Receipt", "shop.Refusal");

        assertThat(fault(either, List.of(2.5), Map.of())).isEqualTo("none");
        assertThat(fault(either, List.of("sold out"), Map.of())).isEqualTo("none");
        assertThat(fault(either, List.of(true), Map.of())).isNotEqualTo("none");
    }

    @Test
    void nothingFitsAnUnknownType() {
        assertThat(shop.has("shop.Nothing")).isFalse();
        assertThat(fault("shop.Nothing")).isNotEqualTo("none");
    }

    @Test
    void aFileThatIsNoSchemaIsRefused() {
        assertThatThrownBy(() -> PayloadTypes.read("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedSchemaException.class)
                .hasMessage("found no binary schema of FlatBuffers");
    }

    @Test
    void theFieldsOfATypeHaveDifferentNames() throws Exception {
        assertThat(PayloadTypes.read(BinarySchemas.fields("one", "two")).has("Table"))
                .isTrue();
        assertDamaged(BinarySchemas.fields("one", "one"));
    }

    /** Without a limit, many references to the same place would make the reading of a small file endless. */
    @Test
    void aFileThatNamesTheSamePlacesTooOftenIsRefused() throws Exception {
        assertThat(PayloadTypes.read(BinarySchemas.shared(5)).has("Table")).isTrue();
        assertDamaged(BinarySchemas.shared(1000));
    }

    @Test
    void referencesLeadOnlyForward() {
        assertDamaged(BinarySchemas.backwards());
    }

    @Test
    void namesAreShort() throws Exception {
        assertThat(PayloadTypes.read(BinarySchemas.named("a".repeat(255))).has("a".repeat(255)))
                .isTrue();
        assertDamaged(BinarySchemas.named("a".repeat(256)));
    }

    private static void assertDamaged(byte[] schema) {
        assertThatThrownBy(() -> PayloadTypes.read(schema))
                .isInstanceOf(MalformedSchemaException.class)
                .hasMessage("found a damaged binary schema of FlatBuffers");
    }

    /** A damaged file is refused, or read as other types; it never causes another exception. */
    @Test
    void aDamagedFileCausesNoOtherException() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(file, i % 2 == 0 ? file.length : random.nextInt(file.length));
            for (int j = 0; j < 3 && damaged.length > 0; j++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(PayloadTypes.read(damaged).messageSchema(List.of("shop.Order")))
                        .isNotEmpty();
            } catch (MalformedSchemaException e) {
                assertThat(e).hasMessageContaining("binary schema");
            }
        }
    }
}
