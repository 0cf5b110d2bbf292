package io.aerostat.router.session.joined;

import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Yield;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.contract.PayloadSchema;
import io.aerostat.router.dealer.DealerSession;
import io.aerostat.router.peer.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Passes a callee's answers to the dealer, after checking the results against the contracts of the realm. While a large
 * result is checked, later answers of this callee wait in order. Confined to the session's loop.
 */
final class AnswerGate extends OrderedGate {
    private static final String ACTION = "yield";

    private final ContractGate contracts;
    private final DealerSession dealer;

    AnswerGate(RouterSession session, ContractGate contracts, DealerSession dealer) {
        super(session);
        this.contracts = contracts;
        this.dealer = dealer;
    }

    /** Passes an ERROR in place of an answer that the router refuses (P1, RPC-11). */
    void refuse(long invocation, Refusal refusal) {
        pass(refusal.toMessage(Invocation.CODE, invocation));
    }

    @Override
    void handle(WampMessage answer) {
        if (answer instanceof Yield yield) {
            handle(yield);
        } else if (answer instanceof ErrorMessage error && error.requestType() == Invocation.CODE) {
            dealer.error(error);
        } else if (answer instanceof ErrorMessage error) {
            session.violate("ERROR: found request type " + error.requestType() + " (expected 68)"); // PV-4
        } else {
            throw new IllegalStateException("found " + answer.type() + " (expected an answer to an invocation)");
        }
    }

    private void handle(Yield yield) {
        Contracts present = contracts.contracts();
        String procedure = present.checksResults() ? dealer.procedureOf(yield.request()) : null;
        PayloadSchema schema = procedure == null ? null : present.ofResult(procedure);
        if (procedure == null || schema == null) {
            dealer.yield(yield);
            return;
        }
        boolean encoded = ContractGate.isEncoded(yield.options().passthru(), yield.payload());
        if (ContractGate.isQuick(yield.payload(), encoded)) {
            conclude(yield, procedure, contracts.check(schema, ACTION, procedure, yield.payload(), encoded));
        } else {
            defer();
            contracts.checkElsewhere(
                    schema,
                    ACTION,
                    procedure,
                    yield.payload(),
                    refusal -> decided(() -> conclude(yield, procedure, refusal)));
        }
    }

    private void conclude(Yield yield, String procedure, @Nullable Refusal refusal) {
        if (refusal == null) {
            dealer.yield(yield);
        } else {
            Refusal named = new Refusal(refusal.error(), "result of " + procedure + ": " + refusal.text());
            dealer.error(named.toMessage(Invocation.CODE, yield.request()));
        }
    }
}
