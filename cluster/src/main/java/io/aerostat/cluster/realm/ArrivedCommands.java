package io.aerostat.cluster.realm;

import io.aerostat.cluster.link.Member;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The commands for event loops that the records of one message contain. When the message ends, each loop gets its
 * commands as one task. So the loop wakes up once, and writes once to each socket. Confined to the thread of a lane.
 */
final class ArrivedCommands {
    /** The largest number of commands in one task: between two tasks, a loop can read from its connections. */
    static final int LARGEST_TASK = 256;

    private static final Logger LOG = LoggerFactory.getLogger(ArrivedCommands.class);

    private final BiConsumer<Member, RuntimeException> failed;
    private final List<Task> open = new ArrayList<>();

    /** @param failed called on any loop with the sender of a command that has failed */
    ArrivedCommands(BiConsumer<Member, RuntimeException> failed) {
        this.failed = failed;
    }

    /** Adds a command for a loop, after the earlier commands for this loop. */
    void add(Member from, EventExecutor loop, Runnable command) {
        for (int i = 0; i < open.size(); i++) {
            Task task = open.get(i);
            if (task.loop == loop && task.from.equals(from)) {
                task.commands.add(command);
                if (task.commands.size() == LARGEST_TASK) {
                    open.remove(i);
                    submit(task);
                }
                return;
            }
        }
        Task task = new Task(from, loop);
        task.commands.add(command);
        open.add(task);
    }

    /** Passes the commands to their loops. */
    void submit() {
        for (int i = 0; i < open.size(); i++) {
            submit(open.get(i));
        }
        open.clear();
    }

    private static void submit(Task task) {
        try {
            task.loop.execute(task);
        } catch (RejectedExecutionException e) {
            // The link ends when the router ends, and the link's calls end with it.
            LOG.debug("Commands of a node are dropped, because the router has ended node={}", task.from, e);
        }
    }

    private final class Task implements Runnable {
        private final Member from;
        private final EventExecutor loop;
        private final List<Runnable> commands = new ArrayList<>();

        private Task(Member from, EventExecutor loop) {
            this.from = from;
            this.loop = loop;
        }

        @Override
        public void run() {
            for (int i = 0; i < commands.size(); i++) {
                try {
                    commands.get(i).run();
                } catch (RuntimeException e) {
                    failed.accept(from, e);
                }
            }
        }
    }
}
