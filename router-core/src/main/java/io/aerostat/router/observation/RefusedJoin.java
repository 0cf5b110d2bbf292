package io.aerostat.router.observation;

/**
 * A client that could not join. Texts from the client are shortened and have no control characters.
 *
 * @param realm the realm that the client requested, or {@code (none)}
 * @param authid the authid that the client requested, or {@code (none)}
 * @param transport the transport, such as {@code websocket/tls}
 * @param peer the client's address, such as {@code tcp4:192.0.2.1:50000}
 * @param reason the URI of the ABORT
 * @param message the text of the ABORT
 */
public record RefusedJoin(String realm, String authid, String transport, String peer, String reason, String message) {}
