package io.aerostat.router.observation;

/**
 * A session as an observer sees it. Texts that the client has chosen are cut and have no control characters.
 *
 * @param transport such as {@code websocket/tls}
 * @param peer the client's address, such as {@code tcp4:192.0.2.1:50000}
 * @param agent the name of the client's software as HELLO gives it; {@code (none)} without one
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
