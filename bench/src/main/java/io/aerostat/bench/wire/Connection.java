package io.aerostat.bench.wire;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A socket with its framing. What is sent waits until the loop has read everything there is, and leaves in one write. */
public final class Connection {
    private final Loop loop;
    private final SocketChannel channel;
    private final Framing framing;
    private final ConnectionHandler handler;
    private final SelectionKey key;
    private final Bytes unread = new Bytes(0);
    private final Bytes unsent = new Bytes(512);
    private ByteBuffer view = ByteBuffer.wrap(unsent.array());
    private boolean dirty;
    private boolean paused;
    private boolean closed;

    Connection(Loop loop, Selector selector, SocketChannel channel, Framing framing, ConnectionHandler handler)
            throws IOException {
        this.loop = loop;
        this.channel = channel;
        this.framing = framing;
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

    /** Octets that the socket has not taken yet. */
    public int unsent() {
        return unsent.length();
    }

    /** Reads no more, until {@link #resume}: the peer's window fills. */
    public void pause() {
        paused = true;
        key.interestOpsAnd(~SelectionKey.OP_READ);
    }

    public void resume() {
        paused = false;
        key.interestOpsOr(SelectionKey.OP_READ);
    }

    boolean isReading() {
        return !paused && !closed;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Ends without a farewell. */
    public void close() {
        if (!closed) {
            closed = true;
            key.cancel();
            try {
                channel.close();
            } catch (IOException e) {
                // Nothing is expected of it any more.
            }
        }
    }

    /** Ends with RST, as a process that is killed with unread input. */
    public void reset() {
        if (!closed) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                // The peer was faster.
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

    /** The selector has found the channel ready. */
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
        byte[] bytes = shared.array();
        if (unread.length() == 0) {
            int taken = framing.read(bytes, 0, length, this);
            if (taken < length) {
                unread.add(bytes, taken, length - taken);
            }
        } else {
            unread.add(bytes, 0, length);
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
            if (view.array() != unsent.array()) {
                view = ByteBuffer.wrap(unsent.array());
            }
            view.limit(unsent.end()).position(unsent.start());
            unsent.take(channel.write(view));
            if (unsent.length() > 0) {
                key.interestOpsOr(SelectionKey.OP_WRITE);
            }
        } catch (IOException e) {
            peerCloses(String.valueOf(e.getMessage()));
        }
    }
}
