package io.aerostat.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/** A TCP connection on which a test sends exactly the bytes that it wants, valid or not. */
final class RawHttp implements AutoCloseable {

    private final Socket socket;

    private RawHttp(Socket socket) {
        this.socket = socket;
    }

    static RawHttp connect(URI to) throws IOException {
        return new RawHttp(new Socket(InetAddress.getByName(to.getHost()), to.getPort()));
    }

    RawHttp send(String text) throws IOException {
        return send(text.getBytes(ISO_8859_1));
    }

    RawHttp send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Turns the connection into a WebSocket, and returns the head of the response. */
    String upgrade(String path) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
                + "Sec-WebSocket-Protocol: wamp.2.json\r\n\r\n");
        socket.setSoTimeout(60_000);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            head.write(next);
        }
        return head.toString(ISO_8859_1);
    }

    /**
     * Reads until the router closes the connection, and returns the read bytes. Fails if the router does not close it
     * within the deadline.
     */
    String untilClosed(Duration deadline) throws IOException {
        long end = System.nanoTime() + deadline.toNanos();
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] chunk = new byte[8192];
        try {
            while (true) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new SocketTimeoutException();
                }
                socket.setSoTimeout((int) left);
                int count = socket.getInputStream().read(chunk);
                if (count < 0) {
                    return received.toString(ISO_8859_1);
                }
                received.write(chunk, 0, count);
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError(
                    "still open after " + deadline + ", received: " + received.toString(ISO_8859_1), e);
        } catch (IOException e) {
            // The connection was reset: the router closed it while bytes of the test were under way.
            return received.toString(ISO_8859_1);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
