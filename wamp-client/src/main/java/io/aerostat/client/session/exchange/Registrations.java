package io.aerostat.client.session.exchange;

import io.aerostat.client.connection.MessageRefused;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.error.RequestRejected;
import io.aerostat.client.execution.WampFuture;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.rpc.Registration;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.feature.Feature;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.Unregistered;
import io.aerostat.protocol.option.Revocation;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registrations of one session. Confined to the connection's executor. */
public final class Registrations {
    private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);

    private final Outbox outbox;
    private final Requests requests;
    private final Completions completions;
    private final Roles router;
    private final Map<Long, ActiveRegistration> byId = new HashMap<>();

    public Registrations(Outbox outbox, Requests requests, Completions completions, Roles router) {
        this.outbox = outbox;
        this.requests = requests;
        this.completions = completions;
        this.router = router;
    }

    @Nullable
    public ActiveRegistration find(long id) {
        return byId.get(id);
    }

    public void register(ActiveRegistration registration, WampFuture<Registration> future) {
        ProcedureOffer offer = registration.offer();
        if (offer.match() != MatchPolicy.EXACT && !router.announces(Role.DEALER, Feature.PATTERN_BASED_REGISTRATION)) {
            LOG.warn(
                    "registration {} ({}): the router does not announce {}, and may never send a call",
                    offer.uri(),
                    offer.match().wire(),
                    Feature.PATTERN_BASED_REGISTRATION.key());
        }
        long request;
        try {
            request = outbox.request(id -> new Register(id, offer.options(), offer.uri()));
        } catch (MessageRefused e) {
            completions.fail(future, new RequestRejected(String.valueOf(e.getMessage()), e));
            return;
        }
        requests.expect(
                request,
                Register.CODE,
                Registered.CODE,
                reply -> registered(registration, ((Registered) reply).registration(), future),
                error -> completions.fail(future, error));
    }

    private void registered(ActiveRegistration registration, long id, WampFuture<Registration> future) {
        if (byId.containsKey(id)) {
            // SHR-6: the router lists a callee of a shared procedure once, so a second handler would never be called.
            completions.fail(
                    future,
                    new ApplicationError(
                            ErrorUris.PROCEDURE_ALREADY_EXISTS,
                            "this session has already registered "
                                    + registration.offer().uri()));
            return;
        }
        byId.put(id, registration);
        registration.id = id;
        registration.active = true;
        completions.complete(future, registration);
    }

    public void unregister(ActiveRegistration registration, WampFuture<Void> future) {
        if (byId.get(registration.id) != registration) {
            completions.done(future); // the registration has already ended
            return;
        }
        long request;
        try {
            request = outbox.request(id -> new Unregister(id, registration.id));
        } catch (MessageRefused e) {
            throw new IllegalStateException("UNREGISTER has no payload to refuse", e);
        }
        requests.expect(
                request,
                Unregister.CODE,
                Unregistered.CODE,
                reply -> {
                    end(registration, "");
                    completions.done(future);
                },
                error -> completions.fail(future, error));
    }

    /** Called when the router has revoked a registration (REV-3). */
    public void revoked(@Nullable Revocation revocation) {
        ActiveRegistration registration = revocation == null ? null : byId.get(revocation.id());
        if (registration != null && revocation != null) {
            String reason = revocation.reason();
            end(registration, reason == null ? "wamp.error.unregistered" : reason);
        }
    }

    private void end(ActiveRegistration registration, String reason) {
        byId.remove(registration.id, registration);
        registration.active = false;
        completions.complete(registration.ended, reason);
    }

    public void failAll(Throwable cause) {
        for (ActiveRegistration registration : byId.values()) {
            registration.active = false;
            completions.fail(registration.ended, cause);
        }
        byId.clear();
    }
}
