import io.aerostat.client.Client;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.ProcedureOffer;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.option.InvocationPolicy;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Several sessions offer one procedure; the router chooses a callee in turn or by a key. */
public class SharedRegistrations {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    public static void main(String... args) throws Exception {
        try (Client one = Client.builder().url(args[0]).realm("realm1").build();
                Client two = Client.builder().url(args[0]).realm("realm1").build();
                Client client = Client.builder().url(args[0]).realm("realm1").build()) {
            ProcedureOffer endpoint = ProcedureOffer.of("com.example.work").invoke(InvocationPolicy.ROUNDROBIN);
            one.connect().await(DEADLINE).register(endpoint, i -> "one").await(DEADLINE);
            two.connect().await(DEADLINE).register(endpoint, i -> "two").await(DEADLINE);
            Session session = client.connect().await(DEADLINE);

            for (int n = 0; n < 3; n++) {
                System.out.println(session.call("com.example.work").as(String.class).await(DEADLINE));
            }

            Set<String> sameKey = new HashSet<>();
            for (int n = 0; n < 5; n++) {
                Call call = Call.of("com.example.work").shard("customer 17");
                sameKey.add(session.call(call).as(String.class).await(DEADLINE));
            }
            System.out.println("callees of one key: " + sameKey.size());
        }
    }
}
// prints:
// one
// two
// one
// callees of one key: 1
