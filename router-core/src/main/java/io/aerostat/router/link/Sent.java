package io.aerostat.router.link;

/** The outcome of writing a message to a link. */
public enum Sent {
    OK,
    /** The message is larger than the peer accepts, and is not sent (RAW-7, P21). */
    TOO_LARGE,
    /** The peer's serialization cannot carry the payload (P20). */
    NOT_EXPRESSIBLE,
    /** The peer's outbound budget is used up (P4). */
    OVER_BUDGET,
    /** The link has dropped an event, because its queue for a client that is not connected is full. */
    DROPPED,
    /** The connection has ended or is ending. */
    CLOSED
}
