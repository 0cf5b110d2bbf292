package io.aerostat.bench.wire;

/** Cuts messages out of the byte stream of one connection. */
interface Framing {
    /** Writes the opening of the connection, if this side begins. */
    void open(Bytes out);

    /**
     * Reads whole frames from {@code bytes}, and gives the messages to the connection.
     *
     * @return where the first incomplete frame begins
     */
    int read(byte[] bytes, int from, int to, Connection connection);

    void write(Bytes out, byte[] message, int from, int length);
}
