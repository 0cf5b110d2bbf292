package io.aerostat.acceptance.conformance;

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

/** WAMP over HTTP long-poll by the JDK's client: one request for messages is always under way (LP-2). */
final class LongPollConnection implements Connection {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonCodec JSON = new JsonCodec();
    private static final int OK = 200;

    private final URI transport;
    private volatile boolean closed;

    private LongPollConnection(URI transport) {
        this.transport = transport;
    }

    static Connection open(int port, Encoding encoding, Inbox inbox) throws IOException {
        return open(port, "lp", encoding, inbox);
    }

    static Connection open(int port, String path, Encoding encoding, Inbox inbox) throws IOException {
        URI base = URI.create("http://127.0.0.1:" + port + "/" + path + "/");
        HttpResponse<byte[]> opened = post(
                base.resolve("open"),
                BodyPublishers.ofByteArray(JSON.encode(Map.of("protocols", List.of(encoding.subprotocol())))));
        if (opened.statusCode() != OK || !(JSON.decode(opened.body()) instanceof Map<?, ?> answer)) {
            throw new IOException("the router refuses to open a transport: status " + opened.statusCode());
        }
        LongPollConnection connection = new LongPollConnection(base.resolve(answer.get("transport") + "/"));
        SocketReader.start(() -> connection.next(inbox), inbox);
        return connection;
    }

    private String next(Inbox inbox) throws IOException {
        HttpResponse<byte[]> response = post(transport.resolve("receive"), BodyPublishers.noBody());
        if (closed || response.statusCode() != OK) {
            return "status " + response.statusCode();
        }
        if (response.body().length > 0) {
            inbox.message(response.body());
        }
        return "";
    }

    /** What the router thinks of the message is to be seen in its answer, or in the end of the session. */
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

    /** There is no connection to lose but the session's. */
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
