package io.aerostat.acceptance.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/** A connection on which a test sends and receives bytes. One test thread uses it; another thread reads ahead. */
final class RawConnection implements AutoCloseable {
    static final Duration DEADLINE = Duration.ofSeconds(30);

    private static final byte[] END = {};

    private interface Stream extends AutoCloseable {
        int read(byte[] into) throws IOException;

        void write(byte[] bytes) throws IOException;

        void endWriting() throws IOException;

        @Override
        void close() throws IOException;
    }

    private final Stream stream;
    private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
    private byte[] unread = END;
    private int at;
    private boolean ended;

    private RawConnection(Stream stream) {
        this.stream = stream;
        Thread reader = new Thread(this::readAhead, "bytes");
        reader.setDaemon(true);
        reader.start();
    }

    static RawConnection tcp(int port) throws IOException {
        return new RawConnection(new SocketStream(new Socket(InetAddress.getLoopbackAddress(), port)));
    }

    static RawConnection tls(int port, SSLContext context) throws IOException {
        return new RawConnection(new SocketStream(context.getSocketFactory().createSocket("localhost", port)));
    }

    static RawConnection unix(Path path) throws IOException {
        return new RawConnection(new ChannelStream(SocketChannel.open(UnixDomainSocketAddress.of(path))));
    }

    private void readAhead() {
        byte[] buffer = new byte[64 * 1024];
        try {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                byte[] copy = new byte[count];
                System.arraycopy(buffer, 0, copy, 0, count);
                arrived.add(copy);
            }
        } catch (IOException e) {
            // A reset is treated like an ordinary end.
        }
        arrived.add(END);
    }

    RawConnection send(byte[] bytes) throws IOException {
        stream.write(bytes);
        return this;
    }

    RawConnection send(String latin1) throws IOException {
        return send(latin1.getBytes(ISO_8859_1));
    }

    RawConnection sendHex(String raw) throws IOException {
        return send(HexFormat.of().parseHex(raw.replace(" ", "")));
    }

    /** Sends bytes, and ignores the failure if the router has ended the connection in the meantime. */
    RawConnection offer(byte[] bytes) {
        try {
            return send(bytes);
        } catch (IOException e) {
            return this; // The router has ended the connection; the test finds out by reading.
        }
    }

    /** Shuts down the sending side. */
    void endWriting() throws IOException {
        stream.endWriting();
    }

    /** Waits for the next byte or the end of the input, and checks whether the input has ended. */
    boolean isAtEnd() {
        return at == unread.length && !fill();
    }

    int read() {
        if (isAtEnd()) {
            throw new AssertionError("the router ended the connection");
        }
        return unread[at++] & 0xFF;
    }

    byte[] read(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) read();
        }
        return bytes;
    }

    String readHex(int length) {
        return HexFormat.of().formatHex(read(length));
    }

    String readUntil(String end) {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            text.append((char) read());
        }
        return text.toString();
    }

    /**
     * Reads until the router ends the connection, which must happen before the deadline, and returns the read bytes.
     */
    byte[] readToEnd() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (!isAtEnd()) {
            all.write(read());
        }
        return all.toByteArray();
    }

    private boolean fill() {
        if (ended) {
            return false;
        }
        try {
            byte[] more = arrived.poll(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            if (more == null) {
                throw new AssertionError("nothing within " + DEADLINE + ", and the connection is still open");
            }
            ended = more == END;
            unread = more;
            at = 0;
            return !ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new AssertionError("a socket that cannot be closed", e);
        }
    }

    private record SocketStream(Socket socket) implements Stream {
        @Override
        public int read(byte[] into) throws IOException {
            return socket.getInputStream().read(into);
        }

        @Override
        public void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        @Override
        public void endWriting() throws IOException {
            socket.shutdownOutput();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private record ChannelStream(SocketChannel channel) implements Stream {
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
        public void endWriting() throws IOException {
            channel.shutdownOutput();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
