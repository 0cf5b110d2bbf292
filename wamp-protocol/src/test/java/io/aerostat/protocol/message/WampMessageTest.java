package io.aerostat.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.message.WampMessage.Type;
import java.lang.reflect.Field;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the table of message types with the message classes, so that both are complete. */
class WampMessageTest {
    private static final Set<Type> OPENING = Set.of(Type.HELLO, Type.WELCOME, Type.CHALLENGE, Type.AUTHENTICATE);

    @Test
    void everyMessageHasATypeOfItsOwn() throws Exception {
        Map<Integer, Type> types = Stream.of(Type.values()).collect(Collectors.toMap(Type::code, Function.identity()));
        Class<?>[] messages = WampMessage.class.getPermittedSubclasses();

        assertThat(types).hasSameSizeAs(messages);
        for (Class<?> message : messages) {
            Field code = message.getField("CODE");
            Type type = types.get(code.getInt(null));

            assertThat(type).as(message.getName()).isNotNull();
            assertThat(specifiedName(message)).isEqualTo(type.name());
        }
    }

    /**
     * Returns the name of a message in the specification. The classes of ERROR and EVENT_RECEIVED have other names:
     * {@code Error} is a class of the JDK, and {@code Received} is a nested class of {@code Event}.
     */
    private static String specifiedName(Class<?> message) {
        if (message == ErrorMessage.class) {
            return "ERROR";
        }
        return message == Event.Received.class
                ? "EVENT_RECEIVED"
                : message.getSimpleName().toUpperCase(Locale.ROOT);
    }

    @Test
    void aTypeIsFoundByItsCodeAndNoOtherNumberHasOne() {
        for (long code = -1; code <= 400; code++) {
            Type found = Type.ofCode(code);
            long wanted = code;
            assertThat(found)
                    .isEqualTo(Stream.of(Type.values())
                            .filter(type -> type.code() == wanted)
                            .findAny()
                            .orElse(null));
        }
        assertThat(Type.ofCode(Long.MAX_VALUE)).isNull();
        assertThat(Type.ofCode((1L << 32) + Call.CODE)).isNull();
    }

    @Test
    void aClientSendsRequestsAndAnswersOfACallee() {
        assertThat(Stream.of(Type.values()).filter(type -> type.isSentByClients() && !type.isSentByRouters()))
                .containsExactlyInAnyOrder(
                        Type.HELLO,
                        Type.AUTHENTICATE,
                        Type.PUBLISH,
                        Type.SUBSCRIBE,
                        Type.UNSUBSCRIBE,
                        Type.EVENT_RECEIVED,
                        Type.CALL,
                        Type.CANCEL,
                        Type.REGISTER,
                        Type.UNREGISTER,
                        Type.YIELD);
    }

    @Test
    void bothPeersSendErrorsAndTheEndOfASession() {
        assertThat(Stream.of(Type.values()).filter(type -> type.isSentByClients() && type.isSentByRouters()))
                .containsExactlyInAnyOrder(Type.ABORT, Type.GOODBYE, Type.ERROR);
    }

    @Test
    void onlyAbortIsLegalBeforeASessionAndInIt() {
        for (Type type : Type.values()) {
            assertThat(type.isLegalBeforeSession())
                    .as(type.name())
                    .isEqualTo(OPENING.contains(type) || type == Type.ABORT);
            assertThat(type.isLegalInSession()).as(type.name()).isEqualTo(!OPENING.contains(type));
        }
    }
}
