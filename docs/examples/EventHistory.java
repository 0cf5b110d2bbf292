import io.aerostat.client.Client;
import io.aerostat.client.meta.HistoryQuery;
import io.aerostat.client.meta.MetaApi;
import io.aerostat.client.meta.PastEvent;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.session.Session;
import java.time.Duration;
import java.util.List;

/** Past events of a topic for which the realm's store keeps a history. */
public class EventHistory {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    public static void main(String... args) throws Exception {
        try (Client client = Client.builder().url(args[0]).realm("realm1").build()) {
            Session session = client.connect().await(DEADLINE);
            Subscription subscription = session.subscribe("com.example.history", event -> {}).await(DEADLINE);
            for (int n = 1; n <= 4; n++) {
                session.publishAcknowledged("com.example.history", n).await(DEADLINE);
            }

            List<PastEvent> past = MetaApi.of(session)
                    .subscriptions()
                    .events(HistoryQuery.of(subscription.id())
                            .newestFirst()
                            .limit(2))
                    .await(DEADLINE);

            past.forEach(event -> System.out.println("event " + event.arguments().arg(0, Integer.class)));
        }
    }
}
// prints:
// event 4
// event 3
