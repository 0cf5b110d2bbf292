package io.aerostat.router.session.joined;

import io.aerostat.protocol.message.WampMessage;

/**
 * The way in which {@link MessageGate} handles a client's message in a joined session, after it has checked request id
 * and payload. Every message type has a passage; the code does not compile if {@link #of} lacks a type.
 */
enum Passage {
    /**
     * Checks the URI and asks the authorizer. The request waits behind earlier requests that an authorizer has not
     * decided yet (ORD-7).
     */
    AUTHORIZED_REQUEST,
    /**
     * Passes a request about a call, subscription or registration of the session itself. The request needs no
     * authorization, but waits behind earlier requests.
     */
    FOLLOW_UP_REQUEST,
    /**
     * Passes an answer to an invocation. The answer overtakes waiting requests, because the authorizer for which they
     * wait may be this very session.
     */
    ANSWER,
    /** Ignores the message (PS-13). */
    IGNORED,
    /**
     * Ends the session with ABORT (PV-11). GOODBYE and ABORT also have this passage, but the state of the connection
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
