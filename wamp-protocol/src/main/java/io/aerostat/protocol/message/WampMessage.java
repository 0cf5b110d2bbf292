package io.aerostat.protocol.message;

import io.aerostat.protocol.payload.Payload;
import org.jspecify.annotations.Nullable;

/**
 * A message of the basic or advanced profile of WAMP v2. Immutable; any thread. Two messages are equal if their
 * elements are equal; payloads are equal only if they are the same object.
 */
public sealed interface WampMessage
        permits Hello,
                Welcome,
                Abort,
                Challenge,
                Authenticate,
                Goodbye,
                ErrorMessage,
                Publish,
                Published,
                Subscribe,
                Subscribed,
                Unsubscribe,
                Unsubscribed,
                Event,
                Event.Received,
                Call,
                Cancel,
                Result,
                Register,
                Registered,
                Unregister,
                Unregistered,
                Invocation,
                Interrupt,
                Yield {

    /** Returns the type of this message. */
    Type type();

    /** Returns the code of the message type, which is the first element of the message. */
    default int code() {
        return type().code();
    }

    /** Returns the request id (ID-5 to ID-7); 0 if the message has none or revokes a subscription or registration. */
    default long request() {
        return 0;
    }

    /** Returns the arguments and keyword arguments; empty if the message has none or cannot have any. */
    default Payload payload() {
        return Payload.EMPTY;
    }

    /**
     * The types of messages, with the properties from the specification: the code, the number of elements, which peer
     * may send the message, and when. A test checks that no type is missing.
     */
    enum Type {
        HELLO(Hello.CODE, 3, 3, Sender.CLIENT, Stage.OPENING),
        WELCOME(Welcome.CODE, 3, 3, Sender.ROUTER, Stage.OPENING),
        ABORT(Abort.CODE, 3, 5, Sender.EITHER, Stage.ANY),
        CHALLENGE(Challenge.CODE, 3, 3, Sender.ROUTER, Stage.OPENING),
        AUTHENTICATE(Authenticate.CODE, 3, 3, Sender.CLIENT, Stage.OPENING),
        GOODBYE(Goodbye.CODE, 3, 3, Sender.EITHER, Stage.SESSION),
        ERROR(ErrorMessage.CODE, 5, 7, Sender.EITHER, Stage.SESSION),
        PUBLISH(Publish.CODE, 4, 6, Sender.CLIENT, Stage.SESSION),
        PUBLISHED(Published.CODE, 3, 3, Sender.ROUTER, Stage.SESSION),
        SUBSCRIBE(Subscribe.CODE, 4, 4, Sender.CLIENT, Stage.SESSION),
        SUBSCRIBED(Subscribed.CODE, 3, 3, Sender.ROUTER, Stage.SESSION),
        UNSUBSCRIBE(Unsubscribe.CODE, 3, 4, Sender.CLIENT, Stage.SESSION),
        UNSUBSCRIBED(Unsubscribed.CODE, 2, 3, Sender.ROUTER, Stage.SESSION),
        EVENT(Event.CODE, 4, 6, Sender.ROUTER, Stage.SESSION),
        EVENT_RECEIVED(Event.Received.CODE, 2, 2, Sender.CLIENT, Stage.SESSION),
        CALL(Call.CODE, 4, 6, Sender.CLIENT, Stage.SESSION),
        CANCEL(Cancel.CODE, 3, 3, Sender.CLIENT, Stage.SESSION),
        RESULT(Result.CODE, 3, 5, Sender.ROUTER, Stage.SESSION),
        REGISTER(Register.CODE, 4, 4, Sender.CLIENT, Stage.SESSION),
        REGISTERED(Registered.CODE, 3, 3, Sender.ROUTER, Stage.SESSION),
        UNREGISTER(Unregister.CODE, 3, 4, Sender.CLIENT, Stage.SESSION),
        UNREGISTERED(Unregistered.CODE, 2, 3, Sender.ROUTER, Stage.SESSION),
        INVOCATION(Invocation.CODE, 4, 6, Sender.ROUTER, Stage.SESSION),
        INTERRUPT(Interrupt.CODE, 3, 3, Sender.ROUTER, Stage.SESSION),
        YIELD(Yield.CODE, 3, 5, Sender.CLIENT, Stage.SESSION);

        /** The peers that may send a message. */
        private enum Sender {
            CLIENT,
            ROUTER,
            EITHER
        }

        /** The times at which a message may arrive. */
        private enum Stage {
            OPENING,
            SESSION,
            ANY
        }

        private static final @Nullable Type[] BY_CODE = new @Nullable Type[Event.Received.CODE + 1];

        static {
            for (Type type : values()) {
                BY_CODE[type.code] = type;
            }
        }

        private final int code;
        private final int minElements;
        private final int maxElements;
        private final Sender sender;
        private final Stage stage;

        Type(int code, int minElements, int maxElements, Sender sender, Stage stage) {
            this.code = code;
            this.minElements = minElements;
            this.maxElements = maxElements;
            this.sender = sender;
            this.stage = stage;
        }

        /** Returns the type with this code, or null if there is none. */
        public static @Nullable Type ofCode(long code) {
            return code >= 0 && code < BY_CODE.length ? BY_CODE[(int) code] : null;
        }

        /** Returns the code of the type, which is the first element of a message. */
        public int code() {
            return code;
        }

        /** Returns the smallest number of elements, including the code of the type. */
        public int minElements() {
            return minElements;
        }

        /** Returns the largest number of elements, including the code of the type. */
        public int maxElements() {
            return maxElements;
        }

        /** Checks whether a client may send this message. */
        public boolean isSentByClients() {
            return sender != Sender.ROUTER;
        }

        /** Checks whether a router may send this message. */
        public boolean isSentByRouters() {
            return sender != Sender.CLIENT;
        }

        /** Checks whether the sender gives this message the next request id of its session (ID-5 to ID-7). */
        public boolean beginsRequest() {
            return switch (this) {
                case PUBLISH, SUBSCRIBE, UNSUBSCRIBE, CALL, REGISTER, UNREGISTER, INVOCATION -> true;
                case HELLO,
                        WELCOME,
                        ABORT,
                        CHALLENGE,
                        AUTHENTICATE,
                        GOODBYE,
                        ERROR,
                        PUBLISHED,
                        SUBSCRIBED,
                        UNSUBSCRIBED,
                        EVENT,
                        EVENT_RECEIVED,
                        CANCEL,
                        RESULT,
                        REGISTERED,
                        UNREGISTERED,
                        INTERRUPT,
                        YIELD -> false;
            };
        }

        /** Checks whether this message may arrive before a session is established (SES-1, PV-2). */
        public boolean isLegalBeforeSession() {
            return stage != Stage.SESSION;
        }

        /** Checks whether this message may arrive in an established session (SES-20, PV-1). */
        public boolean isLegalInSession() {
            return stage != Stage.OPENING;
        }
    }
}
