package io.aerostat.router.inventory;

import java.time.Duration;

/**
 * One joined session.
 *
 * @param transport the transport, such as {@code websocket/tls}
 * @param peer the client's address, such as {@code tcp4:192.0.2.1:50000}
 * @param serializer the serializer, such as {@code json}; empty for an in-process session
 * @param agent the name of the client's software; empty if unknown
 * @param age the time since the session joined
 * @param received the number of messages from the client
 * @param sent the number of messages to the client
 * @param waitingBytes the bytes that are queued for the client and that the operating system has not accepted yet
 * @param isSlow whether the client is a slow consumer now (P4)
 * @param droppedEvents the number of events that the client did not get
 */
public record SessionEntry(
        long id,
        String authid,
        String authrole,
        String authmethod,
        String transport,
        String peer,
        String serializer,
        String agent,
        Duration age,
        long received,
        long sent,
        long waitingBytes,
        boolean isSlow,
        long droppedEvents) {}
