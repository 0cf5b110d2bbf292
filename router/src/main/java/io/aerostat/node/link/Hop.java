package io.aerostat.node.link;

import io.aerostat.client.pubsub.Publisher;
import io.aerostat.client.rpc.Caller;
import io.aerostat.client.session.SessionDetails;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The mark of messages that a link forwards: the key {@code forward_for}. Its value names the session of the publisher
 * or caller or, if that session is not disclosed, the link's own session. Neither the links of Aerostat nor those of
 * Crossbar.io forward a marked message again.
 */
final class Hop {
    private Hop() {}

    static List<Map<String, @Nullable Object>> of(Publisher publisher) {
        return of(publisher.session(), publisher.authid(), publisher.authrole());
    }

    static List<Map<String, @Nullable Object>> of(Caller caller) {
        return of(caller.session(), caller.authid(), caller.authrole());
    }

    static List<Map<String, @Nullable Object>> of(SessionDetails link) {
        return of(link.id(), Optional.of(link.authid()), Optional.of(link.authrole()));
    }

    private static List<Map<String, @Nullable Object>> of(
            long session, Optional<String> authid, Optional<String> authrole) {
        Map<String, @Nullable Object> hop = new LinkedHashMap<>();
        hop.put("session", session);
        hop.put("authid", authid.orElse(""));
        hop.put("authrole", authrole.orElse(""));
        return List.of(hop);
    }
}
