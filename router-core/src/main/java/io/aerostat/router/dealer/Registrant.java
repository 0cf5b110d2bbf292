package io.aerostat.router.dealer;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.Unregistered;
import io.aerostat.protocol.option.Revocation;
import io.aerostat.router.authorization.DisclosurePolicy;
import io.aerostat.router.dealer.Registrations.Refused;
import io.aerostat.router.peer.Refusal;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A session as holder of registrations. Confined to its loop, but for {@link #callee} and {@link #revoke}. */
final class Registrant {
    /** The reason of a revocation by another session's {@code force_reregister}, as Crossbar.io gives it. */
    private static final String UNREGISTERED = "wamp.error.unregistered";

    private static final int FEW = 4;

    private final Callee callee;
    private final Registrations registrations;
    private final SessionLoops loops;
    private final DealerOptions options;
    private final Outbox outbox;
    private final LongObjectHashMap<Endpoint> endpoints = new LongObjectHashMap<>(FEW);
    private final Queue<Runnable> putOff = new ArrayDeque<>(0);
    private int retiring;
    private boolean holdsReading;
    private boolean left;

    Registrant(Callee callee, Registrations registrations, SessionLoops loops, DealerOptions options, Outbox outbox) {
        this.callee = callee;
        this.registrations = registrations;
        this.loops = loops;
        this.options = options;
        this.outbox = outbox;
    }

    Callee callee() {
        return callee;
    }

    int registrations() {
        return endpoints.size();
    }

    void register(Register register) {
        assert callee.peer().loop().inEventLoop();
        if (isPutOff(() -> register(register))) {
            return;
        }
        Registrations.Outcome outcome = outcomeOf(register);
        if (outcome instanceof Registrations.Added added) {
            Endpoint endpoint = added.endpoint();
            endpoints.put(endpoint.registration().id(), endpoint);
            added.evicted().forEach(evicted -> evicted.holder().revoke(evicted, UNREGISTERED));
            outbox.answer(
                    new Registered(register.request(), endpoint.registration().id()));
            registrations.announce();
            endpoint.registration().waiting().placeFree();
        } else if (outcome instanceof Refused refused) {
            outbox.refuse(Register.CODE, register.request(), refused.refusal());
        }
    }

    private Registrations.Outcome outcomeOf(Register register) {
        if (register.options().discloseCaller()
                && options.disclosure() == DisclosurePolicy.REFUSE
                && !callee.peer().principal().isTrusted()) {
            return new Refused(Caller.DISCLOSURE_REFUSED); // CID-3; but the router itself always knows who calls it
        }
        int maximum = options.limits().registrationsPerSession();
        if (endpoints.size() >= maximum && !callee.peer().principal().isTrusted()) {
            return new Refused(Refusal.ofLimit("registrations_per_session", maximum));
        }
        return registrations.add(this, register.procedure(), register.options());
    }

    /**
     * Invocations under way run to their end (RPC-13, A-5), and so do calls that other loops have placed here already: they are sent before
     * UNREGISTERED.
     */
    void unregister(Unregister unregister) {
        assert callee.peer().loop().inEventLoop();
        if (isPutOff(() -> unregister(unregister))) {
            return;
        }
        Endpoint endpoint = endpoints.get(unregister.registration());
        if (endpoint == null || !registrations.remove(endpoint)) {
            outbox.refuse(
                    Unregister.CODE,
                    unregister.request(),
                    new Refusal(
                            ErrorUris.NO_SUCH_REGISTRATION,
                            "this session holds no registration " + unregister.registration())); // RPC-2
            return;
        }
        retire(endpoint, () -> {
            outbox.answer(new Unregistered(unregister.request(), null));
            registrations.announce();
        });
    }

    /**
     * Tells the session that a registration was taken from it, if it understands (REV-1); the registry has dropped it already. Any thread.
     */
    void revoke(Endpoint endpoint, @Nullable String reason) {
        callee.peer().run(() -> {
            if (endpoints.get(endpoint.registration().id()) == endpoint) {
                retire(endpoint, () -> {
                    if (callee.abilities().revocation()) {
                        outbox.answer(new Unregistered(
                                0, new Revocation(endpoint.registration().id(), reason)));
                    }
                });
            }
        });
    }

    /** The registry has dropped the endpoint. Closes it when all calls have arrived that found it there before; the client is told then. */
    private void retire(Endpoint endpoint, Runnable tell) {
        endpoints.remove(endpoint.registration().id());
        endpoint.registration().waiting().placeFree();
        retiring++;
        Runnable close = () -> {
            if (!left) {
                endpoint.close();
                tell.run();
                retiring--;
                resume();
            }
        };
        EventExecutor home = callee.peer().loop();
        if (endpoint.registration().isBounded()) {
            // A waiting call gets its place on one loop, goes through its caller's, and then comes here.
            loops.afterCommandsUnderWay(home, () -> loops.afterCommandsUnderWay(home, close));
        } else {
            loops.afterCommandsUnderWay(home, close);
        }
    }

    /** While a registration ends, later requests wait: a registration that is joined again has the same id, and its REGISTERED must come last. */
    private boolean isPutOff(Runnable request) {
        if (retiring == 0) {
            return false;
        }
        if (!holdsReading) {
            holdsReading = true;
            callee.peer().holdReading();
        }
        putOff.add(request);
        return true;
    }

    private void resume() {
        while (retiring == 0 && !putOff.isEmpty()) {
            putOff.remove().run(); // which may end the session, or come back here at once, and empty the queue
        }
        if (holdsReading && putOff.isEmpty()) {
            holdsReading = false;
            callee.peer().releaseReading();
        }
    }

    private void forget(Endpoint endpoint) {
        endpoints.remove(endpoint.registration().id());
        endpoint.close();
        endpoint.registration().waiting().placeFree();
    }

    void leave() {
        left = true;
        putOff.clear();
        Endpoint[] all = endpoints.values().toArray(new Endpoint[0]);
        Arrays.sort(
                all,
                Comparator.comparingLong(endpoint -> endpoint.registration().id()));
        for (Endpoint endpoint : all) {
            registrations.remove(endpoint);
            forget(endpoint);
        }
        registrations.announce();
    }
}
