package io.aerostat.router.meta;

import io.aerostat.router.authorization.Authorizer;
import io.aerostat.router.broker.Broker;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.dealer.Dealer;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.service.ServiceProcedure;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The procedures of the meta API of one realm. Immutable. */
public final class MetaApi {
    private final Map<String, ServiceProcedure> procedures;
    private final Map<String, ServiceProcedure> forNodes;

    /**
     * Creates the procedures of a realm.
     *
     * @param realm returns the current definition of the realm
     * @param authorizers returns the authorizer of a role, by its name
     * @param purgeAuthorizations discards the cached decisions of dynamic authorizers
     * @param checks runs checks of payloads against contracts
     */
    public MetaApi(
            Supplier<RealmDefinition> realm,
            SessionDirectory sessions,
            Broker broker,
            Dealer dealer,
            Function<String, @Nullable Authorizer> authorizers,
            Runnable purgeAuthorizations,
            Executor checks) {
        Permissions permissions = new Permissions(authorizers);
        RealmOptions options = realm.get().options();
        Supplier<Contracts> contracts = () -> realm.get().options().contracts();
        Map<String, ServiceProcedure> all = new LinkedHashMap<>();
        new SessionProcedures(sessions, broker).addTo(all);
        new TestamentProcedures(broker, permissions, options.uriCheck(), contracts, checks).addTo(all);
        new SubscriptionProcedures(broker).addTo(all);
        HistoryProcedure events = new HistoryProcedure(
                realm.get().name(), broker, permissions, options.broker().historyFormat());
        events.addTo(all);
        new RegistrationProcedures(dealer).addTo(all);
        new ContractProcedures(contracts).addTo(all);
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
