package io.aerostat.router.authorization.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.authorization.Action;
import io.aerostat.router.authorization.AuthorizationRequest;
import io.aerostat.router.authorization.Decision;
import io.aerostat.router.authorization.Decision.Pending;
import io.aerostat.router.session.Principal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Tests how long the decisions of a procedure are cached. */
class DynamicAuthorizerTest {
    private static final PayloadValues REMEMBERED =
            new PayloadValues(List.of(Map.of("allow", true, "cache", true)), Map.of());

    private final List<CompletableFuture<PayloadValues>> questions = new ArrayList<>();
    private final DynamicAuthorizer authorizer = new DynamicAuthorizer(
            (realm, procedure, arguments) -> {
                CompletableFuture<PayloadValues> question = new CompletableFuture<>();
                questions.add(question);
                return question;
            },
            "com.example.authorize",
            Duration.ofMinutes(1),
            10);

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
