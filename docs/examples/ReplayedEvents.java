import io.aerostat.client.Client;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.session.Session;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A subscriber that goes on after the last event that it has seen. */
public class ReplayedEvents {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    public static void main(String... args) throws Exception {
        try (Client client = Client.builder().url(args[0]).realm("realm1").build();
                Client another = Client.builder().url(args[0]).realm("realm1").build()) {
            Session session = client.connect().await(DEADLINE);
            CompletableFuture<String> seen = new CompletableFuture<>();

            long lastSeen = session.publishAcknowledged(
                            Publication.of("com.example.history").args("first order"))
                    .await(DEADLINE);
            session.publishAcknowledged(Publication.of("com.example.history").args("second order"))
                    .await(DEADLINE);

            Session late = another.connect().await(DEADLINE);
            late.subscribe(
                            TopicFilter.of("com.example.history").replayAfter(lastSeen),
                            event -> seen.complete(event.arg(0, String.class)))
                    .await(DEADLINE);

            System.out.println(seen.join());
        }
    }
}
// prints:
// second order
