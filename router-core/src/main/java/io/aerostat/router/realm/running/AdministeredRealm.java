package io.aerostat.router.realm.running;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.broker.Broker;
import io.aerostat.router.dealer.Dealer;
import io.aerostat.router.inventory.RealmInventory;
import io.aerostat.router.realm.BrokerStatistics;
import io.aerostat.router.realm.DealerStatistics;
import io.aerostat.router.realm.RealmAdministration;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmProcedure;
import io.aerostat.router.realm.RealmUpdate;

/** Implements the administration of a running realm by calling its parts. */
record AdministeredRealm(Realm realm, Broker broker, Dealer dealer, JoinedSessions joined, SessionTraces traces)
        implements RealmAdministration {
    @Override
    public int sessions() {
        return joined.all().size();
    }

    @Override
    public int sessions(String role) {
        return (int) joined.all().stream()
                .filter(session -> session.principal().authrole().equals(role))
                .count();
    }

    @Override
    public RealmDefinition definition() {
        return realm.definition();
    }

    @Override
    public RealmUpdate update(RealmDefinition definition) {
        return realm.update(definition);
    }

    @Override
    public void register(String procedure, RealmProcedure handler) {
        realm.register(procedure, handler);
    }

    @Override
    public RealmInventory inventory() {
        return new LiveInventory(joined, broker, dealer, traces);
    }

    @Override
    public BrokerStatistics brokerStatistics() {
        return broker.statistics();
    }

    @Override
    public DealerStatistics dealerStatistics() {
        return dealer.statistics();
    }

    @Override
    public int retainedEvents() {
        return broker.retained().size();
    }

    @Override
    public int purgeRetained(String uri, MatchPolicy match) {
        return broker.retained().purge(uri, match).toCompletableFuture().join();
    }
}
