package io.aerostat.router.authorization.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.AuthorizationRequest;
import io.aerostat.router.authorization.Decision;
import io.aerostat.router.authorization.Decision.Pending;
import io.aerostat.router.contract.PayloadFault;
import io.aerostat.router.contract.PayloadSchema;
import io.aerostat.router.contract.PermittedPayloads;
import io.aerostat.router.session.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Tests what the answers of a procedure decide, and how long its decisions are cached. */
class DynamicAuthorizerTest {
    private static final PayloadValues REMEMBERED =
            new PayloadValues(List.of(Map.of("allow", true, "cache", true)), Map.of());

    private final List<CompletableFuture<PayloadValues>> questions = new ArrayList<>();
    private Executor checks = Runnable::run;
    private final DynamicAuthorizer authorizer = new DynamicAuthorizer(
            (realm, procedure, arguments) -> {
                CompletableFuture<PayloadValues> question = new CompletableFuture<>();
                questions.add(question);
                return question;
            },
            "com.example.authorize",
            types -> Optional.of(new Named(types)),
            task -> checks.execute(task),
            Duration.ofMinutes(1),
            10);

    /** A schema that nothing fits. */
    private record Named(Set<String> types) implements PayloadSchema {
        @Override
        public PayloadFault faultOf(Payload payload, boolean encoded) {
            return new PayloadFault("", "found a payload");
        }
    }

    private static PayloadValues validate(Object types) {
        return new PayloadValues(List.of(Map.of("allow", true, "validate", types)), Map.of());
    }

    private Decision decision(PayloadValues answer) {
        Pending asked = (Pending) ask();
        questions.get(questions.size() - 1).complete(answer);
        return asked.decision().toCompletableFuture().join();
    }

    private Decision ask() {
        return authorizer.authorize(new AuthorizationRequest(
                1,
                new Principal("realm1", "eve", "asked", "anonymous", "static", Map.of()),
                Action.CALL,
                "com.example.add",
                MatchPolicy.EXACT,
                Map::of));
    }

    @Conformance("P11")
    @Test
    void cachedDecisionsAreNotRequestedAgainBeforeAPurge() {
        ask();
        questions.get(0).complete(REMEMBERED);
        assertThat(ask()).isEqualTo(Decision.PLAIN);

        authorizer.purge();

        assertThat(ask()).isInstanceOf(Pending.class);
        assertThat(questions).hasSize(2);
    }

    @Test
    void aDecisionNamesTheTypesOfPayloads() {
        Decision decision = decision(validate(Map.of(
                "call", "shop.Order",
                "call_result", "shop.Receipt",
                "call_result_progress", "shop.Item",
                "call_error", "shop.Refusal",
                "extra", Map.of("a", 1L))));

        assertThat(((Decision.Allowed) decision).permit().payloads())
                .isEqualTo(new PermittedPayloads(
                        Optional.of(new Named(Set.of("shop.Order"))),
                        Optional.of(new Named(Set.of("shop.Receipt", "shop.Item"))),
                        Optional.of(new Named(Set.of("shop.Refusal"))),
                        Optional.empty()));
        assertThat(decision(validate(Map.of()))).isEqualTo(Decision.PLAIN);
        assertThat(decision(validate(Map.of("event", "shop.Item")))).isNotEqualTo(Decision.PLAIN);
    }

    /** A lookup may compile the schema, which would stop the event loop that has received the decision. */
    @Test
    void schemasAreLookedUpElsewhere() {
        List<Runnable> lookups = new ArrayList<>();
        checks = lookups::add;
        Pending asked = (Pending) ask();
        questions.get(0).complete(validate(Map.of("call", "shop.Order")));
        assertThat(asked.decision().toCompletableFuture()).isNotDone();

        lookups.forEach(Runnable::run);

        assertThat(asked.decision().toCompletableFuture().join()).isInstanceOf(Decision.Allowed.class);
    }

    @Test
    void theTypesOfProgressHaveNoEffectAlone() {
        assertThat(decision(validate(Map.of("call_progress", "shop.Order", "call_result_progress", "shop.Item"))))
                .isEqualTo(Decision.PLAIN);
    }

    @Test
    void aDecisionWithWrongTypesRefusesTheRequest() {
        assertThat(List.of(decision(validate("shop.Order")), decision(validate(Map.of("call", 5L)))))
                .allSatisfy(decision ->
                        assertThat(((Decision.Denied) decision).error()).isEqualTo("wamp.error.authorization_failed"));
    }

    @Conformance("P11")
    @Test
    void aDecisionThatWasAskedForBeforeAPurgeIsNotRemembered() {
        Pending asked = (Pending) ask();

        authorizer.purge();
        questions.get(0).complete(REMEMBERED);

        assertThat(asked.decision().toCompletableFuture()).isCompletedWithValue(Decision.PLAIN);
        assertThat(ask()).isInstanceOf(Pending.class);
    }
}
