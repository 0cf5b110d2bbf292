import io.aerostat.client.Client;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Restricts events to some receivers, and discloses their publisher. */
public class Audiences {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    public static void main(String... args) throws Exception {
        try (Client one = Client.builder().url(args[0]).realm("realm1").build();
                Client two = Client.builder().url(args[0]).realm("realm1").build();
                Client client = Client.builder().url(args[0]).realm("realm1").build()) {
            Session first = one.connect().await(DEADLINE);
            Session second = two.connect().await(DEADLINE);
            Session session = client.connect().await(DEADLINE);
            BlockingQueue<String> seen = new LinkedBlockingQueue<>();
            for (Session listener : List.of(first, second)) {
                String name = listener == first ? "first" : "second";
                listener.subscribe("com.example.news", event -> seen.add(name + " heard " + event.arg(0, String.class)
                                + event.publisher().map(by -> by.session() == session.details().id() ? " from us" : "").orElse("")))
                        .await(DEADLINE);
            }

            Publication news = Publication.of("com.example.news").disclosed();
            session.publishAcknowledged(news.args("one thing").eligible(List.of(first.details().id())))
                    .await(DEADLINE);
            session.publishAcknowledged(news.args("another").exclude(List.of(first.details().id())))
                    .await(DEADLINE);

            System.out.println(seen.take());
            System.out.println(seen.take());
        }
    }
}
// prints, in any order:
// first heard one thing from us
// second heard another from us
