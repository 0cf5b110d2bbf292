package io.aerostat.bench.wire;

/** How messages are cut out of the byte stream of one connection. */
interface Framing {
    /** Writes what opens the connection, if this side speaks first. */
    void open(Bytes out);

    /**
     * Takes whole frames from {@code bytes}, and gives the messages to the connection.
     *
     * @return where the first frame begins that has not arrived wholly
     */
    int read(byte[] bytes, int from, int to, Connection connection);

    void write(Bytes out, byte[] message, int from, int length);
}
