package io.aerostat.protocol.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.payload.Serialization;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Number and types of the elements of every message, in every serializer (MSG-1, MSG-2, MSG-5, MSG-10, PV-7). */
class ShapeTest {
    private static final Map<String, Object> DICTIONARY = Map.of();
    private static final List<Object> ARGS = List.of(1L);
    private static final Map<String, Object> KWARGS = Map.of("a", 1L);

    /** Of each message its longest form. */
    private static final List<List<Object>> LONGEST = List.of(
            List.of(1L, "realm1", DICTIONARY),
            List.of(2L, 1L, DICTIONARY),
            List.of(3L, DICTIONARY, "com.reason", ARGS, KWARGS),
            List.of(4L, "ticket", DICTIONARY),
            List.of(5L, "signature", DICTIONARY),
            List.of(6L, DICTIONARY, "com.reason"),
            List.of(8L, 48L, 1L, DICTIONARY, "com.error", ARGS, KWARGS),
            List.of(16L, 1L, DICTIONARY, "com.topic", ARGS, KWARGS),
            List.of(17L, 1L, 2L),
            List.of(32L, 1L, DICTIONARY, "com.topic"),
            List.of(33L, 1L, 2L),
            List.of(34L, 1L, 2L, DICTIONARY),
            List.of(36L, 1L, 2L, DICTIONARY, ARGS, KWARGS),
            List.of(48L, 1L, DICTIONARY, "com.procedure", ARGS, KWARGS),
            List.of(49L, 1L, DICTIONARY),
            List.of(50L, 1L, DICTIONARY, ARGS, KWARGS),
            List.of(64L, 1L, DICTIONARY, "com.procedure"),
            List.of(65L, 1L, 2L),
            List.of(66L, 1L, 2L, DICTIONARY),
            List.of(68L, 1L, 2L, DICTIONARY, ARGS, KWARGS),
            List.of(69L, 1L, DICTIONARY),
            List.of(70L, 1L, DICTIONARY, ARGS, KWARGS),
            List.of(337L, 1L));

    private static final List<Object> UNSUBSCRIBED = List.of(35L, 1L);
    private static final List<Object> UNREGISTERED = List.of(67L, 1L);
    private static final List<Object> SUBSCRIPTION_REVOKED = List.of(35L, 0L, Map.of("subscription", 7L));
    private static final List<Object> REGISTRATION_REVOKED = List.of(67L, 0L, Map.of("registration", 7L));

    static Stream<Arguments> longest() {
        return serializations(LONGEST.stream());
    }

    private static Stream<Arguments> serializations(Stream<List<Object>> frames) {
        List<List<Object>> all = frames.toList();
        return Stream.of(Serialization.values())
                .flatMap(serialization -> all.stream().map(frame -> Arguments.of(serialization, frame)));
    }

    @ParameterizedTest
    @MethodSource("longest")
    void everyLegalLengthIsReadAndNoOther(Serialization serialization, List<Object> longest) throws Exception {
        Shape shape = Objects.requireNonNull(Shape.ofCode((Long) longest.get(0)));
        assertThat(longest).hasSize(shape.max());

        for (int length = 1; length <= shape.max() + 2; length++) {
            List<Object> elements = new ArrayList<>(longest.subList(0, Math.min(length, longest.size())));
            while (elements.size() < length) {
                elements.add(1L);
            }
            byte[] bytes = Frames.raw(serialization, elements);
            if (length >= shape.min() && length <= shape.max()) {
                assertThat(Frames.decode(serialization, bytes).code()).isEqualTo(shape.code());
            } else {
                assertThatThrownBy(() -> Frames.decode(serialization, bytes))
                        .isInstanceOf(ProtocolViolation.class)
                        .hasMessageContaining(shape.name())
                        .hasMessageContaining(shape.elements());
            }
        }
    }

    static Stream<Arguments> acknowledgedEnds() {
        return serializations(Stream.of(UNSUBSCRIBED, UNREGISTERED, SUBSCRIPTION_REVOKED, REGISTRATION_REVOKED));
    }

    @ParameterizedTest
    @MethodSource("acknowledgedEnds")
    void theEndOfASubscriptionOrRegistrationHasDetailsExactlyIfRevoked(
            Serialization serialization, List<Object> elements) throws Exception {
        byte[] bytes = Frames.raw(serialization, elements);
        assertThat(Frames.encode(serialization, Frames.decode(serialization, bytes)))
                .isEqualTo(bytes);

        List<Object> other = new ArrayList<>(elements);
        other.set(1, elements.get(1).equals(0L) ? 1L : 0L);

        assertThatThrownBy(() -> Frames.decode(serialization, Frames.raw(serialization, other)))
                .isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void theTableHasEveryShape() {
        Stream<Long> codes = Stream.concat(LONGEST.stream(), Stream.of(UNSUBSCRIBED, UNREGISTERED))
                .map(frame -> (Long) frame.get(0));
        assertThat(codes)
                .containsExactlyInAnyOrderElementsOf(Stream.of(Shape.values())
                        .map(shape -> (long) shape.code())
                        .toList());
    }

    /** Values of every kind, none of which is of the type of another row. */
    private static final Map<String, Object> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("null", null);
        KINDS.put("bool", true);
        KINDS.put("integer", 5L);
        KINDS.put("zero", 0L);
        KINDS.put("negative", -1L);
        KINDS.put("2^53+1", (1L << 53) + 1);
        KINDS.put("2^64", BigInteger.TWO.pow(64));
        KINDS.put("real", 1.0);
        KINDS.put("string", "com.text");
        KINDS.put("binary", new byte[] {1, 2});
        KINDS.put("list", List.of());
        KINDS.put("dictionary", Map.of());
    }

    /** MSG-5, MSG-10: an element has the one type that its place demands. */
    @ParameterizedTest
    @MethodSource("longest")
    void anElementOfAnotherTypeIsRefused(Serialization serialization, List<Object> longest) {
        for (int i = 0; i < longest.size(); i++) {
            for (Map.Entry<String, Object> kind : KINDS.entrySet()) {
                List<Object> elements = new ArrayList<>(longest);
                elements.set(i, kind.getValue());
                if ((serialization == Serialization.MSGPACK && kind.getKey().equals("2^64")) // which it lacks
                        || (i == 0 && kind.getKey().equals("integer"))) { // which makes it another message
                    continue;
                }
                byte[] bytes = Frames.raw(serialization, elements);
                boolean legal = isLegal(longest, i, kind.getKey());
                String description = "element " + i + " of " + longest + " as " + kind.getKey();
                try {
                    Frames.decode(serialization, bytes);
                    assertThat(legal).as(description).isTrue();
                } catch (ProtocolViolation e) {
                    assertThat(legal).as(description + ": " + e.getMessage()).isFalse();
                    assertThat(e.getMessage()).contains("found ").contains("(expected ");
                }
            }
        }
    }

    private static boolean isLegal(List<Object> longest, int index, String kind) {
        Object model = longest.get(index);
        if (index == 0) {
            return false;
        }
        if (longest.get(0).equals(8L) && index == 1) {
            return kind.equals("integer"); // 5 is a type code
        }
        if (longest.get(0).equals(1L) && index == 1) {
            return kind.equals("string") || kind.equals("null"); // SES-25
        }
        if (model == ARGS) {
            return kind.equals("list") || kind.equals("null"); // MSG-7
        }
        if (model == KWARGS) {
            return kind.equals("dictionary") || kind.equals("null");
        }
        if (model instanceof Long) {
            return kind.equals("integer");
        }
        return model instanceof String ? kind.equals("string") : kind.equals("dictionary");
    }
}
