package io.aerostat.protocol.serializer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.WampMessage.Type;
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

/**
 * Tests the number and types of the elements of every message, in every serializer (MSG-1, MSG-2, MSG-5, MSG-10, PV-7).
 */
class MessageElementsTest {
    private static final Map<String, Object> DICTIONARY = Map.of();
    private static final List<Object> ARGS = List.of(1L);
    private static final Map<String, Object> KWARGS = Map.of("a", 1L);

    /** The longest form of each message. */
    private static final List<List<Object>> LONGEST = List.of(
            Frames.elements(Type.HELLO, "realm1", DICTIONARY),
            Frames.elements(Type.WELCOME, 1L, DICTIONARY),
            Frames.elements(Type.ABORT, DICTIONARY, "com.reason", ARGS, KWARGS),
            Frames.elements(Type.CHALLENGE, "ticket", DICTIONARY),
            Frames.elements(Type.AUTHENTICATE, "signature", DICTIONARY),
            Frames.elements(Type.GOODBYE, DICTIONARY, "com.reason"),
            Frames.elements(Type.ERROR, (long) Call.CODE, 1L, DICTIONARY, "com.error", ARGS, KWARGS),
            Frames.elements(Type.PUBLISH, 1L, DICTIONARY, "com.topic", ARGS, KWARGS),
            Frames.elements(Type.PUBLISHED, 1L, 2L),
            Frames.elements(Type.SUBSCRIBE, 1L, DICTIONARY, "com.topic"),
            Frames.elements(Type.SUBSCRIBED, 1L, 2L),
            Frames.elements(Type.UNSUBSCRIBE, 1L, 2L, DICTIONARY),
            Frames.elements(Type.EVENT, 1L, 2L, DICTIONARY, ARGS, KWARGS),
            Frames.elements(Type.CALL, 1L, DICTIONARY, "com.procedure", ARGS, KWARGS),
            Frames.elements(Type.CANCEL, 1L, DICTIONARY),
            Frames.elements(Type.RESULT, 1L, DICTIONARY, ARGS, KWARGS),
            Frames.elements(Type.REGISTER, 1L, DICTIONARY, "com.procedure"),
            Frames.elements(Type.REGISTERED, 1L, 2L),
            Frames.elements(Type.UNREGISTER, 1L, 2L, DICTIONARY),
            Frames.elements(Type.INVOCATION, 1L, 2L, DICTIONARY, ARGS, KWARGS),
            Frames.elements(Type.INTERRUPT, 1L, DICTIONARY),
            Frames.elements(Type.YIELD, 1L, DICTIONARY, ARGS, KWARGS),
            Frames.elements(Type.EVENT_RECEIVED, 1L));

    private static final List<Object> UNSUBSCRIBED = Frames.elements(Type.UNSUBSCRIBED, 1L);
    private static final List<Object> UNREGISTERED = Frames.elements(Type.UNREGISTERED, 1L);
    private static final List<Object> SUBSCRIPTION_REVOKED =
            Frames.elements(Type.UNSUBSCRIBED, 0L, Map.of("subscription", 7L));
    private static final List<Object> REGISTRATION_REVOKED =
            Frames.elements(Type.UNREGISTERED, 0L, Map.of("registration", 7L));

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
        Type type = type(longest);
        assertThat(longest).hasSize(type.maxElements());

        for (int length = 1; length <= type.maxElements() + 2; length++) {
            List<Object> elements = new ArrayList<>(longest.subList(0, Math.min(length, longest.size())));
            while (elements.size() < length) {
                elements.add(1L);
            }
            byte[] bytes = Frames.raw(serialization, elements);
            if (length >= type.minElements() && length <= type.maxElements()) {
                assertThat(Frames.decode(serialization, bytes).type()).isEqualTo(type);
            } else {
                assertThatThrownBy(() -> Frames.decode(serialization, bytes))
                        .isInstanceOf(ProtocolViolation.class)
                        .hasMessageContaining(type.name())
                        .hasMessageContaining(type.maxElements() + " elements");
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
    void theTableHasEveryMessage() {
        assertThat(Stream.concat(LONGEST.stream(), Stream.of(UNSUBSCRIBED, UNREGISTERED))
                        .map(MessageElementsTest::type))
                .containsExactlyInAnyOrder(Type.values());
    }

    private static Type type(List<Object> elements) {
        return Objects.requireNonNull(Type.ofCode((Long) elements.get(0)));
    }

    /** Values of every kind, with the name of the kind. There are several kinds of integers. */
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

    /** MSG-5, MSG-10: at each position, an element must have exactly the expected type. */
    @ParameterizedTest
    @MethodSource("longest")
    void anElementOfAnotherTypeIsRefused(Serialization serialization, List<Object> longest) {
        for (int i = 0; i < longest.size(); i++) {
            for (Map.Entry<String, Object> kind : KINDS.entrySet()) {
                List<Object> elements = new ArrayList<>(longest);
                elements.set(i, kind.getValue());
                boolean isMissing =
                        serialization == Serialization.MSGPACK && kind.getKey().equals("2^64");
                boolean isAnotherMessage = i == 0 && kind.getKey().equals("integer");
                if (isMissing || isAnotherMessage) {
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
        if (type(longest) == Type.ERROR && index == 1) {
            return kind.equals("integer"); // 5 is a valid type code
        }
        if (type(longest) == Type.HELLO && index == 1) {
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
