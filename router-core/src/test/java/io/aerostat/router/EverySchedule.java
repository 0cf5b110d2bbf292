package io.aerostat.router;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * Checks an object that several threads use without a lock: every interleaving must give results that are also possible
 * when the operations run one after another. The checker generates small programs with three threads and runs them
 * under many schedules. {@code -Daerostat.lincheck.scenarios} and {@code -Daerostat.lincheck.schedules} make the search
 * longer.
 */
public final class EverySchedule {
    private static final int SCHEDULES = Integer.getInteger("aerostat.lincheck.schedules", 300);

    private EverySchedule() {}

    /**
     * Checks that the object behaves as if its operations ran one after another.
     *
     * @param piece a class with operations; a new object is made for each schedule
     * @param scenarios the number of programs
     * @param afterwards the number of operations that follow when all threads have ended; they reveal elements that
     *     were lost or given out twice
     */
    public static void looksSequential(Class<?> piece, int scenarios, int afterwards) {
        new ModelCheckingOptions()
                .iterations(Integer.getInteger("aerostat.lincheck.scenarios", scenarios))
                .invocationsPerIteration(SCHEDULES)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(afterwards)
                .minimizeFailedScenario(false) // reports the failed program unshortened
                .check(piece);
    }
}
