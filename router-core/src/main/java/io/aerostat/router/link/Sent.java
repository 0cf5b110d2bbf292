package io.aerostat.router.link;

/** What became of a message that was to be written. */
public enum Sent {
    OK,
    /** Greater than the peer receives; the message is not sent (RAW-7, P21). */
    TOO_LARGE,
    /** The peer's serialization cannot carry the payload (P20). */
    NOT_EXPRESSIBLE,
    /** The peer's outbound budget is used up (P4). */
    OVER_BUDGET,
    /** The peer is gone or going. */
    CLOSED
}
