package io.aerostat.protocol.authentication;

/** Data that ties an authentication to its TLS connection (RFC 5929, RFC 9266). Immutable; any thread. */
public final class ChannelBinding {
    public static final String TLS_UNIQUE = "tls-unique";
    public static final String TLS_SERVER_END_POINT = "tls-server-end-point";
    public static final String TLS_EXPORTER = "tls-exporter";

    private final String type;
    private final byte[] data;

    /**
     * Creates a binding.
     *
     * @param type the name of the binding type in HELLO and CHALLENGE
     * @param data bytes that both ends derive from the connection; 32 bytes for cryptosign
     */
    public ChannelBinding(String type, byte[] data) {
        this.type = type;
        this.data = data.clone();
    }

    /** Returns the name of the binding type in messages. */
    public String type() {
        return type;
    }

    /** Returns a copy of the data that both ends of the TLS connection have. */
    public byte[] data() {
        return data.clone();
    }

    @Override
    public String toString() {
        return "ChannelBinding[" + type + "]";
    }
}
