import io.aerostat.client.Client;
import io.aerostat.client.session.Session;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Events, published with and without acknowledgment. */
public class PublishSubscribe {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    public static void main(String... args) throws Exception {
        try (Client watcher = Client.builder().url(args[0]).realm("realm1").build();
                Client client = Client.builder().url(args[0]).realm("realm1").build()) {
            Session watching = watcher.connect().await(DEADLINE);
            Session session = client.connect().await(DEADLINE);
            BlockingQueue<Integer> prices = new LinkedBlockingQueue<>();

            watching.subscribe("com.example.price", event -> prices.add(event.arg(0, Integer.class)))
                    .await(DEADLINE);

            session.publish("com.example.price", 42); // without acknowledgment
            long publication =
                    // completes when the router has accepted the event, or fails with the reason
                    session.publishAcknowledged("com.example.price", 43).await(DEADLINE);

            System.out.println("price " + prices.take());
            System.out.println("price " + prices.take());
            System.out.println("acknowledged " + (publication > 0));
        }
    }
}
// prints:
// price 42
// price 43
// acknowledged true
