package io.aerostat.acceptance.endurance;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A peer that speaks WAMP in JSON over RawSocket and reads only when it is told to. One thread. */
final class SocketPeer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_MILLIS = 30_000;
    private static final String ROLES = "\"roles\": {\"publisher\": {}, \"subscriber\": {}, \"caller\": {},"
            + " \"callee\": {\"features\": {\"call_canceling\": true}}}";

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final OutputStream out;
    private int lastRequest;

    private SocketPeer(int port, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 65_536));
        out = socket.getOutputStream();
        out.write(new byte[] {0x7F, (byte) 0xF1, 0, 0});
        int answer = in.readInt();
        if ((answer & 0x000F_0000) == 0) {
            socket.close();
            throw new IOException("refused with error " + (answer >>> 20 & 0xF));
        }
    }

    /** Connects and joins {@code realm1} as anonymous. */
    static SocketPeer join(int port) throws IOException {
        return new SocketPeer(port, 0).joined();
    }

    /** One for which the operating system keeps little. */
    static SocketPeer joinNarrow(int port) throws IOException {
        return new SocketPeer(port, 16_384).joined();
    }

    private SocketPeer joined() throws IOException {
        send("[1, \"realm1\", {" + ROLES + "}]");
        expect(2);
        return this;
    }

    /** Connects and joins by WAMP-CRA. */
    static SocketPeer join(int port, String authid, String secret) throws IOException {
        SocketPeer peer = new SocketPeer(port, 0);
        peer.send("[1, \"realm1\", {\"authmethods\": [\"wampcra\"], \"authid\": \"" + authid + "\", " + ROLES + "}]");
        String challenge = peer.expect(4).get(2).get("challenge").stringValue();
        peer.send("[5, \"" + signature(secret, challenge) + "\", {}]");
        peer.expect(2);
        return peer;
    }

    private static String signature(String secret, String challenge) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(challenge.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    int nextRequest() {
        return ++lastRequest;
    }

    void send(String message) throws IOException {
        byte[] octets = message.getBytes(StandardCharsets.UTF_8);
        out.write(ByteBuffer.allocate(4 + octets.length)
                .putInt(octets.length)
                .put(octets)
                .array());
    }

    /** The next message, which must be of this type. */
    JsonNode expect(int type) throws IOException {
        JsonNode message = receive();
        if (message.get(0).asInt() != type) {
            throw new AssertionError("found " + message + " (expected type " + type + ")");
        }
        return message;
    }

    /** The next message of this type, whatever comes before it. */
    JsonNode next(int type) throws IOException {
        JsonNode message = receive();
        while (message.get(0).asInt() != type) {
            message = receive();
        }
        return message;
    }

    JsonNode receive() throws IOException {
        return JSON.readTree(receiveOctets());
    }

    /** A message as it stands; pings are answered on the way. */
    byte[] receiveOctets() throws IOException {
        long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        while (true) {
            int header = in.readInt();
            byte[] octets = new byte[header & 0x00FF_FFFF];
            in.readFully(octets);
            if (header >>> 24 == 0) {
                return octets;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("no message for long, but pings");
            }
            if (header >>> 24 == 1) {
                out.write(ByteBuffer.allocate(4 + octets.length)
                        .putInt(2 << 24 | octets.length)
                        .put(octets)
                        .array());
            }
        }
    }

    void register(String procedure) throws IOException {
        send("[64, " + nextRequest() + ", {}, \"" + procedure + "\"]");
        expect(65);
    }

    void subscribe(String topic) throws IOException {
        send("[32, " + nextRequest() + ", {}, \"" + topic + "\"]");
        expect(33);
    }

    /** Ends with RST, as a process does that is killed with unread input. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
