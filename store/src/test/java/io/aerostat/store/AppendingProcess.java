package io.aerostat.store;

import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.EventLog;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.router.history.RetainedLog;
import io.aerostat.router.history.RetainedRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

/**
 * A program for {@link KilledProcessTest}: appends events without end, and changes a retained event with each of them.
 * Prints the number of each event when the store has kept both. Arguments: the folder, and the first number.
 */
final class AppendingProcess {
    static final HistoryRule RULE = new HistoryRule("com.app.", MatchPolicy.PREFIX, 1_000_000);
    static final int TOPICS = 50;
    static final int IN_FLIGHT = 64;

    private static final String REALM = "realm1";

    private AppendingProcess() {}

    private static FileEventStore store(Path folder) {
        return new FileEventStore(folder, FileStoreOptions.DEFAULT.withSync(false));
    }

    static EventLog open(Path folder) {
        return store(folder).open(REALM, RULE);
    }

    static RetainedLog openRetained(Path folder) {
        return store(folder).openRetained(REALM).orElseThrow();
    }

    static String topic(long number) {
        return "com.app.r" + number % TOPICS;
    }

    /** Checks whether the event with this number removes the retained event of its topic. */
    static boolean removes(long number) {
        return number / TOPICS % 3 == 2;
    }

    /** Starts the program. */
    static Process start(Path folder, long first) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingProcess.class.getName(),
                        folder.toString(),
                        String.valueOf(first))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] arguments) throws InterruptedException {
        EventLog log = open(Path.of(arguments[0]));
        RetainedLog retained = openRetained(Path.of(arguments[0]));
        Semaphore places = new Semaphore(IN_FLIGHT);
        long first = Long.parseLong(arguments[1]);
        long before = log.lastNumber() - first;
        for (long number = first; ; number++) {
            places.acquire();
            long kept = number;
            List<RetainedRecord> after = removes(number) ? List.of() : List.of(Events.retained(number, topic(number)));
            CompletionStage<Void> changed = retained.change(topic(number), 0, (present, totals) -> after);
            log.append(before + number + 1, Events.event(number))
                    .thenCombine(changed, (one, other) -> null)
                    .whenComplete((none, failure) -> {
                        System.out.println(failure == null ? String.valueOf(kept) : "failed: " + failure);
                        places.release();
                    });
        }
    }
}
