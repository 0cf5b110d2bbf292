package io.aerostat.router.link;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.slf4j.spi.NOPLoggingEventBuilder;

/**
 * Limits the rate of log lines about refused peers (P10), so that a peer that is refused again and again cannot fill
 * the disk. Omitted lines are counted, and the next line contains the count. Any thread.
 */
public final class RefusalLog {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int BURST = 100;
    private static final int LONGEST = 100;
    private static final int LONGEST_REASON = 1000;

    private static final RefusalLog SHARED = new RefusalLog(System::nanoTime);

    private final LongSupplier nanoseconds;
    private final long start;
    private final AtomicLong paidUntil = new AtomicLong();
    private final AtomicLong unsaid = new AtomicLong();

    RefusalLog(LongSupplier nanoseconds) {
        this.nanoseconds = nanoseconds;
        this.start = nanoseconds.getAsLong();
    }

    /** Returns a log line at level INFO. If there have been too many lines, the returned line is discarded. */
    public static LoggingEventBuilder line(Logger log) {
        return SHARED.next(log, Level.INFO);
    }

    /** Returns a line like {@link #line}, but at level WARN, for a refusal that requires someone's attention. */
    public static LoggingEventBuilder warning(Logger log) {
        return SHARED.next(log, Level.WARN);
    }

    LoggingEventBuilder next(Logger log, Level level) {
        if (!log.isEnabledForLevel(level)) {
            return NOPLoggingEventBuilder.singleton();
        }
        if (!hasBudget()) {
            unsaid.incrementAndGet();
            return NOPLoggingEventBuilder.singleton();
        }
        long before = unsaid.getAndSet(0);
        LoggingEventBuilder line = log.atLevel(level);
        return before == 0 ? line : line.addKeyValue("refusalsNotLoggedBefore", before);
    }

    private boolean hasBudget() {
        long now = nanoseconds.getAsLong() - start;
        while (true) {
            long paid = paidUntil.get();
            long from = Math.max(paid, now);
            if (from - now > (BURST - 1) * INTERVAL) {
                return false;
            }
            if (paidUntil.compareAndSet(paid, from + INTERVAL)) {
                return true;
            }
        }
    }

    /**
     * Returns a peer's text in a form for logs: shortened, and without control characters, which could fake additional
     * lines.
     */
    public static String printable(@Nullable String text) {
        return printable(text, LONGEST);
    }

    /**
     * Returns a sentence that may quote a peer's text, in the same form as {@link #printable(String)}, but with a
     * higher length limit so that the sentence stays complete.
     */
    public static String reason(@Nullable String text) {
        return printable(text, LONGEST_REASON);
    }

    private static String printable(@Nullable String text, int longest) {
        if (text == null) {
            return "(none)";
        }
        StringBuilder line = new StringBuilder(Math.min(text.length(), longest) + 1);
        text.codePoints()
                .limit(longest)
                .map(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 ? '?' : c)
                .forEach(line::appendCodePoint);
        return text.codePointCount(0, text.length()) > longest
                ? line.append('…').toString()
                : line.toString();
    }
}
