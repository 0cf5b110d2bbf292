package io.aerostat.router.meta;

import io.aerostat.router.peer.Peer;
import io.aerostat.router.realm.DroppedEvents;
import io.aerostat.router.session.Principal;
import io.aerostat.router.session.TransportInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the dictionary that describes a session in {@code on_join} and {@code wamp.session.get}, without secrets (SM-3,
 * AUT-9).
 */
final class SessionDictionary {
    private SessionDictionary() {}

    static Map<String, @Nullable Object> of(Peer session) {
        Principal principal = session.principal();
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("session", session.id());
        details.put("realm", principal.realm());
        details.put("authid", principal.authid());
        details.put("authrole", principal.authrole());
        details.put("authmethod", principal.authmethod());
        details.put("authprovider", principal.authprovider());
        details.put("transport", transport(session.transport()));
        return details;
    }

    /**
     * Returns the dictionary for {@code wamp.session.get}, with the additional keys of Crossbar.io, the number of
     * dropped events, and the number of requests that exceeded a rate limit.
     */
    static Map<String, @Nullable Object> of(Peer session, DroppedEvents dropped, long tooFast) {
        Map<String, @Nullable Object> details = of(session);
        details.put("authextra", Map.of()); // only the session's own client gets the authextra of WELCOME (AUT-9)
        details.put("serializer", session.serializer());
        details.put("resumable", false); // this router does not resume sessions
        details.put("resumed", false);
        Map<String, @Nullable Object> counts = new LinkedHashMap<>();
        counts.put("over_budget", dropped.overBudget());
        counts.put("too_large", dropped.tooLarge());
        counts.put("not_expressible", dropped.notExpressible());
        details.put("dropped_events", counts);
        details.put("too_many_requests", tooFast); // requests that exceeded a rate limit
        return details;
    }

    /** Returns the description of the transport without HTTP headers, cookies and certificates. */
    private static Map<String, @Nullable Object> transport(TransportInfo transport) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("channel_type", transport.channelType());
        details.put("channel_framing", transport.framing());
        details.put("peer", transport.peer());
        details.put("is_secure", transport.isSecure());
        if (transport.websocketProtocol() != null) {
            details.put("websocket_protocol", transport.websocketProtocol());
        }
        return details;
    }
}
