import io.aerostat.client.Client;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.session.Session;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** An event that later subscribers receive, too. */
public class RetainedEvents {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    public static void main(String... args) throws Exception {
        try (Client client = Client.builder().url(args[0]).realm("realm1").build();
                Client another = Client.builder().url(args[0]).realm("realm1").build()) {
            Session session = client.connect().await(DEADLINE);
            CompletableFuture<String> seen = new CompletableFuture<>();

            session.publishAcknowledged(Publication.of("com.example.weather").args("sunny").retained())
                    .await(DEADLINE);

            Session late = another.connect().await(DEADLINE);
            late.subscribe(
                            TopicFilter.of("com.example.weather").withRetained(),
                            event -> seen.complete(event.arg(0, String.class) + ", retained: " + event.retained()))
                    .await(DEADLINE);

            System.out.println(seen.join());
        }
    }
}
// prints:
// sunny, retained: true
