package io.aerostat.router.session.joined;

import io.aerostat.protocol.message.WampMessage;

/**
 * The action of {@link MessageGate} on a client's message in a joined session, after the checks of request id and
 * payload. Every type of message has a passage; code with a type that is missing here does not compile.
 */
enum Passage {
    /**
     * The URI is checked and the authorizer is asked. The request waits behind earlier requests that an authorizer has
     * not decided yet (ORD-7).
     */
    AUTHORIZED_REQUEST,
    /**
     * The request refers to a call, subscription or registration of the session itself, so it needs no authorization.
     * It waits behind earlier requests too.
     */
    FOLLOW_UP_REQUEST,
    /**
     * The message answers an invocation. It overtakes waiting requests, because the authorizer that they wait for may
     * be this very session.
     */
    ANSWER,
    /** The message is read and ignored (PS-13). */
    IGNORED,
    /**
     * The message ends the session with ABORT (PV-11). GOODBYE and ABORT are among these: the state of the connection
     * handles them before the gate.
     */
    VIOLATION;

    static Passage of(WampMessage.Type type) {
        return switch (type) {
            case CALL, PUBLISH, SUBSCRIBE, REGISTER -> AUTHORIZED_REQUEST;
            case CANCEL, UNSUBSCRIBE, UNREGISTER -> FOLLOW_UP_REQUEST;
            case YIELD, ERROR -> ANSWER;
            case EVENT_RECEIVED -> IGNORED;
            case HELLO,
                    WELCOME,
                    ABORT,
                    CHALLENGE,
                    AUTHENTICATE,
                    GOODBYE,
                    PUBLISHED,
                    SUBSCRIBED,
                    UNSUBSCRIBED,
                    EVENT,
                    RESULT,
                    REGISTERED,
                    UNREGISTERED,
                    INVOCATION,
                    INTERRUPT -> VIOLATION;
        };
    }
}
