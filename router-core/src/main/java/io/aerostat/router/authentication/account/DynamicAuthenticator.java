package io.aerostat.router.authentication.account;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.StageFailure;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.uri.ReservedUris;
import io.aerostat.router.authentication.Account;
import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.service.ProcedureCaller;
import io.aerostat.router.service.ServiceException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A procedure that decides who may join (DYN-1; docs/reference/crossbar.md#authenticators). The realm's own session
 * calls it with {@code [realm, authid, details]}; it returns a role or a dictionary, or fails with the URI that the
 * client gets. If the call fails for another reason (no registration, a timeout, an invalid result), the client is
 * refused with {@code wamp.error.authentication_failed}.
 */
public final class DynamicAuthenticator {
    private static final Logger LOG = LoggerFactory.getLogger(DynamicAuthenticator.class);

    /**
     * The {@code wamp.} errors with which an authenticator may refuse a client. Any other {@code wamp.} error means
     * that the authenticator has failed.
     */
    private static final Set<String> REFUSALS = Set.of(
            ErrorUris.NOT_AUTHORIZED,
            ErrorUris.AUTHENTICATION_DENIED,
            ErrorUris.AUTHENTICATION_REQUIRED,
            ErrorUris.NO_SUCH_PRINCIPAL,
            ErrorUris.NO_SUCH_REALM,
            ErrorUris.NO_SUCH_ROLE);

    private final ProcedureCaller caller;
    private final String procedure;
    private final @Nullable String realm;
    private final @Nullable String defaultRole;
    private final Duration deadline;

    /**
     * @param realm the realm of the procedure, or null for the realm that the client requests
     * @param defaultRole the role of principals for which the procedure names no role, or null to refuse such
     *     principals
     */
    public DynamicAuthenticator(
            ProcedureCaller caller,
            String procedure,
            @Nullable String realm,
            @Nullable String defaultRole,
            Duration deadline) {
        this.caller = caller;
        this.procedure = procedure;
        this.realm = realm;
        this.defaultRole = defaultRole;
        this.deadline = deadline;
    }

    /**
     * Calls the procedure, and returns the account that it describes. Every failure is a {@link RefusedException}.
     *
     * @param additions the entries to add to {@code details}, such as the ticket
     * @param credential reads the method's secret or key from the result; throws an {@link IllegalArgumentException}
     *     that says what is wrong
     */
    public <C> CompletionStage<Account<C>> ask(
            String method,
            AuthenticationRequest request,
            Map<String, ?> additions,
            Function<PrincipalDictionary, C> credential) {
        String said = request.details().authid();
        String authid = said == null || said.isEmpty() ? null : said; // An empty authid means none.
        return ask(method, request, authid, additions).thenApply(dictionary -> {
            PrincipalDictionary principal = new PrincipalDictionary(dictionary);
            try {
                return principal.account(authid == null ? RandomAuthid.next() : authid, credential.apply(principal));
            } catch (IllegalArgumentException e) {
                throw broken(String.valueOf(e.getMessage()));
            }
        });
    }

    private CompletionStage<Map<String, @Nullable Object>> ask(
            String method, AuthenticationRequest request, @Nullable String authid, Map<String, ?> additions) {
        String where = realm != null ? realm : request.realm();
        if (where == null) {
            return CompletableFuture.failedFuture(new RefusedException(ErrorUris.NO_SUCH_REALM, "no realm requested"));
        }
        PayloadValues arguments = new PayloadValues(
                Arrays.asList(request.realm(), authid, details(method, request, additions)), Map.of());
        return caller.call(where, procedure, arguments)
                .toCompletableFuture()
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .handle((values, failure) -> failure == null ? principal(values) : fail(failure));
    }

    private static Map<String, @Nullable Object> details(
            String method, AuthenticationRequest request, Map<String, ?> additions) {
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("session", request.session());
        details.put("authmethod", method);
        details.put("authid", request.details().authid());
        details.put("authrole", request.details().authrole());
        details.put("authextra", request.details().authextra());
        details.put("transport", TransportDetails.of(request));
        details.putAll(additions);
        return details;
    }

    private Map<String, @Nullable Object> principal(PayloadValues values) {
        Object result = values.args().isEmpty() ? null : values.args().get(0);
        Map<String, @Nullable Object> principal = new LinkedHashMap<>();
        if (result instanceof String role) {
            principal.put("role", role);
        } else if (result instanceof Map<?, ?> dictionary) {
            dictionary.forEach((key, value) -> principal.put(String.valueOf(key), value));
        } else {
            throw broken("returned "
                    + (result == null ? "nothing" : "a " + result.getClass().getSimpleName())
                    + " (expected a role or a dictionary)");
        }
        Object role = principal.get("role");
        if (role == null && defaultRole != null) {
            principal.put("role", defaultRole);
        } else if (role == null) {
            throw new RefusedException(ErrorUris.NO_SUCH_ROLE, "no authrole assigned");
        } else if (!(role instanceof String)) {
            throw broken("returned a role that is not a string");
        }
        return principal;
    }

    private <T> T fail(Throwable failure) {
        Throwable cause = StageFailure.cause(failure);
        if (cause instanceof ServiceException error && isRefusal(error.uri())) {
            List<@Nullable Object> args = error.values().args();
            throw new RefusedException(
                    error.uri(),
                    !args.isEmpty() && args.get(0) instanceof String text ? text : "refused by the authenticator");
        }
        throw broken(
                cause instanceof ServiceException error
                        ? "failed with " + error.uri()
                        : cause instanceof TimeoutException ? "did not answer within " + deadline : "failed: " + cause);
    }

    private static boolean isRefusal(String uri) {
        return REFUSALS.contains(uri) || !ReservedUris.isReserved(uri);
    }

    /** Logs the failure, and returns a refusal that tells the client only that the authenticator has failed. */
    private RefusedException broken(String what) {
        LOG.atWarn().addKeyValue("procedure", procedure).log("dynamic authenticator {}: {}", procedure, what);
        return new RefusedException(ErrorUris.AUTHENTICATION_FAILED, "the authenticator of this realm failed");
    }
}
