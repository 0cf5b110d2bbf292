package io.aerostat.bench.wire;

/** Cuts messages out of the byte stream of one connection. */
interface Framing {
    /** Writes the first bytes of the connection, if this side sends first. */
    void open(Bytes out);

    /**
     * Reads complete frames from {@code bytes}, and passes their messages to the connection.
     *
     * @return the position at which the first incomplete frame begins
     */
    int read(byte[] bytes, int from, int to, Connection connection);

    void write(Bytes out, byte[] message, int from, int length);
}
