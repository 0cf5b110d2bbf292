package io.aerostat.node.logging;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.event.KeyValuePair;

/**
 * Takes log lines from any thread without waiting for the output; a thread of the queue writes to the output. If the
 * output is a pipe that nobody reads, lines are dropped and counted, and the count is logged as soon as lines can be
 * written again.
 */
final class LogQueue extends AsyncAppender {
    /** The largest number of queued log lines. */
    static final int LINES = 8192;

    /** The number of places in the queue that are reserved for warnings and errors. */
    static final int RESERVED = 1024;

    /**
     * The largest number of queued lines of workers: a worker that writes without end must not displace the node's own
     * lines.
     */
    static final int WORKER_LINES = 1024;

    private static final String WORKERS = "io.aerostat.worker.";

    /**
     * The output is considered stuck if it has written nothing during this number of checks for room, one in each
     * millisecond. Checks are counted instead of time, because the output cannot write while the whole process pauses.
     */
    private static final int STUCK = 250;

    /** The number of checks for room after which a line of a worker is dropped if the output is slow but not stuck. */
    private static final int PATIENCE = 1_000;

    private static final Duration FLUSH_DEADLINE = Duration.ofSeconds(1);
    private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(1);
    private static final long NEVER = -1;

    private final Logger log;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong unreported = new AtomicLong();
    private final AtomicLong dropped;

    /** The number of lines written so far. Changed by the writing thread only. */
    private volatile long written;

    /** The value of {@link #written} when the output was last found to be stuck. */
    private volatile long stuckAt = NEVER;

    /**
     * Creates a queue that is not started.
     *
     * @param output writes a line, and may block
     * @param log the logger that reports dropped lines
     * @param dropped counts all lines dropped since the start of the process
     */
    LogQueue(Appender<ILoggingEvent> output, Logger log, AtomicLong dropped) {
        this.log = log;
        this.dropped = dropped;
        setContext(log.getLoggerContext());
        setName("queue");
        setQueueSize(LINES);
        setNeverBlock(true);
        // This class decides which lines are dropped: Logback would not count them.
        setDiscardingThreshold(0);
        setMaxFlushTime((int) FLUSH_DEADLINE.toMillis());
        Writer writer = new Writer(output);
        writer.setContext(getContext());
        writer.start();
        addAppender(writer);
    }

    @Override
    protected void append(ILoggingEvent event) {
        String name = event.getLoggerName();
        // Lines that components print in this process have the same bound as lines of workers.
        boolean ofWorker = name.startsWith(WORKERS) || name.startsWith(OutputRecords.LOGGERS);
        int room = ofWorker ? WORKER_LINES : event.getLevel().isGreaterOrEqual(Level.WARN) ? LINES : LINES - RESERVED;
        if (takeRoom(room) || ofWorker && awaitRoom(room)) {
            enqueue(event);
        } else {
            unreported.incrementAndGet();
            dropped.incrementAndGet();
        }
    }

    private void enqueue(ILoggingEvent event) {
        try {
            super.append(event);
        } catch (RuntimeException cannotBeFormatted) {
            waiting.decrementAndGet();
            throw cannotBeFormatted;
        }
    }

    /**
     * Formats the message on the logging thread, because the objects that it refers to may change later, or may belong
     * to that thread.
     */
    @Override
    protected void preprocess(ILoggingEvent event) {
        super.preprocess(event);
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.replaceAll(LogQueue::immutable);
        }
    }

    private static KeyValuePair immutable(KeyValuePair pair) {
        Object value = pair.value;
        return value == null || value instanceof String || value instanceof Number || value instanceof Boolean
                ? pair
                : new KeyValuePair(pair.key, value.toString());
    }

    private boolean takeRoom(int room) {
        int before = waiting.getAndUpdate(lines -> lines < room ? lines + 1 : lines);
        return before < room;
    }

    /**
     * Waits for room, on the thread that reads from a worker. If the worker writes faster than the output is read, this
     * wait slows the worker down, as a pipe would. A stuck output causes this wait only once.
     */
    private boolean awaitRoom(int room) {
        long seen = written;
        int idle = 0;
        for (int look = 0; seen != stuckAt && look < PATIENCE; look++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            if (takeRoom(room)) {
                return true;
            }
            if (written != seen) {
                seen = written;
                idle = 0;
            } else if (++idle >= STUCK) {
                stuckAt = seen;
            }
        }
        return false;
    }

    /** Writes lines to the output, and reports dropped lines. Confined to the writing thread. */
    private final class Writer extends UnsynchronizedAppenderBase<ILoggingEvent> {
        private final Appender<ILoggingEvent> output;
        private long reported = System.nanoTime() - BETWEEN_REPORTS.toNanos();

        Writer(Appender<ILoggingEvent> output) {
            this.output = output;
        }

        @Override
        protected void append(ILoggingEvent event) {
            output.doAppend(event);
            written = written + 1;
            int left = waiting.decrementAndGet();
            if (unreported.get() > 0 && (left == 0 || System.nanoTime() - reported >= BETWEEN_REPORTS.toNanos())) {
                report(unreported.getAndSet(0));
            }
        }

        private void report(long lines) {
            LoggingEvent event = new LoggingEvent(
                    LogQueue.class.getName(),
                    log,
                    Level.WARN,
                    "log lines dropped, the output was not read fast enough",
                    null,
                    null);
            event.addKeyValuePair(new KeyValuePair("lines", lines));
            output.doAppend(event);
            reported = System.nanoTime();
        }

        @Override
        public void stop() {
            output.stop();
            super.stop();
        }
    }
}
