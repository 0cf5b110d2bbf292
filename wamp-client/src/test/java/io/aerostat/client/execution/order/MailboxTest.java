package io.aerostat.client.execution.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class MailboxTest {
    private final Queue<Runnable> owner = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final Mailbox mailbox = new Mailbox(owner::add, () -> done.add("flush"));

    private void runOwner() {
        Runnable task;
        while ((task = owner.poll()) != null) {
            try {
                task.run();
            } catch (Error e) {
                done.add(e.getMessage());
            }
        }
    }

    @Test
    void everythingThatIsThereIsFlushedOnce() {
        mailbox.execute(() -> done.add("a"));
        mailbox.execute(() -> done.add("b"));
        runOwner();

        assertThat(done).containsExactly("a", "b", "flush");
    }

    @Test
    void anErrorDelaysNeitherEarlierNorLaterTasks() {
        mailbox.execute(() -> done.add("a"));
        mailbox.execute(() -> {
            throw new OutOfMemoryError("no memory");
        });
        mailbox.execute(() -> done.add("b"));
        runOwner();

        assertThat(done).containsExactly("a", "flush", "no memory", "b", "flush");
    }
}
