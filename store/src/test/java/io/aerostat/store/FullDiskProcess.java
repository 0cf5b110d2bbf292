package io.aerostat.store;

import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.history.HistoryRule;
import io.aerostat.test.TestRouter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * A program for {@link FullDiskTest}: a router whose store reaches the largest size that a file may have. Prints the
 * number of stored events, the error of the first event that cannot be stored, and whether events are still delivered.
 * Argument: the folder.
 */
final class FullDiskProcess {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final String TOPIC = "com.app.log";

    private FullDiskProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        HistoryRule rule = new HistoryRule(TOPIC, MatchPolicy.EXACT, 1_000_000);
        TestRouter router = StoredRealm.start(Path.of(arguments[0]), rule);
        Session publisher = router.join();
        Semaphore received = new Semaphore(0);
        router.join().subscribe(TOPIC, event -> received.release()).await(DEADLINE);
        String filler = "x".repeat(20_000);
        int stored = 0;
        String error = "";
        while (error.isEmpty() && stored < 10_000) {
            try {
                Publication event = Publication.of(TOPIC).args(stored, filler).retained();
                publisher.publishAcknowledged(event).await(DEADLINE);
                stored++;
            } catch (RuntimeException e) {
                error = String.valueOf(e.getMessage()).lines().findFirst().orElse("no message");
            }
        }
        System.out.println("stored " + stored);
        System.out.println(error);
        received.acquire(stored + 1);
        publisher.publish(Publication.of(TOPIC).args("live"));
        received.acquire();
        System.out.println("serves");
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }
}
