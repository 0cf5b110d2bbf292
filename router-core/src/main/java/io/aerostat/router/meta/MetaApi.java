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

    /**
     * @param realm its name
     * @param authorizers those of the realm's roles, by name
     * @param purgeAuthorizations forgets what dynamic authorizers decided
     * @param uriCheck the realm's grammar
     * @param history in which form past events are told
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
        new HistoryProcedure(realm, broker, permissions, history).addTo(all);
        new RegistrationProcedures(dealer).addTo(all);
        // P11: an extension, as the specification knows no authorizers.
        all.put("wamp.authorization.purge", (caller, values) -> {
            purgeAuthorizations.run();
            return Results.nothing();
        });
        procedures = Collections.unmodifiableMap(all);
    }

    /** By URI. */
    public Map<String, ServiceProcedure> procedures() {
        return procedures;
    }
}
