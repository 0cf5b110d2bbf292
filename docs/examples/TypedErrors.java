import io.aerostat.client.Client;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The caller catches the error that the handler throws, with its URI, arguments and keyword arguments. */
public class TypedErrors {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    public static void main(String... args) throws Exception {
        try (Client client = Client.builder().url(args[0]).realm("realm1").build()) {
            Session session = client.connect().await(DEADLINE);

            session.register("com.example.add", i -> i.arg(0, Integer.class) + i.arg(1, Integer.class))
                    .await(DEADLINE);

            int sum = session.call("com.example.add", 2, 3).as(Integer.class).await(DEADLINE);

            System.out.println("sum " + sum);
            try {
                session.call("com.example.add", "two", 3).await(DEADLINE);
            } catch (ApplicationError error) {
                System.out.println(error.uri());
            }

            session.register("com.example.withdraw", i -> {
                        throw ApplicationError.of(
                                "com.example.error.no_funds", List.of("you are broke"), Map.of("missing", 17));
                    })
                    .await(DEADLINE);

            try {
                session.call("com.example.withdraw", 100).await(DEADLINE);
            } catch (ApplicationError error) {
                System.out.println(error.uri() + " " + error.args() + " " + error.kwargs());
            }
        }
    }
}
// prints:
// sum 5
// wamp.error.invalid_argument
// com.example.error.no_funds [you are broke] {missing=17}
