package io.aerostat.router.session.joined;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.contract.PayloadSchema;
import io.aerostat.router.contract.PermittedPayloads;
import io.aerostat.router.dealer.DealerSession;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.session.joined.ContractGate.Verdict;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Passes a callee's answers to the dealer, after checking results against the contracts of the realm, and results and
 * errors against the permission of their caller. While a large answer is checked, later answers of this callee wait in
 * order. Confined to the session's loop.
 */
final class AnswerGate extends OrderedGate {
    private static final String ACTION = "yield";

    private final ContractGate contracts;
    private final DealerSession dealer;
    /** The ERRORs of the router that are not handled yet, in order; created for the first refusal. */
    private @Nullable Queue<WampMessage> refusals;

    AnswerGate(RouterSession session, ContractGate contracts, DealerSession dealer) {
        super(session);
        this.contracts = contracts;
        this.dealer = dealer;
    }

    /** Passes an ERROR in place of an answer that the router refuses (P1, RPC-11). */
    void refuse(long invocation, Refusal refusal) {
        if (refusals == null) {
            refusals = new ArrayDeque<>();
        }
        WampMessage error = refusal.toMessage(Invocation.CODE, invocation);
        refusals.add(error);
        pass(error);
    }

    @Override
    void handle(WampMessage answer) {
        if (answer instanceof Yield yield) {
            handle(yield);
        } else if (answer instanceof ErrorMessage error && error.requestType() == Invocation.CODE) {
            handle(error);
        } else if (answer instanceof ErrorMessage error) {
            session.violate("ERROR: found request type " + error.requestType() + " (expected 68)"); // PV-4
        } else {
            throw new IllegalStateException("found " + answer.type() + " (expected an answer to an invocation)");
        }
    }

    private void handle(Yield yield) {
        Contracts present = contracts.contracts();
        PermittedPayloads permitted = dealer.payloadsOf(yield.request());
        String procedure =
                present.checksResults() || permitted.result().isPresent() ? dealer.procedureOf(yield.request()) : null;
        PayloadSchema schema = procedure == null ? null : permitted.ofResult(procedure, present);
        if (procedure == null || schema == null) {
            dealer.yield(yield);
            return;
        }
        check(schema, procedure, yield.payload(), yield.options().passthru(), refusal -> {
            if (refusal == null) {
                dealer.yield(yield);
            } else {
                refuse(yield.request(), "result of " + procedure, refusal);
            }
        });
    }

    private void handle(ErrorMessage error) {
        boolean isOwn = takeRefusal(error);
        PayloadSchema schema =
                isOwn ? null : dealer.payloadsOf(error.request()).error().orElse(null);
        String procedure = schema == null || isExempt(error) ? null : dealer.procedureOf(error.request());
        if (procedure == null || schema == null) {
            dealer.error(error);
            return;
        }
        check(schema, procedure, error.payload(), error.details().passthru(), refusal -> {
            if (refusal == null) {
                dealer.error(error);
            } else {
                refuse(error.request(), "error of " + procedure, refusal);
            }
        });
    }

    /** Checks for the ERROR of a canceled call, and for an ERROR that sends the call to another callee (RRT-1). */
    private boolean isExempt(ErrorMessage error) {
        return error.error().equals(ErrorUris.UNAVAILABLE) || dealer.isInterrupted(error.request());
    }

    /** Removes an ERROR of the router from {@link #refusals}. Returns false if the ERROR is one of the callee's. */
    @SuppressWarnings("ReferenceEquality") // a callee may send an equal ERROR, which is checked
    private boolean takeRefusal(ErrorMessage error) {
        if (refusals == null || refusals.peek() != error) {
            return false;
        }
        refusals.remove();
        return true;
    }

    private void check(PayloadSchema schema, String procedure, Payload payload, Passthru passthru, Verdict verdict) {
        boolean encoded = ContractGate.isEncoded(passthru, payload);
        if (ContractGate.isQuick(payload, encoded)) {
            verdict.accept(contracts.check(schema, ACTION, procedure, payload, encoded));
        } else {
            defer();
            contracts.checkElsewhere(
                    schema, ACTION, procedure, payload, refusal -> decided(() -> verdict.accept(refusal)));
        }
    }

    private void refuse(long invocation, String what, Refusal refusal) {
        Refusal named = new Refusal(refusal.error(), what + ": " + refusal.text());
        dealer.error(named.toMessage(Invocation.CODE, invocation));
    }
}
