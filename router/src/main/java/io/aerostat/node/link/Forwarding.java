package io.aerostat.node.link;

import io.aerostat.client.session.Session;
import io.aerostat.node.config.RealmLink;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Forwards events and calls between the two sessions of a link, while both sessions are established. */
final class Forwarding {
    private Forwarding() {}

    /**
     * Begins to forward. Completes when the present subscriptions and registrations of both realms have been listed.
     */
    static CompletionStage<Void> start(RealmLink link, Session local, Session remote) {
        List<Mirror<?>> mirrors = new ArrayList<>();
        if (link.localEvents()) {
            mirrors.add(new EventMirror(local, remote, link.excludedAuthids()));
        }
        if (link.remoteEvents()) {
            mirrors.add(new EventMirror(remote, local, link.excludedAuthids()));
        }
        if (link.localCalls()) {
            mirrors.add(new CallMirror(local, remote));
        }
        if (link.remoteCalls()) {
            mirrors.add(new CallMirror(remote, local));
        }
        return CompletableFuture.allOf(mirrors.stream()
                .map(mirror -> mirror.start().toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }

    /**
     * Checks whether a topic or procedure is forwarded. Patterns and the URIs of the routers themselves are not
     * forwarded.
     */
    static boolean isForwarded(String uri, String match) {
        return match.equals(MatchPolicy.EXACT.wire()) && !uri.startsWith("wamp.");
    }
}
