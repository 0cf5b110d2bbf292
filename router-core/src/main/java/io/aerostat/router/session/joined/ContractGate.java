package io.aerostat.router.session.joined;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.contract.PayloadFault;
import io.aerostat.router.contract.PayloadSchema;
import io.aerostat.router.peer.Refusal;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks the payloads of one session's messages against schemas: small payloads at once, large ones
 * on another thread. Confined to the session's loop.
 */
final class ContractGate {
    private static final Logger LOG = LoggerFactory.getLogger(ContractGate.class);

    /** The size in bytes of the largest payload that is checked on the loop. */
    private static final int CHECKED_ON_LOOP = 4096;

    private static final Refusal OVERLOADED =
            new Refusal(ErrorUris.LIMIT_EXCEEDED, "too many payloads wait for a check; try again later");

    private final RouterSession session;
    private final PayloadChecks checks;

    ContractGate(RouterSession session, PayloadChecks checks) {
        this.session = session;
        this.checks = checks;
    }

    /** Receives the outcome of a check that has run on another thread. Called on the session's loop. */
    interface Verdict {
        /** @param refusal null if the payload fits */
        void accept(@Nullable Refusal refusal);
    }

    Contracts contracts() {
        return checks.contracts();
    }

    /** Checks whether a payload is in passthru mode, so that the router cannot read its values. */
    static boolean isEncoded(Passthru passthru, Payload payload) {
        return passthru.isUsed() || payload.isBare();
    }

    /**
     * Returns true if the check of a payload is quick enough for the loop. The check is quick if the payload is small,
     * or if it is encoded, because the values of an encoded payload are not read.
     */
    static boolean isQuick(Payload payload, boolean encoded) {
        return encoded || payload.size() <= CHECKED_ON_LOOP;
    }

    /** Checks a payload at once. Returns null if the payload fits. */
    @Nullable
    Refusal check(PayloadSchema schema, String action, String uri, Payload payload, boolean encoded) {
        return conclude(action, uri, faultOf(schema, uri, payload, encoded));
    }

    /** Checks a payload on another thread. The session must keep its later messages until the verdict. */
    void checkElsewhere(PayloadSchema schema, String action, String uri, Payload payload, Verdict verdict) {
        try {
            checks.executor().execute(() -> {
                PayloadFault fault = faultOf(schema, uri, payload, false);
                tell(() -> verdict.accept(conclude(action, uri, fault)));
            });
        } catch (RejectedExecutionException e) {
            session.loop().execute(() -> verdict.accept(OVERLOADED));
        }
    }

    private void tell(Runnable verdict) {
        try {
            session.run(verdict);
        } catch (RejectedExecutionException e) {
            LOG.debug("the loop of session {} has ended before the check of a payload", session.id());
        }
    }

    private static @Nullable PayloadFault faultOf(PayloadSchema schema, String uri, Payload payload, boolean encoded) {
        try {
            return schema.faultOf(payload, encoded);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("the schema of {} failed", uri, e);
            return new PayloadFault("", "found a payload that cannot be checked");
        }
    }

    private @Nullable Refusal conclude(String action, String uri, @Nullable PayloadFault fault) {
        if (fault == null) {
            return null;
        }
        checks.misfit(session, action, uri, fault.path());
        LOG.debug("session {}: {} of {} does not fit its schema at {}", session.id(), action, uri, fault.path());
        return new Refusal(ErrorUris.INVALID_ARGUMENT, fault.text());
    }
}
