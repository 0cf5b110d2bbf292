package io.aerostat.protocol.negotiation;

import io.aerostat.protocol.payload.Serialization;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A WAMP subprotocol of WebSocket and long-poll, such as {@code wamp.2.json} or {@code wamp.2.cbor.batched} (WS-1,
 * BAT-1, LP-1).
 *
 * @param serialization the serialization of messages
 * @param batched whether one transport message carries several WAMP messages
 */
public record Subprotocol(Serialization serialization, boolean batched) {
    /** The header of an opening request that lists subprotocols. */
    public static final String HEADER = "Sec-WebSocket-Protocol";

    private static final Map<String, Subprotocol> BY_NAME = byName();

    private static Map<String, Subprotocol> byName() {
        Map<String, Subprotocol> named = new HashMap<>();
        for (Serialization serialization : Serialization.negotiable()) {
            named.put(serialization.subprotocol(), new Subprotocol(serialization, false));
            named.put(serialization.batchedSubprotocol(), new Subprotocol(serialization, true));
        }
        return Map.copyOf(named);
    }

    /** Returns the unbatched subprotocol of this serialization. */
    public static Subprotocol unbatched(Serialization serialization) {
        return new Subprotocol(serialization, false);
    }

    /** Returns the subprotocol with this name, or empty. */
    public static Optional<Subprotocol> ofName(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** Returns the first subprotocol in the client's list that is supported, or empty (WS-3). */
    public static Optional<Subprotocol> choose(List<String> offered, Collection<Subprotocol> supported) {
        for (String name : offered) {
            Optional<Subprotocol> known = ofName(name);
            if (known.isPresent() && supported.contains(known.get())) {
                return known;
            }
        }
        return Optional.empty();
    }

    /** Returns the names in a {@code Sec-WebSocket-Protocol} header, in order. */
    public static List<String> offered(Iterable<String> headers) {
        List<String> names = new ArrayList<>();
        for (String header : headers) {
            for (String name : header.split(",", -1)) {
                if (!name.isBlank()) {
                    names.add(name.strip());
                }
            }
        }
        return names;
    }

    // These methods are written by hand, because the first call of a record's generated equals or hashCode takes 40 ms
    // without class-data sharing, and would delay the first connection.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Subprotocol same && serialization == same.serialization && batched == same.batched;
    }

    @Override
    public int hashCode() {
        return 31 * serialization.hashCode() + Boolean.hashCode(batched);
    }

    /** Returns the name in the {@code Sec-WebSocket-Protocol} header. */
    public String name() {
        return batched ? serialization.batchedSubprotocol() : serialization.subprotocol();
    }

    /** Checks whether WebSocket carries the messages in text frames (WS-2). */
    public boolean isText() {
        return serialization.isText();
    }

    @Override
    public String toString() {
        return name();
    }
}
