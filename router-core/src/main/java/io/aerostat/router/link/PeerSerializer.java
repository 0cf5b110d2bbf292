package io.aerostat.router.link;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.protocol.serializer.UbjsonDialect;
import io.aerostat.router.session.TransportInfo;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The serializer of one connection. UBJSON has two byte orders; the peer's User-Agent, its HELLO, or the configuration
 * decides which one the peer uses. If none of them does, the peer is refused, because both sides would misread numbers
 * (SER-8). Confined to the link's loop.
 */
public final class PeerSerializer {
    /** The serializers of formats with only one byte order; all links share them. */
    private static final Map<Serialization, PeerSerializer> DECIDED = new EnumMap<>(Serialization.class);

    static {
        for (Serialization serialization : Serialization.values()) {
            DECIDED.put(serialization, new PeerSerializer(serialization, Optional.empty()));
        }
    }

    private final Optional<UbjsonDialect> configured;
    private Serializer serializer;
    private boolean undecided;

    private PeerSerializer(Serialization negotiated, Optional<UbjsonDialect> configured) {
        this.serializer = Serializers.of(negotiated);
        this.configured = configured;
    }

    /**
     * Returns the serializer of a new connection.
     *
     * @param configured the dialect of UBJSON peers whose software is unknown
     */
    public static PeerSerializer of(
            Serialization negotiated, Optional<UbjsonDialect> configured, TransportInfo transport) {
        if (negotiated != Serialization.UBJSON) {
            return Objects.requireNonNull(DECIDED.get(negotiated));
        }
        PeerSerializer serializer = new PeerSerializer(negotiated, configured);
        serializer.undecided = true;
        Optional.ofNullable(transport.httpHeaders().get("user-agent"))
                .flatMap(UbjsonDialect::ofSoftware)
                .ifPresent(serializer::decide);
        return serializer;
    }

    /** Returns the serializer for messages to the peer. */
    public Serializer current() {
        return serializer;
    }

    /** Decodes a message from the peer. */
    public WampMessage decode(byte[] bytes, DecodeLimits limits) throws ProtocolViolation {
        WampMessage message = serializer.decode(bytes, 0, bytes.length, limits);
        if (!undecided || !(message instanceof Hello hello)) {
            return message;
        }
        String agent = hello.details().agent();
        Optional<UbjsonDialect> dialect = agent == null ? Optional.empty() : UbjsonDialect.ofSoftware(agent);
        decide(dialect.or(() -> UbjsonDialect.seenIn(bytes))
                .or(() -> configured)
                .orElseThrow(PeerSerializer::unknown));
        return serializer.decode(bytes, 0, bytes.length, limits);
    }

    private void decide(UbjsonDialect dialect) {
        serializer = Serializers.of(dialect.serialization());
        undecided = false;
    }

    private static ProtocolViolation unknown() {
        return new ProtocolViolation("HELLO.Details.agent: found no known software, so the byte order of UBJSON is"
                + " unknown (expected AutobahnPython-VERSION or Aerostat, or ubjson_dialect configured)");
    }
}
