package io.aerostat.router.tally;

import io.aerostat.router.realm.SessionStatisticsOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Counts the messages and bytes of one session, and reports them whenever a number of messages or a time has been
 * reached. Confined to the loop of the session.
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

    private final SessionStatisticsOptions options;
    private final LongSupplier ticks;
    private final Consumer<Report> reports;
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
     * @param reports receives the reports, on the loop of the session
     */
    public SessionMeter(SessionStatisticsOptions options, LongSupplier ticks, Consumer<Report> reports) {
        this.options = options;
        this.ticks = ticks;
        this.reports = reports;
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
        if (isDue(ticks.getAsLong())) {
            report(false);
        }
    }

    /**
     * Counts a message to the client. Such messages cause at most one report a second: otherwise two clients that
     * subscribe to the reports would cause reports about each other without end.
     */
    void sent(int size) {
        count(size);
        long now = ticks.getAsLong();
        if (now - sinceTick >= PAUSE && isDue(now)) {
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

    private boolean isDue(long now) {
        return options.afterRatedMessages() > 0 && rated >= options.afterRatedMessages()
                || !options.afterDuration().isZero()
                        && now - sinceTick >= options.afterDuration().toNanos();
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
        reports.accept(report);
    }
}
