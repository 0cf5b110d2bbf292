package io.aerostat.node.rehearsal;

import io.aerostat.protocol.authentication.WampCra;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A client on a plain blocking socket: WebSocket and JSON. The Java client would use Netty too, but the recorded
 * profiles of Netty's classes must come from the router alone. Confined to one thread.
 */
final class RawPeer implements AutoCloseable {
    static final int CHALLENGE = 4;
    static final int WELCOME = 2;
    static final int GOODBYE = 6;

    private static final int TIMEOUT = (int) Duration.ofSeconds(30).toMillis();
    private static final int TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int LONG_LENGTH = 126;
    private static final int LONGEST = 0xffff;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    RawPeer(int port, String path) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new BufferedOutputStream(socket.getOutputStream());
        upgrade(port, path);
    }

    private void upgrade(int port, String path) throws IOException {
        String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: wamp.2.json\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        out.flush();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("found the end of the connection (expected an answer to the upgrade)");
            }
            head.append((char) next);
        }
        if (head.indexOf(" 101 ") < 0) {
            throw new IOException("found " + head.substring(0, head.indexOf("\r\n")) + " (expected 101)");
        }
    }

    /** Sends all queued messages. */
    void flush() throws IOException {
        out.flush();
    }

    /** Queues a message; {@link #read} sends all queued messages. */
    void write(String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        out.write(TEXT);
        if (bytes.length < LONG_LENGTH) {
            out.write(MASKED | bytes.length);
        } else {
            out.write(MASKED | LONG_LENGTH);
            out.write(bytes.length >> 8);
            out.write(bytes.length);
        }
        out.write(new byte[4]); // A mask of zeros leaves the bytes as they are.
        out.write(bytes);
    }

    /** Returns the next message. */
    String read() throws IOException {
        out.flush();
        int first = in.readUnsignedByte();
        int length = in.readUnsignedByte();
        if (length == LONG_LENGTH) {
            length = in.readUnsignedShort();
        }
        if (first != TEXT || length > LONGEST) {
            throw new IOException("found a frame of type " + first + " (expected a text)");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    /** Returns the next message, which must be of this type. */
    String read(int type) throws IOException {
        String message = read();
        if (type(message) != type) {
            throw new IOException("found " + message + " (expected a message of type " + type + ")");
        }
        return message;
    }

    static int type(String message) {
        return (int) number(message, 1);
    }

    /** Returns the id that follows the message type. */
    static long id(String message) {
        return number(message, message.indexOf(',') + 1);
    }

    private static long number(String message, int from) {
        int end = from;
        while (end < message.length() && Character.isDigit(message.charAt(end))) {
            end++;
        }
        return Long.parseLong(message, from, end, 10);
    }

    void joinAnonymously() throws IOException {
        hello("");
        read(WELCOME);
    }

    void joinByWampCra(String authid, String secret) throws IOException {
        hello(",\"authmethods\":[\"wampcra\"],\"authid\":\"" + authid + "\"");
        String challenge = read(CHALLENGE);
        int begin = challenge.indexOf('{', challenge.indexOf("\"challenge\""));
        String text = challenge
                .substring(begin, challenge.indexOf('}', begin) + 1)
                .replace("\\\"", "\"")
                .replace("\\/", "/");
        write("[5,\"" + WampCra.sign(text, secret) + "\",{}]");
        read(WELCOME);
    }

    private void hello(String details) throws IOException {
        write("[1,\"" + Rehearsal.REALM
                + "\",{\"roles\":{\"publisher\":{},\"subscriber\":{},\"caller\":{},\"callee\":{}}" + details + "}]");
    }

    void leave() throws IOException {
        write("[6,{},\"wamp.close.close_realm\"]");
        read(GOODBYE);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
