package io.aerostat.router.session.joined;

import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.contract.Contracts;
import io.aerostat.router.contract.PayloadSchema;
import io.aerostat.router.contract.PermittedPayloads;
import io.aerostat.router.dealer.DealerSession;
import io.aerostat.router.peer.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A CALL that begins a call. A CALL that continues a progressive call is not authorized again (PCI-10). */
record CallRequest(Call call, DealerSession dealer) implements GatedRequest {
    @Override
    public int type() {
        return Call.CODE;
    }

    @Override
    public long id() {
        return call.request();
    }

    @Override
    public Action action() {
        return Action.CALL;
    }

    @Override
    public String uri() {
        return call.procedure();
    }

    @Override
    public MatchPolicy match() {
        return MatchPolicy.EXACT;
    }

    @Override
    public Map<String, @Nullable Object> options() {
        return call.options().toMap();
    }

    @Override
    public boolean isApplicationsOnly() {
        return false;
    }

    @Override
    public @Nullable PayloadSchema schema(Contracts contracts, PermittedPayloads permitted) {
        return permitted.ofCall(call.procedure(), contracts);
    }

    @Override
    public Payload payload() {
        return call.payload();
    }

    @Override
    public Passthru passthru() {
        return call.options().passthru();
    }

    @Override
    public void admit(Permit permit) {
        dealer.call(call, permit);
    }

    @Override
    public void misfit(Refusal refusal) {
        dealer.refuse(call, refusal);
    }

    @Override
    public void refused() {
        dealer.refused(call);
    }
}
