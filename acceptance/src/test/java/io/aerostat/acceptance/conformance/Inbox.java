package io.aerostat.acceptance.conformance;

/** Takes what a connection hears, in order, from a thread of the connection. */
interface Inbox {
    /** A whole message, without its framing. */
    void message(byte[] octets);

    /** The router has ended the connection, or it is lost; nothing follows. */
    void closed(String how);
}
