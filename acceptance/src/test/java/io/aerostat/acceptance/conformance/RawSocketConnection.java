package io.aerostat.acceptance.conformance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** WAMP over RawSocket, framed by hand (RAW-1, RAW-5). */
final class RawSocketConnection implements Connection {
    private static final int MAGIC = 0x7F;
    private static final int LONGEST = 15;
    private static final int MESSAGE = 0;
    private static final int PING = 1;
    private static final int PONG = 2;

    private final OctetStream stream;

    private RawSocketConnection(OctetStream stream) {
        this.stream = stream;
    }

    static Connection open(OctetStream stream, Encoding encoding, Inbox inbox) throws IOException {
        return open(stream, encoding, LONGEST, inbox);
    }

    /** With what the handshake says of the longest message that this side takes: 0 stands for 512 octets, each further one for twice as many. */
    static Connection open(OctetStream stream, Encoding encoding, int longest, Inbox inbox) throws IOException {
        byte[] hello = {MAGIC, (byte) (longest << 4 | encoding.rawSocketId()), 0, 0};
        stream.write(hello);
        byte[] answer = stream.read(hello.length);
        if (answer[0] != MAGIC || (answer[1] & 0x0F) != encoding.rawSocketId()) {
            throw new IOException("the router refuses the RawSocket handshake with " + Arrays.toString(answer));
        }
        RawSocketConnection connection = new RawSocketConnection(stream);
        SocketReader.start(() -> connection.next(inbox), inbox);
        return connection;
    }

    private String next(Inbox inbox) throws IOException {
        int type = stream.read();
        byte[] payload = stream.read((int) stream.readInteger(3));
        switch (type) {
            case MESSAGE -> inbox.message(payload);
            case PING -> write(PONG, payload);
            default -> {
                return "found a frame of type " + type;
            }
        }
        return "";
    }

    @Override
    public void send(byte[] message) throws IOException {
        write(MESSAGE, message);
    }

    private synchronized void write(int type, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(4 + payload.length);
        frame.putInt(type << 24 | payload.length).put(payload);
        stream.write(frame.array());
    }

    @Override
    public synchronized void sendUnframed(byte[] octets) throws IOException {
        stream.write(octets);
    }

    @Override
    public void reset() throws IOException {
        stream.reset();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
