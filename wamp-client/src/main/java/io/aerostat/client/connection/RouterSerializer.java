package io.aerostat.client.connection;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.protocol.serializer.UbjsonDialect;
import java.util.Optional;

/**
 * The serializer of one connection. UBJSON has two byte orders: the session id or the router's name in WELCOME shows
 * which byte order the router uses. If neither identifies the byte order, the join fails, because numbers would be
 * misread silently (SER-8). Any thread may read the serializer; it is set on the connection's executor.
 */
final class RouterSerializer {
    private volatile Serializer serializer;
    private boolean undecided;

    RouterSerializer(Serializer negotiated) {
        this.serializer = negotiated;
        this.undecided = negotiated.serialization() == Serialization.UBJSON;
    }

    Serializer current() {
        return serializer;
    }

    WampMessage decode(byte[] bytes) throws ProtocolViolation {
        WampMessage message;
        try {
            message = serializer.decode(bytes, 0, bytes.length, DecodeLimits.DEFAULT);
        } catch (ProtocolViolation violation) {
            if (!undecided || UbjsonDialect.ofWelcome(bytes).isEmpty()) {
                throw violation;
            }
            // only one of the byte orders gives a valid session id
            message = decided(bytes, UbjsonDialect.ofWelcome(bytes));
        }
        if (undecided && message instanceof Welcome welcome) {
            String agent = welcome.details().agent();
            return decided(
                    bytes,
                    UbjsonDialect.ofWelcome(bytes)
                            .or(() -> agent == null ? Optional.empty() : UbjsonDialect.ofSoftware(agent)));
        }
        return message;
    }

    private WampMessage decided(byte[] bytes, Optional<UbjsonDialect> dialect) throws ProtocolViolation {
        if (dialect.isEmpty()) {
            throw new ProtocolViolation(
                    "WELCOME: found neither a session id nor a router that tells the byte order of UBJSON"
                            + " (expected one of them, or another serialization)");
        }
        serializer = Serializers.of(dialect.get().serialization());
        undecided = false;
        return serializer.decode(bytes, 0, bytes.length, DecodeLimits.DEFAULT);
    }
}
