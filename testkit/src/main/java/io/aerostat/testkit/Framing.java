package io.aerostat.testkit;

import java.io.IOException;

/** The framing of a JSON peer whose socket is read only while its test waits for a message. */
public enum Framing {
    RAW_SOCKET {
        @Override
        Connection open(ByteStream stream) throws IOException {
            return RawSocketConnection.open(stream, Encoding.JSON);
        }
    },

    /** WebSocket at the path {@code /ws}. */
    WEB_SOCKET {
        @Override
        Connection open(ByteStream stream) throws IOException {
            return WebSocketConnection.open(stream, "ws", Encoding.JSON);
        }
    };

    abstract Connection open(ByteStream stream) throws IOException;

    /**
     * Connects a peer to a TCP port of this machine.
     *
     * @throws ConnectionRefused if the router refuses the connection
     */
    public RawPeer connect(int port) throws IOException {
        return connect(ByteStream.tcp(port));
    }

    /**
     * Performs the handshake over this stream, and returns the peer.
     *
     * @throws ConnectionRefused if the router refuses the connection
     */
    public RawPeer connect(ByteStream stream) throws IOException {
        return RawPeer.onDemand(open(stream));
    }

    /**
     * Connects to a TCP port of this machine and joins {@code realm1} as anonymous with all roles.
     *
     * @throws ConnectionRefused if the router refuses the connection
     */
    public RawPeer join(int port) throws IOException {
        return connect(port).join(Hello.everything("realm1"));
    }
}
