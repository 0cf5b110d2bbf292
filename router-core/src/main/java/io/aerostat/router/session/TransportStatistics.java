package io.aerostat.router.session;

/**
 * The WAMP messages that a router has exchanged over one kind of transport since its start.
 *
 * @param transport {@code websocket}, {@code rawsocket}, {@code longpoll}, or {@code native} within the process
 * @param bytesReceived the bytes of the messages, without frames and TLS; 0 within the process
 * @param bytesSent the same for messages to clients
 */
public record TransportStatistics(
        String transport, long messagesReceived, long bytesReceived, long messagesSent, long bytesSent) {}
