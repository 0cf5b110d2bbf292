package io.aerostat.node.link;

import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.meta.IdsByMatch;
import io.aerostat.client.meta.MetaApi;
import io.aerostat.client.meta.RegistrationMeta;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.client.rpc.Invocation;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.rpc.Registration;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.option.InvocationPolicy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Registers the procedures of one realm in another realm, and forwards the calls. */
final class CallMirror extends Mirror<Registration> {
    private final Session callees;
    private final Session callers;
    private final RegistrationMeta meta;

    /**
     * @param callees the link's session in the realm of the callees
     * @param callers the link's session in the realm of the callers
     */
    CallMirror(Session callees, Session callers) {
        super(callees.details().id());
        this.callees = callees;
        this.callers = callers;
        this.meta = MetaApi.of(callees).registrations();
    }

    @Override
    List<CompletionStage<Subscription>> watch(Changed changed) {
        return List.of(
                meta.onRegister(changed::accept), meta.onUnregister(changed::accept), meta.onDelete(changed::accept));
    }

    @Override
    CompletionStage<IdsByMatch> list() {
        return meta.list();
    }

    @Override
    CompletionStage<List<Long>> sessions(long id) {
        return meta.listCallees(id);
    }

    @Override
    CompletionStage<Optional<Registration>> add(long id) {
        return meta.get(id)
                .thenCompose(info -> Forwarding.isForwarded(info.uri(), info.match())
                        ? callers.register(
                                        ProcedureOffer.of(info.uri())
                                                .invoke(InvocationPolicy.ofWire(info.invoke())
                                                        .orElse(InvocationPolicy.SINGLE))
                                                .sideBySide(),
                                        this::forward)
                                .thenApply(Optional::of)
                        : CompletableFuture.completedFuture(Optional.empty()));
    }

    private CompletionStage<?> forward(Invocation invocation) {
        if (!invocation.forwardFor().isEmpty()) {
            throw new ApplicationError(
                    ErrorUris.NO_SUCH_PROCEDURE, "found a call that a link has forwarded (expected at most one link)");
        }
        CallHandle call = callees.call(Call.of(invocation.procedure())
                .args(invocation.args().toArray())
                .kwargs(invocation.kwargs())
                .forwardFor(invocation.caller().map(Hop::of).orElseGet(() -> Hop.of(callers.details()))));
        invocation.onCancel(() -> call.cancel(true));
        return call.thenApply(CallResult::arguments);
    }

    @Override
    CompletionStage<Void> end(Registration part) {
        return part.unregister();
    }
}
