import io.aerostat.client.Client;
import io.aerostat.client.meta.MetaApi;
import io.aerostat.client.meta.SessionInfo;
import io.aerostat.client.pubsub.Publication;
import io.aerostat.client.session.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The sessions and registrations of a realm, and publications for the case that a session leaves. */
public class MetaAndTestaments {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    public static void main(String... args) throws Exception {
        try (Client watcher = Client.builder().url(args[0]).realm("realm1").build();
                Client leaver = Client.builder().url(args[0]).realm("realm1").build()) {
            Session session = watcher.connect().await(DEADLINE);
            BlockingQueue<String> seen = new LinkedBlockingQueue<>();
            session.subscribe("com.example.gone", event -> seen.add("testament of " + event.arg(0, String.class)))
                    .await(DEADLINE);

            MetaApi meta = MetaApi.of(session);
            meta.sessions().onJoin(joined -> seen.add("joined: " + joined.authrole().orElse("?"))).await(DEADLINE);

            SessionInfo me = meta.sessions().get(session.details().id()).await(DEADLINE);
            Optional<Long> registration = meta.registrations().match("com.example.absent").await(DEADLINE);

            System.out.println(me.session() == session.details().id());
            System.out.println("registration " + registration.isPresent());

            Session leaving = leaver.connect().await(DEADLINE);
            System.out.println(seen.take());

            MetaApi.of(leaving)
                    .testaments()
                    .add(Publication.of("com.example.gone").args("Joe"))
                    .await(DEADLINE);
            leaving.leave().await(DEADLINE);

            System.out.println(seen.take());
        }
    }
}
// prints:
// true
// registration false
// joined: anonymous
// testament of Joe
