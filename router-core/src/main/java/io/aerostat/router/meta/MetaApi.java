package io.aerostat.router.meta;

import io.aerostat.protocol.uri.UriCheck;
import io.aerostat.router.authorization.Authorizer;
import io.aerostat.router.broker.Broker;
import io.aerostat.router.dealer.Dealer;
import io.aerostat.router.history.HistoryFormat;
import io.aerostat.router.service.ServiceProcedure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The procedures of the meta API of one realm. Immutable. */
public final class MetaApi {
    private final Map<String, ServiceProcedure> procedures;
    private final Map<String, ServiceProcedure> forNodes;

    /**
     * Creates the procedures of a realm.
     *
     * @param realm the name of the realm
     * @param authorizers returns the authorizer of a role, by its name
     * @param purgeAuthorizations discards the cached decisions of dynamic authorizers
     * @param uriCheck the URI rules of the realm
     * @param history the result format of history queries
     */
    public MetaApi(
            String realm,
            SessionDirectory sessions,
            Broker broker,
            Dealer dealer,
            Function<String, @Nullable Authorizer> authorizers,
            Runnable purgeAuthorizations,
            UriCheck uriCheck,
            HistoryFormat history) {
        Permissions permissions = new Permissions(authorizers);
        Map<String, ServiceProcedure> all = new LinkedHashMap<>();
        new SessionProcedures(sessions, broker).addTo(all);
        new TestamentProcedures(broker, permissions, uriCheck).addTo(all);
        new SubscriptionProcedures(broker).addTo(all);
        HistoryProcedure events = new HistoryProcedure(realm, broker, permissions, history);
        events.addTo(all);
        new RegistrationProcedures(dealer).addTo(all);
        // This is an extension: the specification has no dynamic authorizers.
        all.put("wamp.authorization.purge", (caller, values) -> {
            purgeAuthorizations.run();
            return Results.nothing();
        });
        procedures = Collections.unmodifiableMap(new LinkedHashMap<>(all));
        events.addForNodesTo(all);
        forNodes = Collections.unmodifiableMap(all);
    }

    /** Returns the procedures, by URI, that other nodes of the realm call. Each acts on this node alone. */
    public Map<String, ServiceProcedure> forNodes() {
        return forNodes;
    }

    /** Returns the procedures by their URIs. */
    public Map<String, ServiceProcedure> procedures() {
        return procedures;
    }
}
