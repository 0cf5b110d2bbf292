package io.aerostat.node.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class LogQueueTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final int EVERYTHING = 1_000_000;

    private final LoggerContext context = new LoggerContext();
    private final Logger log = context.getLogger("io.aerostat.some.Thing");
    private final Logger worker = context.getLogger("io.aerostat.worker.guest1");
    private final AtomicLong dropped = new AtomicLong();
    private final Output output = new Output();
    private final LogQueue queue = new LogQueue(output, context.getLogger("log"), dropped);

    /** An output that writes only as many lines as the test permits. */
    private static final class Output extends UnsynchronizedAppenderBase<ILoggingEvent> {
        final Semaphore read = new Semaphore(0);
        private final List<String> lines = new ArrayList<>();

        synchronized List<String> lines() {
            return List.copyOf(lines);
        }

        synchronized int count() {
            return lines.size();
        }

        private synchronized void add(String line) {
            lines.add(line);
        }

        @Override
        protected void append(ILoggingEvent event) {
            read.acquireUninterruptibly();
            add(event.getFormattedMessage() + (event.getKeyValuePairs() == null ? "" : event.getKeyValuePairs()));
        }
    }

    @BeforeEach
    void start() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        output.setContext(context);
        output.start();
        queue.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.DEBUG);
        root.addAppender(queue);
    }

    @AfterEach
    void stop() {
        output.read.release(EVERYTHING);
        context.stop();
    }

    private void log(int lines) {
        IntStream.range(0, lines).forEach(line -> log.info("line {}", line));
    }

    @Test
    void unwritableLinesAreDroppedCountedAndReportedLater() {
        log(20_000);
        int kept = LogQueue.LINES - LogQueue.RESERVED;
        assertThat(dropped).hasValue(20_000 - kept);

        output.read.release(EVERYTHING);

        await().atMost(DEADLINE).until(() -> output.count() == kept + 1);
        assertThat(output.lines())
                .contains("line " + (kept - 1))
                .anyMatch(line ->
                        line.startsWith("log lines dropped") && line.contains("lines=\"" + (20_000 - kept) + "\""));
        log.info("after that");
        await().atMost(DEADLINE).until(() -> output.lines().contains("after that"));
        assertThat(output.lines()).hasSize(kept + 2);
    }

    @Test
    void linesOfManyThreadsAreEitherWrittenOrCounted() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(new Thread(() -> IntStream.range(0, 3_000).forEach(line -> log.warn("line"))));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        output.read.release(EVERYTHING);

        await().atMost(DEADLINE)
                .until(() -> output.lines().stream().filter("line"::equals).count() + dropped.get() == 24_000);
        assertThat(dropped).hasValue(24_000 - LogQueue.LINES);
    }

    @Test
    void warningsHaveRoomThatNothingElseMayTake() {
        log(20_000);
        long before = dropped.get();

        log.warn("the balloon burst");
        log.error("and fell");

        assertThat(dropped).hasValue(before);
        output.read.release(EVERYTHING);
        await().atMost(DEADLINE).until(() -> output.lines().containsAll(List.of("the balloon burst", "and fell")));
    }

    @Test
    void aWorkerThatWritesWithoutEndDoesNotDisplaceTheLinesOfTheNode() {
        IntStream.range(0, 20_000).forEach(line -> worker.warn("chatter"));
        assertThat(dropped).hasValue(20_000 - LogQueue.WORKER_LINES);

        log.info("the node's");

        output.read.release(EVERYTHING);
        await().atMost(DEADLINE).until(() -> output.lines().contains("the node's"));
    }

    @Test
    void aFastWorkerLosesNoLinesWhileTheOutputIsRead() {
        output.read.release(EVERYTHING);

        IntStream.range(0, 50_000).forEach(line -> worker.info("line"));

        await().atMost(DEADLINE).until(() -> output.count() == 50_000);
        assertThat(dropped).hasValue(0);
    }

    @Test
    void aLoggedValueIsTheOneAtTheTimeOfLogging() {
        List<String> realms = new ArrayList<>(List.of("realm1"));
        log.atInfo().addKeyValue("realms", realms).addKeyValue("pid", 5).log("started");

        realms.clear();

        output.read.release(EVERYTHING);
        await().atMost(DEADLINE).until(() -> output.count() == 1);
        assertThat(output.lines().get(0)).contains("realms=\"[realm1]\"").contains("pid=\"5\"");
    }

    @Test
    void aValueThatCannotBeFormattedTakesNoRoom() {
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("broken");
            }
        };
        IntStream.range(0, LogQueue.LINES)
                .forEach(line -> log.atWarn().addKeyValue("value", broken).log("line"));

        log.warn("the balloon burst");

        output.read.release(EVERYTHING);
        await().atMost(DEADLINE).until(() -> output.lines().contains("the balloon burst"));
    }

    @Test
    void waitingLinesAreWrittenWhenTheLogEnds() {
        log(100);
        output.read.release(EVERYTHING);

        context.stop();

        assertThat(output.lines()).hasSize(100);
    }

    @Test
    void theLogEndsAlthoughNobodyReads() throws InterruptedException {
        log(100);

        Thread ending = new Thread(context::stop);
        ending.start();

        ending.join(Duration.ofSeconds(30).toMillis());
        assertThat(ending.isAlive()).isFalse();
    }
}
