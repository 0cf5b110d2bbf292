package io.aerostat.router.realm.running;

import io.aerostat.router.broker.Broker;
import io.aerostat.router.dealer.Dealer;
import io.aerostat.router.realm.BrokerStatistics;
import io.aerostat.router.realm.DealerStatistics;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmStatistics;
import io.aerostat.router.realm.RoleStatistics;
import java.util.List;

/** Collects the statistics of a realm. */
final class RealmNumbers {
    private RealmNumbers() {}

    static RealmStatistics read(
            RealmDefinition config,
            Broker broker,
            Dealer dealer,
            Places places,
            long slowConsumers,
            List<RoleStatistics> roles) {
        DealerStatistics calls = dealer.statistics();
        BrokerStatistics events = broker.statistics();
        return new RealmStatistics(
                config.name(),
                places.taken(),
                config.options().sessions().sessions(),
                broker.countSubscriptions(),
                dealer.countRegistrations(),
                calls.pendingCalls(),
                calls.pendingInvocations(),
                calls.armedTimers(),
                broker.retained().size(),
                events.publications(),
                events.refusedPublications(),
                events.droppedEvents(),
                slowConsumers,
                calls.lateAnswers(),
                places.refused(),
                roles);
    }
}
