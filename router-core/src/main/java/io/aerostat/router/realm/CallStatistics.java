package io.aerostat.router.realm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * The calls that have ended. A call lasts from the arrival of CALL to the last RESULT or ERROR.
 *
 * @param ended the number of calls by the way in which they ended, see {@link #OUTCOMES}
 * @param durations the number of calls by duration. For each of {@link #BOUNDS}, a number counts the calls that took
 *     longer than the previous bound, but not longer than this bound. The last number counts the calls that took longer
 *     than every bound. All numbers are 0 if the router does not measure calls
 * @param nanos the sum of the durations, in nanoseconds
 */
public record CallStatistics(Map<String, Long> ended, List<Long> durations, long nanos) {
    /** The ways in which calls end. */
    public static final List<String> OUTCOMES =
            List.of("result", "error", "canceled", "timeout", "unavailable", "refused", "abandoned");

    /** The bounds between the ranges of durations. */
    public static final List<Duration> BOUNDS = LongStream.of(
                    500, 1_000, 5_000, 10_000, 50_000, 100_000, 500_000, 1_000_000, 5_000_000)
            .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
            .toList();

    /** Statistics in which all counts are zero. */
    public static final CallStatistics NONE =
            new CallStatistics(Map.of(), Collections.nCopies(BOUNDS.size() + 1, 0L), 0);

    public CallStatistics {
        ended = Map.copyOf(ended);
        durations = List.copyOf(durations);
    }

    /** Returns the sum of both statistics. */
    public CallStatistics plus(CallStatistics other) {
        Map<String, Long> ends = new TreeMap<>(ended);
        other.ended.forEach((end, count) -> ends.merge(end, count, Long::sum));
        List<Long> sums = new ArrayList<>();
        for (int i = 0; i < durations.size(); i++) {
            sums.add(durations.get(i) + other.durations.get(i));
        }
        return new CallStatistics(ends, sums, nanos + other.nanos);
    }
}
