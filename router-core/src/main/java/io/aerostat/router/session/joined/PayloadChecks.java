package io.aerostat.router.session.joined;

import io.aerostat.router.contract.Contracts;
import java.util.concurrent.Executor;

/** The contracts of a realm, with the means to check payloads against them. Any thread. */
public interface PayloadChecks {
    /** Returns the contracts of the realm, which may change at any time. */
    Contracts contracts();

    /**
     * Returns the executor for checks that take too long for an event loop. The executor rejects tasks when it is
     * overloaded.
     */
    Executor executor();

    /**
     * Called on the session's loop when a message was refused because its payload does not fit.
     *
     * @param action {@code call}, {@code publish}, or {@code yield} for any answer of a callee
     * @param path the place of the fault in the payload
     */
    void misfit(RouterSession session, String action, String uri, String path);
}
