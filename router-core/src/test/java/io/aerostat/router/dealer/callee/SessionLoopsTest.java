package io.aerostat.router.dealer.callee;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.router.testing.FakeLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionLoopsTest {
    private final SessionLoops loops = new SessionLoops();
    private final FakeLoop home = new FakeLoop();
    private final FakeLoop other = new FakeLoop();
    private final List<String> happened = new ArrayList<>();

    @Test
    void withoutAnotherLoopNothingIsWaitedFor() {
        loops.joined(home);

        home.enter(() -> loops.afterCommandsUnderWay(home, () -> happened.add("then")));

        assertThat(happened).containsExactly("then");
    }

    @Test
    void whatAnotherLoopHasBegunComesFirst() {
        loops.joined(home);
        loops.joined(other);
        other.execute(() -> home.execute(() -> happened.add("command")));

        home.enter(() -> loops.afterCommandsUnderWay(home, () -> happened.add("then")));
        other.execute(() -> home.execute(() -> happened.add("later command")));
        FakeLoop.settle(List.of(home, other));

        assertThat(happened).containsExactly("command", "then", "later command");
    }

    @Test
    void aLoopWithoutSessionsIsNotAsked() {
        loops.joined(home);
        loops.joined(other);
        loops.joined(other);
        loops.left(other);
        loops.left(other);

        home.enter(() -> loops.afterCommandsUnderWay(home, () -> happened.add("then")));

        assertThat(happened).containsExactly("then");
        assertThat(other.hasTasks()).isFalse();
    }
}
