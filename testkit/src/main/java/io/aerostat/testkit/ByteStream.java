package io.aerostat.testkit;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A connected TCP, TLS or Unix domain socket. One thread may read while another one writes. */
public final class ByteStream implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;
    private static final int READ_BUFFER = 65_536;

    private final InputStream in;
    private final OutputStream out;
    private final AutoCloseable transport;
    /** The TCP socket; null for a Unix domain socket. */
    private final @Nullable Socket socket;

    private ByteStream(Socket socket) throws IOException {
        this(new BufferedInputStream(socket.getInputStream(), READ_BUFFER), socket.getOutputStream(), socket, socket);
    }

    private ByteStream(InputStream in, OutputStream out, AutoCloseable transport, @Nullable Socket socket) {
        this.in = in;
        this.out = out;
        this.transport = transport;
        this.socket = socket;
    }

    /** Connects to a TCP port of this machine. A read fails if no byte arrives for a minute. */
    public static ByteStream tcp(int port) throws IOException {
        return connected(new Socket(), port, 0);
    }

    /**
     * Connects to a TCP port of this machine with a small receive buffer, which fills quickly while the test does not
     * read.
     *
     * @param receiveBuffer the size of the receive buffer in bytes
     */
    public static ByteStream narrowTcp(int port, int receiveBuffer) throws IOException {
        return connected(new Socket(), port, receiveBuffer);
    }

    /** Connects to a TCP port of this machine and speaks TLS there. */
    public static ByteStream tls(int port, SSLContext context) throws IOException {
        return connected(context.getSocketFactory().createSocket(), port, 0);
    }

    /** Connects to a Unix domain socket. */
    public static ByteStream unix(Path path) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new ByteStream(
                new BufferedInputStream(new ChannelInput(channel), READ_BUFFER),
                new ChannelOutput(channel),
                channel,
                null);
    }

    private static ByteStream connected(Socket socket, int port, int receiveBuffer) throws IOException {
        try {
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            return new ByteStream(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Returns the certificate that the router has presented; for TLS only. */
    public Certificate certificate() throws IOException {
        if (!(socket instanceof SSLSocket secure)) {
            throw new IllegalStateException("found a stream without TLS (expected one with TLS)");
        }
        return secure.getSession().getPeerCertificates()[0];
    }

    void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /**
     * Reads one byte, from 0 to 255.
     *
     * @throws EOFException if the router has ended the stream
     */
    int read() throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the router has ended the stream");
        }
        return next;
    }

    byte[] read(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the router has ended the stream");
        }
        return bytes;
    }

    /** Reads an unsigned big-endian integer that has this number of bytes. */
    long readInteger(int length) throws IOException {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | read();
        }
        return value;
    }

    /** Ends a TCP stream by RST, and any other stream like {@link #close}. */
    void reset() throws IOException {
        if (socket != null) {
            socket.setSoLinger(true, 0);
        }
        close();
    }

    @Override
    public void close() throws IOException {
        try {
            transport.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    // Replaces the streams of java.nio.channels.Channels, which do not work here: on JDK 17, their reader holds a lock
    // that the writer needs.

    private static final class ChannelInput extends InputStream {
        private final SocketChannel channel;

        ChannelInput(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return channel.read(ByteBuffer.wrap(into, offset, length));
        }
    }

    private static final class ChannelOutput extends OutputStream {
        private final SocketChannel channel;

        ChannelOutput(SocketChannel channel) {
            this.channel = channel;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one});
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            ByteBuffer out = ByteBuffer.wrap(from, offset, length);
            while (out.hasRemaining()) {
                channel.write(out);
            }
        }
    }
}
