package io.aerostat.bench.wire;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A socket with its framing. Outgoing messages wait until the loop has read all available input, and are then sent in
 * one write.
 */
public final class Connection {
    private static final byte[] NOTHING = {};

    private final Loop loop;
    private final SocketChannel channel;
    private final Framing framing;
    private final ConnectionHandler handler;
    private final SelectionKey key;
    private final @Nullable Tls tls;
    private final Bytes unread = new Bytes(0);
    private final Bytes unsent = new Bytes(512);
    private ByteBuffer view = ByteBuffer.wrap(unsent.array());
    private boolean dirty;
    private boolean paused;
    private boolean closed;

    Connection(
            Loop loop,
            Selector selector,
            SocketChannel channel,
            Framing framing,
            @Nullable Tls tls,
            ConnectionHandler handler)
            throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.framing = framing;
        this.tls = tls;
        this.handler = handler;
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        this.key = channel.register(
                selector, channel.isConnected() ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
        framing.open(unsent);
        if (channel.isConnected() && unsent.length() > 0) {
            dirty();
        }
    }

    /** Queues one message. */
    public void send(Bytes message) {
        send(message.array(), message.start(), message.length());
    }

    /** Queues one message. */
    public void send(byte[] message, int from, int length) {
        if (!closed) {
            framing.write(unsent, message, from, length);
            dirty();
        }
    }

    void sendFrame(byte[] frame, int from, int length) {
        if (!closed) {
            unsent.add(frame, from, length);
            dirty();
        }
    }

    /** Stops reading until {@link #resume}, so that the buffers between the peer and this connection fill. */
    public void pause() {
        paused = true;
        key.interestOpsAnd(~SelectionKey.OP_READ);
    }

    /** Resumes reading, beginning with the bytes that had arrived before the pause. */
    public void resume() {
        paused = false;
        if (!closed) {
            key.interestOpsOr(SelectionKey.OP_READ);
            take(NOTHING, 0, 0);
        }
    }

    boolean isReading() {
        return !paused && !closed;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Closes the connection without GOODBYE. */
    public void close() {
        if (!closed) {
            closed = true;
            key.cancel();
            try {
                channel.close();
            } catch (IOException e) {
                // Ignored: this connection is not needed any more.
            }
        }
    }

    /** Closes the connection with RST, like a process that is killed while it has unread input. */
    public void reset() {
        if (!closed) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                // Ignored: the peer has already closed the connection.
            }
            close();
        }
    }

    void peerCloses(String reason) {
        if (!closed) {
            close();
            handler.lost(this, reason);
        }
    }

    void opened(Encoding encoding) {
        handler.opened(this, encoding);
    }

    void received(byte[] bytes, int from, int length) {
        handler.received(this, bytes, from, length);
    }

    /** Called when the selector has found the channel ready to connect, read or write. */
    void ready(ByteBuffer shared) {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                key.interestOps(paused ? 0 : SelectionKey.OP_READ);
                dirty();
            }
            if (key.isValid() && key.isReadable()) {
                read(shared);
            }
            if (key.isValid() && key.isWritable()) {
                key.interestOpsAnd(~SelectionKey.OP_WRITE);
                dirty();
            }
        } catch (IOException | WireException e) {
            peerCloses(String.valueOf(e.getMessage()));
        }
    }

    private void read(ByteBuffer shared) throws IOException {
        shared.clear();
        int length = channel.read(shared);
        if (length < 0) {
            peerCloses("end of stream");
            return;
        }
        if (tls == null) {
            take(shared.array(), 0, length);
        } else {
            tls.receive(shared.array(), length);
            Bytes plain = tls.received();
            take(plain.array(), plain.start(), plain.end());
            plain.clear();
            dirty(); // the TLS handshake may have bytes to send
        }
    }

    private void take(byte[] bytes, int start, int end) {
        if (unread.length() == 0) {
            int taken = framing.read(bytes, start, end, this);
            if (taken < end) {
                unread.add(bytes, taken, end - taken);
            }
        } else {
            unread.add(bytes, start, end - start);
            int from = unread.start();
            unread.take(framing.read(unread.array(), from, unread.end(), this) - from);
        }
    }

    private void dirty() {
        if (!dirty) {
            dirty = true;
            loop.flushLater(this);
        }
    }

    void flush() {
        dirty = false;
        if (closed || !channel.isConnected()) {
            return;
        }
        try {
            Bytes out = tls == null ? unsent : tls.encrypt(unsent);
            if (view.array() != out.array()) {
                view = ByteBuffer.wrap(out.array());
            }
            view.limit(out.end()).position(out.start());
            out.take(channel.write(view));
            if (out.length() > 0) {
                key.interestOpsOr(SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            peerCloses(String.valueOf(e.getMessage()));
        }
    }
}
