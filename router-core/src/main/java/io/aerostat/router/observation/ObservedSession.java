package io.aerostat.router.observation;

/**
 * A session, as observers see it. Texts from the client are shortened and have no control characters.
 *
 * @param transport the transport, such as {@code websocket/tls}
 * @param peer the client's address, such as {@code tcp4:192.0.2.1:50000}
 * @param agent the name of the client's software from HELLO, or {@code (none)}
 */
public record ObservedSession(
        long id,
        String realm,
        String authid,
        String authrole,
        String authmethod,
        String transport,
        String peer,
        String agent) {}
