package io.aerostat.router.dealer.callee;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.uri.MatchPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnconfirmedChangesTest {
    private static final String PROCEDURE = "com.app.work";

    private final UnconfirmedChanges changes = new UnconfirmedChanges();
    private final List<String> ran = new ArrayList<>();

    private boolean defer(String request) {
        return changes.defer(PROCEDURE, MatchPolicy.EXACT, () -> ran.add(request));
    }

    @Test
    void deferredRequestsRunInTheOrderInWhichTheyArrived() {
        changes.begin(PROCEDURE, MatchPolicy.EXACT);
        assertThat(defer("first")).isTrue();
        assertThat(defer("second")).isTrue();
        assertThat(defer("third")).isTrue();

        Runnable waiting = changes.end(PROCEDURE, MatchPolicy.EXACT);
        assertThat(ran).isEmpty();
        waiting.run();

        assertThat(ran).containsExactly("first", "second", "third");
    }

    @Test
    void aRequestAboutAnotherProcedureIsNotDeferred() {
        changes.begin("com.app.other", MatchPolicy.EXACT);
        changes.begin(PROCEDURE, MatchPolicy.PREFIX);

        assertThat(defer("request")).isFalse();
        assertThat(changes.size()).isEqualTo(2);
    }
}
