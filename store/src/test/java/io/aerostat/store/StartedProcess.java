package io.aerostat.store;

import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.session.Session;
import io.aerostat.test.TestRouter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A program for {@link ManyRetainedTest}: starts a router, and gets two retained events. Prints the number of retained
 * events, the time of the start and of the first answer in milliseconds, and the heap in use. Arguments: the folder,
 * and the last topic.
 */
final class StartedProcess {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private StartedProcess() {}

    public static void main(String[] arguments) {
        long begin = System.nanoTime();
        TestRouter router = StoredRealm.start(Path.of(arguments[0]));
        System.out.println("start " + (System.nanoTime() - begin) / 1_000_000 + " ms");
        Session session = router.join();
        System.out.println("events "
                + router.router().realm(TestRouter.REALM).orElseThrow().retainedEvents());
        long asked = System.nanoTime();
        System.out.println("first " + topicOfRetained(session, "com.app.t0"));
        System.out.println("answer " + (System.nanoTime() - asked) / 1_000_000 + " ms");
        System.out.println("last " + topicOfRetained(session, arguments[1]));
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        System.out.println("heap " + (runtime.totalMemory() - runtime.freeMemory()) / 1_048_576 + " MB");
        System.out.flush();
        runtime.halt(0);
    }

    private static String topicOfRetained(Session session, String topic) {
        CompletableFuture<String> found = new CompletableFuture<>();
        session.subscribe(TopicFilter.of(topic).withRetained(), event -> found.complete(event.topic()))
                .await(DEADLINE);
        return found.orTimeout(30, TimeUnit.SECONDS).join();
    }
}
