package io.aerostat.router.tally;

import io.aerostat.router.realm.SessionStatisticsOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Counts the messages and bytes of one session, and reports the counts after a number of messages or after a time.
 * While a report waits to be published, messages cause no further report, so that a busy session does not fill the
 * queue of the loop that publishes the reports. Confined to the loop of the session.
 */
public final class SessionMeter {
    /** The shortest time between two reports for messages to the client alone. */
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    /**
     * The numbers of one report. Each report counts from the end of the previous one.
     *
     * @param since when the counts began, in nanoseconds since 1970
     * @param duration the time that the counts cover, in nanoseconds
     * @param cycle the number of this report, from 1
     * @param ratedMessages the messages, each counted once for every rated size that it has begun
     * @param isLast whether the session has ended
     */
    public record Report(
            long since, long duration, long cycle, long messages, long bytes, long ratedMessages, boolean isLast) {
        /** Checks whether this is the first report about the session. */
        public boolean isFirst() {
            return cycle == 1;
        }
    }

    /** Receives the reports of a meter. */
    @FunctionalInterface
    public interface Receiver {
        /**
         * Called on the loop of the session.
         *
         * @param whenPublished must be run, on any thread, when the report no longer waits to be published
         */
        void report(Report report, Runnable whenPublished);
    }

    private final SessionStatisticsOptions options;
    /** The time after which a message causes a report, in nanoseconds; 0 for never. */
    private final long afterNanos;

    private final LongSupplier ticks;
    private final Receiver receiver;
    private final Runnable whenPublished = this::published;
    /** Whether a report waits to be published. Set on the loop of the session, and cleared by any thread. */
    private volatile boolean isReportWaiting;

    private long since;
    private long sinceTick;
    private long cycle;
    private long messages;
    private long bytes;
    private long rated;

    /**
     * Creates a meter.
     *
     * @param ticks returns the time in nanoseconds, from any beginning
     */
    public SessionMeter(SessionStatisticsOptions options, LongSupplier ticks, Receiver receiver) {
        this.options = options;
        this.afterNanos = TimeUnit.NANOSECONDS.convert(options.afterDuration());
        this.ticks = ticks;
        this.receiver = receiver;
        begin(ticks.getAsLong());
    }

    private void begin(long tick) {
        since = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        sinceTick = tick;
        messages = 0;
        bytes = 0;
        rated = 0;
    }

    void received(int size) {
        count(size);
        if (isDue(0)) {
            report(false);
        }
    }

    /**
     * Counts a message to the client. Such messages cause at most one report a second: otherwise two clients that
     * subscribe to the reports would cause reports about each other without end.
     */
    void sent(int size) {
        count(size);
        if (isDue(PAUSE)) {
            report(false);
        }
    }

    private void count(int size) {
        messages++;
        bytes += size;
        rated += Math.max(
                1,
                (size + options.ratedMessageSize() - 1L)
                        / options.ratedMessageSize()); // Messages in the process have no size.
    }

    /** Checks whether to report now. Most messages need no look at the clock. */
    private boolean isDue(long pause) {
        boolean enough = options.afterRatedMessages() > 0 && rated >= options.afterRatedMessages();
        if ((!enough && afterNanos == 0) || isReportWaiting) {
            return false;
        }
        if (enough && pause == 0) {
            return true;
        }
        long passed = ticks.getAsLong() - sinceTick;
        return passed >= pause && (enough || passed >= afterNanos);
    }

    private void published() {
        isReportWaiting = false;
    }

    /** Checks whether to report the counts when the session ends. */
    public boolean reportsLeave() {
        return options.onLeave();
    }

    /** Reports the counts, and begins again from zero. */
    public void report(boolean isLast) {
        long now = ticks.getAsLong();
        Report report = new Report(since, now - sinceTick, ++cycle, messages, bytes, rated, isLast);
        begin(now);
        isReportWaiting = true;
        receiver.report(report, whenPublished);
    }
}
