package io.aerostat.router.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A client's end of a byte stream, with deadlines. A separate thread reads the stream; it starts at once, or with
 * {@link #reading()}.
 */
public final class Wire implements AutoCloseable {
    private static final byte[] END = new byte[0];

    /** The byte stream in both directions. */
    private interface Stream extends AutoCloseable {
        int read(byte[] into) throws IOException;

        void write(byte[] bytes) throws IOException;

        /** Ends the outgoing direction of the stream; reading continues. */
        void shutdownOutput() throws IOException;

        @Override
        void close() throws IOException;
    }

    private final Stream stream;
    private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
    private final ByteBuf unread = Unpooled.buffer();
    private boolean ended;

    private Wire(Stream stream) {
        this.stream = stream;
    }

    public static Wire connect(SocketAddress address) throws IOException {
        return connectSilently(address).reading();
    }

    /** Connects, but does not read until {@link #reading()}. */
    public static Wire connectSilently(SocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open(loopback(address));
        return new Wire(new Stream() {
            @Override
            public int read(byte[] into) throws IOException {
                return channel.read(ByteBuffer.wrap(into));
            }

            @Override
            public void write(byte[] bytes) throws IOException {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }

            @Override
            public void shutdownOutput() throws IOException {
                channel.shutdownOutput();
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        });
    }

    public static Wire connectTls(SocketAddress address, SSLContext context) throws IOException {
        return connectTlsSilently(address, context).reading();
    }

    /**
     * Connects with one version of TLS. {@link #shutdownOutput()} then ends only the TCP stream, without a TLS alert.
     */
    public static Wire connectTls(SocketAddress address, SSLContext context, String version) throws IOException {
        InetSocketAddress inet = (InetSocketAddress) loopback(address);
        Socket plain = new Socket(inet.getAddress(), inet.getPort());
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(plain, inet.getAddress().getHostAddress(), inet.getPort(), true);
        socket.setEnabledProtocols(new String[] {version});
        return new Wire(new SocketStream(socket, plain)).reading();
    }

    /** Connects, but does not read until {@link #reading()}. */
    public static Wire connectTlsSilently(SocketAddress address, SSLContext context) throws IOException {
        InetSocketAddress inet = (InetSocketAddress) loopback(address);
        Socket socket = context.getSocketFactory().createSocket(inet.getAddress(), inet.getPort());
        return new Wire(new SocketStream(socket, socket));
    }

    /**
     * A stream over a socket.
     *
     * @param ends the socket whose output is shut down
     */
    private record SocketStream(Socket socket, Socket ends) implements Stream {
        @Override
        public int read(byte[] into) throws IOException {
            return socket.getInputStream().read(into);
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        @Override
        public void shutdownOutput() throws IOException {
            ends.shutdownOutput();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static SocketAddress loopback(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), inet.getPort())
                : (UnixDomainSocketAddress) address;
    }

    public Wire reading() {
        Thread reader = new Thread(
                () -> {
                    byte[] buffer = new byte[64 * 1024];
                    try {
                        for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                            byte[] copy = new byte[read];
                            System.arraycopy(buffer, 0, copy, 0, read);
                            arrived.add(copy);
                        }
                    } catch (IOException e) {
                        // A reset is treated as the end of the stream.
                    }
                    arrived.add(END);
                },
                "wire");
        reader.setDaemon(true);
        reader.start();
        return this;
    }

    public void send(byte[] bytes) throws IOException {
        stream.write(bytes);
    }

    public void send(String text) throws IOException {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    public void sendHex(String raw) throws IOException {
        send(ByteBufUtil.decodeHexDump(raw.replace(" ", "")));
    }

    /** Ends the outgoing direction of the stream; reading continues. */
    public void shutdownOutput() throws IOException {
        stream.shutdownOutput();
    }

    public void send(ByteBuf bytes) throws IOException {
        send(ByteBufUtil.getBytes(bytes));
        bytes.release();
    }

    /** Waits for more bytes. Returns null at the end of the stream. */
    public byte[] next() {
        if (ended) {
            return null;
        }
        try {
            byte[] bytes = arrived.poll(30, TimeUnit.SECONDS);
            if (bytes == null) {
                throw new AssertionError("nothing arrived within 30 s");
            }
            ended = bytes == END;
            return ended ? null : bytes;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Reads exactly this number of bytes. */
    public byte[] read(int length) {
        while (unread.readableBytes() < length) {
            byte[] more = next();
            if (more == null) {
                throw new AssertionError("the stream ended after " + ByteBufUtil.hexDump(unread));
            }
            unread.writeBytes(more);
        }
        byte[] bytes = new byte[length];
        unread.readBytes(bytes);
        unread.discardReadBytes();
        return bytes;
    }

    /** Returns everything up to and including {@code end}, as Latin-1 text. */
    public String readUntil(String end) {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            text.append((char) (read(1)[0] & 0xFF));
        }
        return text.toString();
    }

    /** Returns everything until the end of the stream, which must come within {@code deadline}. */
    public byte[] readToEnd(Duration deadline) {
        long until = System.nanoTime() + deadline.toNanos();
        try {
            while (!ended) {
                byte[] bytes = arrived.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (bytes == null) {
                    throw new AssertionError("the connection is still open after " + deadline + "; it sent "
                            + ByteBufUtil.hexDump(unread, unread.readerIndex(), Math.min(200, unread.readableBytes())));
                }
                ended = bytes == END;
                unread.writeBytes(bytes);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        byte[] bytes = new byte[unread.readableBytes()];
        unread.readBytes(bytes);
        return bytes;
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
