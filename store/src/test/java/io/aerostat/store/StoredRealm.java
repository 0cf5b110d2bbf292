package io.aerostat.store;

import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.realm.BrokerOptions;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.test.TestRouter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Routers of tests whose realm has a file store. */
final class StoredRealm {
    static final FileStoreOptions OPTIONS = FileStoreOptions.DEFAULT.withSync(false);

    private StoredRealm() {}

    /** Starts a router that keeps retained events, and the history of these topics and patterns. */
    static TestRouter start(Path folder, HistoryRule... history) {
        return start(folder, options -> options.withHistory(List.of(history)));
    }

    static TestRouter start(Path folder, UnaryOperator<BrokerOptions> options) {
        BrokerOptions broker = BrokerOptions.DEFAULT.withEventStore(new FileEventStore(folder, OPTIONS));
        return TestRouter.builder()
                .options(RealmOptions.DEFAULT.withBroker(options.apply(broker)))
                .router(router -> router.eventLoops(3))
                .listening()
                .start();
    }
}
