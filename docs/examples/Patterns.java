import io.aerostat.client.Client;
import io.aerostat.client.pubsub.TopicFilter;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.session.Session;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Subscriptions and registrations of patterns. The handlers get the URI that matched. */
public class Patterns {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    public static void main(String... args) throws Exception {
        try (Client watcher = Client.builder().url(args[0]).realm("realm1").build();
                Client client = Client.builder().url(args[0]).realm("realm1").build()) {
            Session watching = watcher.connect().await(DEADLINE);
            Session session = client.connect().await(DEADLINE);
            BlockingQueue<String> sold = new LinkedBlockingQueue<>();

            watching.subscribe(TopicFilter.wildcard("com.example..sold"), event -> sold.add(event.topic()))
                    .await(DEADLINE);
            session.publishAcknowledged("com.example.balloon.sold").await(DEADLINE);

            System.out.println(sold.take());

            session.register(ProcedureOffer.prefix("com.example.stock."), i -> "stock of " + i.procedure())
                    .await(DEADLINE);

            String answer = session.call("com.example.stock.balloons").as(String.class).await(DEADLINE);

            System.out.println(answer);
        }
    }
}
// prints:
// com.example.balloon.sold
// stock of com.example.stock.balloons
