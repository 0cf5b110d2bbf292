package io.aerostat.router;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * Checks a piece that several threads use without a lock: whatever the threads do, each answer is one that could have
 * been given had they done it one after another. A checker runs small programs of three threads under schedules of its
 * own choice. {@code -Daerostat.lincheck.scenarios} and {@code -Daerostat.lincheck.schedules} make it search longer.
 */
public final class EverySchedule {
    private static final int SCHEDULES = Integer.getInteger("aerostat.lincheck.schedules", 300);

    private EverySchedule() {}

    /**
     * @param piece a class with operations, made anew for each schedule
     * @param scenarios how many programs
     * @param afterwards how many operations follow when all threads are done: what was lost or given twice shows then
     */
    public static void looksSequential(Class<?> piece, int scenarios, int afterwards) {
        new ModelCheckingOptions()
                .iterations(Integer.getInteger("aerostat.lincheck.scenarios", scenarios))
                .invocationsPerIteration(SCHEDULES)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(afterwards)
                .minimizeFailedScenario(false) // a failure is rare, and the schedule that shows it is printed as it is
                .check(piece);
    }
}
