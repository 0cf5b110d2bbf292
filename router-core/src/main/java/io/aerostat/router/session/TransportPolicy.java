package io.aerostat.router.session;

/**
 * What a transport decides about the sessions that come over it.
 *
 * @param slowConsumer what becomes of peers that do not read; a role may decide otherwise
 * @param maxPayloadSize octets of the arguments of one message; a larger one is refused, and the session goes on (P21)
 */
public record TransportPolicy(SlowConsumer slowConsumer, int maxPayloadSize) {
    /** Slow consumers are disconnected; a payload may be as large as a message. */
    public static final TransportPolicy DEFAULT = new TransportPolicy(SlowConsumer.DISCONNECT, Integer.MAX_VALUE);

    public TransportPolicy {
        if (maxPayloadSize < 1) {
            throw new IllegalArgumentException("maxPayloadSize: found " + maxPayloadSize + " (expected at least 1)");
        }
    }

    public TransportPolicy withSlowConsumer(SlowConsumer policy) {
        return new TransportPolicy(policy, maxPayloadSize);
    }

    public TransportPolicy withMaxPayloadSize(int octets) {
        return new TransportPolicy(slowConsumer, octets);
    }
}
