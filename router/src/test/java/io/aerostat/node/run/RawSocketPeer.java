package io.aerostat.node.run;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A peer that speaks WAMP in JSON over RawSocket, octet by octet, and reads only when it is told to. One thread. */
final class RawSocketPeer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_MILLIS = 60_000;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final DataOutputStream out;
    private final int answer;

    private RawSocketPeer(int port, int receiveBuffer) throws IOException {
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(0x7FF10000);
        answer = in.readInt();
    }

    /** Connects, and expects to be let in. */
    static RawSocketPeer connect(int port) throws IOException {
        return letIn(new RawSocketPeer(port, 0));
    }

    /** One for which the operating system keeps little. */
    static RawSocketPeer narrow(int port) throws IOException {
        return letIn(new RawSocketPeer(port, 4_096));
    }

    private static RawSocketPeer letIn(RawSocketPeer peer) throws IOException {
        if ((peer.answer & 0xFF00_0000) != 0x7F00_0000 || (peer.answer & 0x00FF_0000) >>> 16 == peer.error() << 4) {
            peer.close();
            throw new IOException("refused with error " + peer.error());
        }
        return peer;
    }

    /** Connects, and tells with which error octet the router refused; 0 if it did not. */
    static int errorOf(int port) throws IOException {
        try (RawSocketPeer peer = new RawSocketPeer(port, 0)) {
            return (peer.answer & 0x000F_0000) == 0 ? peer.error() : 0;
        }
    }

    private int error() {
        return (answer & 0x00F0_0000) >>> 20;
    }

    /** Joins as a session with all roles, and returns WELCOME or ABORT. */
    JsonNode join(String realm) throws IOException {
        send("[1, \"" + realm + "\", {\"roles\": {\"publisher\": {}, \"subscriber\": {}, \"callee\": {\"features\":"
                + " {\"progressive_call_invocations\": true, \"call_canceling\": true, \"progressive_call_results\":"
                + " true}}, \"caller\": {\"features\": {\"progressive_call_invocations\": true}}}}]");
        return receive();
    }

    /** Sends a message as it stands. */
    void send(String message) throws IOException {
        byte[] octets = message.getBytes(StandardCharsets.UTF_8);
        out.writeInt(octets.length);
        out.write(octets);
        out.flush();
    }

    /** The next message; fails if there is none for long. */
    JsonNode receive() throws IOException {
        return JSON.readTree(new String(frame(), StandardCharsets.UTF_8));
    }

    /** The next message of this type, whatever comes before it; empty if the connection ends. */
    Optional<JsonNode> next(int type) throws IOException {
        try {
            while (true) {
                JsonNode message = receive();
                if (message.get(0).asInt() == type) {
                    return Optional.of(message);
                }
            }
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    /** Answers pings on the way, though not for ever: they would keep a test waiting that waits in vain. */
    private byte[] frame() throws IOException {
        for (int pings = 0; pings < 3; pings++) {
            int header = in.readInt();
            byte[] octets = new byte[header & 0x00FF_FFFF];
            in.readFully(octets);
            if (header >>> 24 == 0) {
                return octets;
            }
            out.writeInt(2 << 24 | octets.length);
            out.write(octets);
        }
        throw new IOException("found nothing but pings");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
