package io.aerostat.validation;

/** The kinds of messages whose payloads can be checked. */
public enum CheckedMessage {
    /** CALL: the arguments of a call, from its caller. */
    CALL,
    /** YIELD: each result of a call, from its callee. */
    RESULT,
    /** PUBLISH: the arguments of an event, from its publisher. */
    EVENT;

    /** Returns the name in descriptions and configurations: {@code call}, {@code result} or {@code event}. */
    public String word() {
        return switch (this) {
            case CALL -> "call";
            case RESULT -> "result";
            case EVENT -> "event";
        };
    }
}
