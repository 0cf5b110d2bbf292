package io.aerostat.router.authorization.rule;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.AuthorizationRequest;
import io.aerostat.router.authorization.Authorizer;
import io.aerostat.router.authorization.Decision;
import io.aerostat.router.authorization.Decision.Allowed;
import io.aerostat.router.authorization.Decision.Pending;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.contract.NamedSchemas;
import io.aerostat.router.contract.PayloadSchema;
import io.aerostat.router.contract.PermittedPayloads;
import io.aerostat.router.service.ProcedureCaller;
import io.aerostat.router.session.Principal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a procedure that authorizes requests (AZN-7; docs/reference/crossbar.md#authorizers). The procedure gets
 * {@code [session, uri, action, options]} and returns a bool or {@code {allow, disclose, cache, validate}}. A decision
 * with {@code cache} is cached for all sessions of the role; the number of cached decisions is limited (P11). If the
 * call fails, the request is refused with {@code wamp.error.authorization_failed} (AZN-3).
 */
final class DynamicAuthorizer implements Authorizer {
    private static final Logger LOG = LoggerFactory.getLogger(DynamicAuthorizer.class);
    private static final Set<String> KEYS = Set.of("allow", "disclose", "cache", "validate");

    private final ProcedureCaller caller;
    private final String procedure;
    private final NamedSchemas schemas;
    private final Executor checks;
    private final Duration deadline;
    private final int cachedDecisions;
    /**
     * The cached decisions. A purge replaces the cache instead of emptying it. A decision that was requested before the
     * purge then enters the old cache, which is never read again.
     */
    private volatile Cache<Key, Optional<Allowed>> decisions;

    /**
     * Creates an authorizer.
     *
     * @param schemas the schemas of the types in {@code validate}
     * @param checks looks up schemas, which may be compiled at that moment
     * @param cachedDecisions the largest number of cached decisions
     */
    public DynamicAuthorizer(
            ProcedureCaller caller,
            String procedure,
            NamedSchemas schemas,
            Executor checks,
            Duration deadline,
            int cachedDecisions) {
        this.caller = caller;
        this.procedure = procedure;
        this.schemas = schemas;
        this.checks = checks;
        this.deadline = deadline;
        this.cachedDecisions = cachedDecisions;
        this.decisions = noDecisions(cachedDecisions);
    }

    private static Cache<Key, Optional<Allowed>> noDecisions(int atMost) {
        return Caffeine.newBuilder().maximumSize(atMost).build();
    }

    private record Key(String uri, Action action, MatchPolicy match) {}

    @Override
    public Decision authorize(AuthorizationRequest request) {
        Cache<Key, Optional<Allowed>> cache = decisions;
        Optional<Allowed> known = cache.getIfPresent(new Key(request.uri(), request.action(), request.match()));
        return known == null ? new Pending(ask(request, cache)) : decision(request, known);
    }

    /**
     * Returns the decision about a request. The cache holds only the fact of a refusal, because the text of a refusal
     * names the session.
     */
    private static Decision decision(AuthorizationRequest request, Optional<Allowed> allowed) {
        return allowed.isPresent() ? allowed.get() : Denials.notAuthorized(request);
    }

    /**
     * Discards the cached decisions. A pending decision is not cached either, so the next request for each URI and
     * action calls the procedure again.
     */
    public void purge() {
        decisions = noDecisions(cachedDecisions);
    }

    private CompletionStage<Decision> ask(AuthorizationRequest request, Cache<Key, Optional<Allowed>> cache) {
        PayloadValues arguments = new PayloadValues(
                List.of(
                        session(request),
                        request.uri(),
                        request.action().wire(),
                        request.options().get()),
                Map.of());
        return caller.call(request.principal().realm(), procedure, arguments)
                .toCompletableFuture()
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .thenCompose(values -> namesTypes(values)
                        ? CompletableFuture.supplyAsync(() -> decide(request, values, cache), checks)
                        : CompletableFuture.completedFuture(decide(request, values, cache)))
                .exceptionally(failure -> {
                    LOG.atWarn()
                            .addKeyValue("procedure", procedure)
                            .log("dynamic authorizer {} failed: {}", procedure, failure.toString());
                    return Denials.failed(request);
                });
    }

    private static Map<String, @Nullable Object> session(AuthorizationRequest request) {
        Principal principal = request.principal();
        Map<String, @Nullable Object> session = new LinkedHashMap<>();
        session.put("session", request.session());
        session.put("realm", principal.realm());
        session.put("authid", principal.authid());
        session.put("authrole", principal.authrole());
        session.put("authmethod", principal.authmethod());
        session.put("authprovider", principal.authprovider());
        session.put("authextra", principal.authextra());
        return session;
    }

    private static boolean namesTypes(PayloadValues values) {
        return !values.args().isEmpty()
                && values.args().get(0) instanceof Map<?, ?> decision
                && decision.get("validate") != null;
    }

    private Decision decide(AuthorizationRequest request, PayloadValues values, Cache<Key, Optional<Allowed>> cache) {
        Object result = values.args().isEmpty() ? null : values.args().get(0);
        if (result instanceof Boolean allow) {
            return allow ? Decision.PLAIN : Denials.notAuthorized(request);
        }
        if (!(result instanceof Map<?, ?> dictionary)
                || !KEYS.containsAll(dictionary.keySet())
                || !(dictionary.get("allow") instanceof Boolean allow)) {
            throw new IllegalArgumentException(
                    "found a result that is not a decision (expected a bool, or a dictionary of allow, disclose, "
                            + "cache, validate)");
        }
        Optional<Allowed> allowed = allow ? Optional.of(new Allowed(permit(dictionary))) : Optional.empty();
        if (Boolean.TRUE.equals(dictionary.get("cache"))) {
            cache.put(new Key(request.uri(), request.action(), request.match()), allowed);
        }
        return decision(request, allowed);
    }

    private Permit permit(Map<?, ?> decision) {
        Permit permit = Boolean.TRUE.equals(decision.get("disclose")) ? Permit.DISCLOSED : Permit.PLAIN;
        Object types = decision.get("validate");
        if (types == null) {
            return permit;
        }
        if (!(types instanceof Map<?, ?> byMessage)) {
            throw new IllegalArgumentException("found a decision whose validate is no dictionary");
        }
        return new Permit(
                permit.disclose(),
                permit.trustlevel(),
                new PermittedPayloads(
                        schema(byMessage, "call", "call_progress"),
                        schema(byMessage, "call_result", "call_result_progress"),
                        schema(byMessage, "call_error"),
                        schema(byMessage, "event")));
    }

    /** Returns the schema of a kind of messages. The types after the first have no effect without the first. */
    private Optional<PayloadSchema> schema(Map<?, ?> typeByMessage, String... messages) {
        Set<String> types = new LinkedHashSet<>();
        for (String message : messages) {
            Object type = typeByMessage.get(message);
            if (type instanceof String name) {
                types.add(name);
            } else if (type != null) {
                throw new IllegalArgumentException(
                        "found a decision whose validate has no name of a type for " + message);
            }
        }
        return typeByMessage.get(messages[0]) == null ? Optional.empty() : schemas.of(types);
    }
}
