package io.aerostat.acceptance.conformance;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A TCP or Unix domain socket. One thread may read while another one writes. */
final class OctetStream implements AutoCloseable {
    private final SocketChannel channel;
    private final boolean tcp;
    private final ByteBuffer buffer = ByteBuffer.allocate(16_384).flip();

    private OctetStream(SocketChannel channel, boolean tcp) {
        this.channel = channel;
        this.tcp = tcp;
    }

    static OctetStream tcp(int port) throws IOException {
        SocketChannel channel = connected(
                SocketChannel.open(StandardProtocolFamily.INET),
                new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new OctetStream(channel, true);
    }

    static OctetStream unix(Path path) throws IOException {
        return new OctetStream(
                connected(SocketChannel.open(StandardProtocolFamily.UNIX), UnixDomainSocketAddress.of(path)), false);
    }

    private static SocketChannel connected(SocketChannel channel, SocketAddress to) throws IOException {
        try {
            channel.connect(to);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    void write(byte[] octets) throws IOException {
        ByteBuffer out = ByteBuffer.wrap(octets);
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    /** @throws EOFException if the other side has ended the stream */
    int read() throws IOException {
        if (!buffer.hasRemaining()) {
            buffer.clear();
            int count = channel.read(buffer);
            buffer.flip();
            if (count < 0) {
                throw new EOFException("the router has ended the stream");
            }
        }
        return buffer.get() & 0xFF;
    }

    byte[] read(int length) throws IOException {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) read();
        }
        return octets;
    }

    /** An unsigned big-endian integer of so many octets. */
    long readInteger(int length) throws IOException {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | read();
        }
        return value;
    }

    /** Ends it by RST, where there is such a thing. */
    void reset() throws IOException {
        if (tcp) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
