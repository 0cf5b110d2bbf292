package io.aerostat.router.meta;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.AuthorizationRequest;
import io.aerostat.router.authorization.Authorizer;
import io.aerostat.router.authorization.Decision;
import io.aerostat.router.authorization.Decision.Allowed;
import io.aerostat.router.authorization.Decision.Denied;
import io.aerostat.router.authorization.Decision.Pending;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.service.ServiceException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the authorizer of a session's role whether the session may do something (TES-5, HIS-5). Any thread. */
final class Permissions {
    private final Function<String, @Nullable Authorizer> authorizers;

    /**
     * Creates the permissions.
     *
     * @param authorizers returns the authorizer of a role
     */
    Permissions(Function<String, @Nullable Authorizer> authorizers) {
        this.authorizers = authorizers;
    }

    /** Returns the permit, or fails with a {@link ServiceException} if the action is denied. */
    CompletionStage<Permit> ask(
            Peer session,
            Action action,
            String uri,
            MatchPolicy match,
            Supplier<Map<String, @Nullable Object>> options) {
        Authorizer authorizer = authorizers.apply(session.principal().authrole());
        if (authorizer == null) {
            throw new ServiceException(ErrorUris.NOT_AUTHORIZED, "the session's role does not exist any more");
        }
        Decision decision = authorizer.authorize(
                new AuthorizationRequest(session.id(), session.principal(), action, uri, match, options));
        return decision instanceof Pending pending
                ? pending.decision().thenApply(Permissions::permit)
                : CompletableFuture.completedFuture(permit(decision));
    }

    private static Permit permit(Decision decision) {
        if (decision instanceof Allowed allowed) {
            return allowed.permit();
        }
        if (decision instanceof Denied denied) {
            throw new ServiceException(denied.error(), denied.message());
        }
        throw new IllegalStateException("a decision that pends twice");
    }
}
