package io.aerostat.bench.wire;

/** The framing of RawSocket: a handshake of four bytes, and then a header of four bytes before each message. */
final class RawSocketFraming implements Framing {
    private static final int MAGIC = 0x7F;
    private static final int HEADER = 4;
    /** The code of 16 MiB, the largest message size that a handshake can announce. */
    private static final int LARGEST = 0xF;

    private final boolean client;
    private Encoding encoding;
    private boolean open;

    RawSocketFraming(boolean client, Encoding encoding) {
        this.client = client;
        this.encoding = encoding;
    }

    @Override
    public void open(Bytes out) {
        if (client) {
            handshake(out);
        }
    }

    private void handshake(Bytes out) {
        out.add(MAGIC);
        out.add(LARGEST << 4 | encoding.rawSocketId());
        out.add(0, 2);
    }

    @Override
    public int read(byte[] bytes, int from, int to, Connection connection) {
        int at = from;
        if (!open) {
            if (to - at < HEADER) {
                return at;
            }
            opened(bytes, at, connection);
            at += HEADER;
        }
        while (to - at >= HEADER && connection.isReading()) {
            int length = (bytes[at + 1] & 0xFF) << 16 | (bytes[at + 2] & 0xFF) << 8 | bytes[at + 3] & 0xFF;
            if (to - at < HEADER + length) {
                return at;
            }
            int type = bytes[at] & 0x7;
            if (type == 0) {
                connection.received(bytes, at + HEADER, length);
            } else if (type == 1) {
                bytes[at] = 2;
                connection.sendFrame(bytes, at, HEADER + length);
            }
            at += HEADER + length;
        }
        return at;
    }

    private void opened(byte[] bytes, int at, Connection connection) {
        int id = bytes[at + 1] & 0xF;
        if ((bytes[at] & 0xFF) != MAGIC || id == 0) {
            throw new WireException("RawSocket handshake refused: error " + ((bytes[at + 1] & 0xFF) >>> 4));
        }
        open = true;
        if (!client) {
            encoding = Encoding.values()[id - 1];
            Bytes answer = new Bytes(HEADER);
            handshake(answer);
            connection.sendFrame(answer.array(), 0, HEADER);
        }
        connection.opened(encoding);
    }

    @Override
    public void write(Bytes out, byte[] message, int from, int length) {
        out.add(length, HEADER);
        out.add(message, from, length);
    }
}
