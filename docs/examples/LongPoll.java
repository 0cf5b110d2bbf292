import io.aerostat.client.Client;
import io.aerostat.client.connection.ConnectorOptions;
import io.aerostat.client.session.Session;
import java.time.Duration;

/** HTTP long-poll, for networks that permit only HTTP requests. */
public class LongPoll {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    public static void main(String... args) throws Exception {
        String longPollUrl = args[1];
        Client client = Client.builder()
                .url(longPollUrl) // http://localhost:8080/lp
                .realm("realm1")
                .connectorOptions(ConnectorOptions.DEFAULT.batching()) // several messages in one request
                .build();
        try (client) {
            Session session = client.connect().await(DEADLINE);
            session.register("com.example.echo", i -> i.arg(0, String.class)).await(DEADLINE);
            System.out.println(session.call("com.example.echo", "over HTTP").as(String.class).await(DEADLINE));
        }
    }
}
// prints:
// over HTTP
