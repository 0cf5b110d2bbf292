package io.aerostat.acceptance.endurance;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A peer that speaks WAMP in JSON, over RawSocket unless told otherwise, and reads only when it is told to. One thread. */
final class SocketPeer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_MILLIS = 30_000;
    private static final String ROLES = "\"roles\": {\"publisher\": {}, \"subscriber\": {}, \"caller\": {},"
            + " \"callee\": {\"features\": {\"call_canceling\": true}}}";

    private final Socket socket;
    private final Framing framing;
    private final DataInputStream in;
    private final OutputStream out;
    private int lastRequest;

    private SocketPeer(Socket socket, int port, int receiveBuffer, Framing framing) throws IOException {
        this.socket = socket;
        this.framing = framing;
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 65_536));
        out = socket.getOutputStream();
        try {
            framing.open(in, out);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Connects and says nothing yet. */
    static SocketPeer connect(int port, Framing framing) throws IOException {
        return new SocketPeer(new Socket(), port, 0, framing);
    }

    /** Connects and joins {@code realm1} as anonymous. */
    static SocketPeer join(int port) throws IOException {
        return join(port, Framing.RAW_SOCKET);
    }

    static SocketPeer join(int port, Framing framing) throws IOException {
        return connect(port, framing).joined();
    }

    /** One for which the operating system keeps little. */
    static SocketPeer joinNarrow(int port) throws IOException {
        return new SocketPeer(new Socket(), port, 16_384, Framing.RAW_SOCKET).joined();
    }

    /** As {@link #connect}, by TLS; whom to trust is the context's. */
    static SocketPeer connect(int port, Framing framing, SSLContext tls) throws IOException {
        return new SocketPeer(tls.getSocketFactory().createSocket(), port, 0, framing);
    }

    /** What the router has shown for itself; for those of TLS. */
    Certificate certificate() throws IOException {
        return ((SSLSocket) socket).getSession().getPeerCertificates()[0];
    }

    SocketPeer joined() throws IOException {
        send("[1, \"realm1\", {" + ROLES + "}]");
        expect(2);
        return this;
    }

    /** Connects and joins by WAMP-CRA. */
    static SocketPeer join(int port, String authid, String secret) throws IOException {
        SocketPeer peer = connect(port, Framing.RAW_SOCKET);
        String challenge = peer.askToJoin(authid);
        peer.answer(secret, challenge);
        peer.expect(2);
        return peer;
    }

    void answer(String secret, String challenge) throws IOException {
        send("[5, \"" + signature(secret, challenge) + "\", {}]");
    }

    /** Says HELLO for WAMP-CRA; returns the challenge, which is not answered yet. */
    String askToJoin(String authid) throws IOException {
        send("[1, \"realm1\", {\"authmethods\": [\"wampcra\"], \"authid\": \"" + authid + "\", " + ROLES + "}]");
        return expect(4).get(2).get("challenge").stringValue();
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
        out.write(framing.frame(Framing.Kind.MESSAGE, message.getBytes(StandardCharsets.UTF_8)));
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
            Framing.Frame frame = framing.read(in);
            if (frame.kind() == Framing.Kind.MESSAGE) {
                return frame.octets();
            }
            if (System.nanoTime() - deadline > 0) {
                throw new IOException("no message for long, but pings");
            }
            if (frame.kind() == Framing.Kind.PING) {
                out.write(framing.frame(Framing.Kind.PONG, frame.octets()));
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
