package io.aerostat.cluster.realm;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.Member;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests how the commands of one message reach event loops. */
class ArrivedCommandsTest {
    private static final Member SENDER = new Member(new NodeId("a"), 1);

    private final DefaultEventExecutor loop = new DefaultEventExecutor();
    private final DefaultEventExecutor other = new DefaultEventExecutor();
    private final List<String> failures = new ArrayList<>();
    private final ArrivedCommands commands =
            new ArrivedCommands((from, e) -> failures.add(from.node() + ": " + e.getMessage()));
    private final List<Integer> done = new ArrayList<>();

    @AfterEach
    void close() {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        other.shutdownGracefully(0, 0, TimeUnit.SECONDS);
    }

    private static <T> T on(EventExecutor executor, Callable<T> question) throws Exception {
        return executor.submit(question).get(10, TimeUnit.SECONDS);
    }

    @Test
    void commandsWaitForTheEndOfTheMessage() throws Exception {
        commands.add(SENDER, loop, () -> done.add(1));

        assertThat(on(loop, () -> List.copyOf(done))).isEmpty();

        commands.submit();

        assertThat(on(loop, () -> List.copyOf(done))).containsExactly(1);
    }

    @Test
    void theCommandsOfALoopAreOneTask() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        loop.execute(() -> await(hold));
        for (int i = 0; i < ArrivedCommands.LARGEST_TASK; i++) {
            int number = i;
            commands.add(SENDER, loop, () -> done.add(number));
        }
        for (int i = 0; i < 3; i++) {
            commands.add(SENDER, loop, () -> done.add(-1));
        }
        commands.submit();

        int tasks = loop.pendingTasks();
        hold.countDown();

        assertThat(tasks).isLessThanOrEqualTo(3); // at most the blocking task, and one task for each part
        List<Integer> order = on(loop, () -> List.copyOf(done));
        assertThat(order)
                .hasSize(ArrivedCommands.LARGEST_TASK + 3)
                .startsWith(0, 1, 2)
                .endsWith(-1, -1, -1);
    }

    @Test
    void eachLoopGetsItsOwnCommands() throws Exception {
        List<Thread> threads = new ArrayList<>();
        commands.add(SENDER, loop, () -> done.add(1));
        commands.add(SENDER, other, () -> threads.add(Thread.currentThread()));
        commands.submit();

        assertThat(on(loop, () -> List.copyOf(done))).containsExactly(1);
        assertThat(on(other, () -> threads.get(0) == Thread.currentThread())).isTrue();
    }

    @Test
    void aCommandThatFailsIsReportedAndTheNextOnesRun() throws Exception {
        commands.add(SENDER, loop, () -> {
            throw new IllegalStateException("broken");
        });
        commands.add(SENDER, loop, () -> done.add(2));
        commands.submit();

        assertThat(on(loop, () -> List.copyOf(done))).containsExactly(2);
        assertThat(on(loop, () -> List.copyOf(failures))).containsExactly("a: broken");
    }

    @Test
    void aLoopThatHasEndedDoesNotKeepOtherLoopsFromTheirCommands() throws Exception {
        loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).get(10, TimeUnit.SECONDS);
        commands.add(SENDER, loop, () -> done.add(1));
        commands.add(SENDER, other, () -> done.add(2));
        commands.submit();

        assertThat(on(other, () -> List.copyOf(done))).containsExactly(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
