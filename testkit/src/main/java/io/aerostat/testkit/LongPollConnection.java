package io.aerostat.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection over HTTP long-poll that uses the HTTP client of the JDK. While a peer reads, one request for messages
 * is always open (LP-2).
 */
public final class LongPollConnection implements Connection {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonCodec JSON = new JsonCodec();
    private static final int OK = 200;

    private final URI transport;
    private volatile boolean closed;

    private LongPollConnection(URI transport) {
        this.transport = transport;
    }

    /**
     * Opens a long-poll session at a path of a router on this machine.
     *
     * @param path the path, without its leading slash
     */
    public static LongPollConnection open(int port, String path, Encoding encoding) throws IOException {
        URI base = URI.create("http://127.0.0.1:" + port + "/" + path + "/");
        HttpResponse<byte[]> opened = post(
                base.resolve("open"),
                BodyPublishers.ofByteArray(JSON.encode(Map.of("protocols", List.of(encoding.subprotocol())))));
        if (opened.statusCode() != OK || !(JSON.decode(opened.body()) instanceof Map<?, ?> answer)) {
            throw new ConnectionRefused("status " + opened.statusCode());
        }
        return new LongPollConnection(base.resolve(answer.get("transport") + "/"));
    }

    @Override
    public byte @Nullable [] readFrame() throws IOException {
        HttpResponse<byte[]> response = post(transport.resolve("receive"), BodyPublishers.noBody());
        if (closed || response.statusCode() != OK) {
            throw new EOFException("status " + response.statusCode());
        }
        return response.body().length > 0 ? response.body() : null;
    }

    /**
     * Sends a message. This method does not fail if the router refuses the message; the test finds the refusal by a
     * later message or by the end of the session.
     */
    @Override
    public void send(byte[] message) throws IOException {
        post(transport.resolve("send"), BodyPublishers.ofByteArray(message));
    }

    private static HttpResponse<byte[]> post(URI to, BodyPublisher body) throws IOException {
        try {
            return CLIENT.send(HttpRequest.newBuilder(to).POST(body).build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Closes the session, because long-poll has no TCP connection of its own that could be lost. */
    @Override
    public void reset() throws IOException {
        close();
    }

    @Override
    public void close() throws IOException {
        closed = true;
        post(transport.resolve("close"), BodyPublishers.noBody());
    }
}
