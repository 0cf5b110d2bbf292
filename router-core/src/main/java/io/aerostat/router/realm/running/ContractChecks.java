package io.aerostat.router.realm.running;

import io.aerostat.router.contract.Contracts;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.session.joined.PayloadChecks;
import io.aerostat.router.session.joined.RouterSession;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The checks of payloads in one realm. Any thread.
 *
 * @param options returns the current options of the realm
 * @param executor runs checks of large payloads
 */
record ContractChecks(Supplier<RealmOptions> options, Executor executor, RealmActivity activity)
        implements PayloadChecks {
    @Override
    public Contracts contracts() {
        return options.get().contracts();
    }

    @Override
    public void misfit(RouterSession session, String action, String uri, String path) {
        activity.misfit(session, action, uri, path);
    }
}
