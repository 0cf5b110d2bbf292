package io.aerostat.router.session;

/**
 * The WAMP messages that a router has exchanged over one kind of transport since its start.
 *
 * @param transport {@code websocket}, {@code rawsocket} or {@code longpoll}, or {@code native} for in-process
 *     connections
 * @param bytesReceived the size of the messages from clients, without frames and TLS; 0 for in-process connections
 * @param bytesSent the size of the messages to clients, measured in the same way
 */
public record TransportStatistics(
        String transport, long messagesReceived, long bytesReceived, long messagesSent, long bytesSent) {}
