import io.aerostat.client.Client;
import io.aerostat.client.error.ApplicationError;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallHandle;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.option.CancelMode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** Calls that end early, because the caller cancels them or their timeout expires. */
public class CancelingAndTimeouts {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    public static void main(String... args) throws Exception {
        try (Client client = Client.builder().url(args[0]).realm("realm1").build()) {
            Session session = client.connect().await(DEADLINE);
            CountDownLatch started = new CountDownLatch(1);
            CompletableFuture<String> told = new CompletableFuture<>();
            session.register("com.example.slow", i -> {
                        i.onCancel(() -> told.complete("the callee was told"));
                        started.countDown();
                        return new CompletableFuture<>(); // canceled for you
                    })
                    .await(DEADLINE);

            CallHandle call = session.call("com.example.slow");
            started.await();
            call.cancel(CancelMode.KILL);

            System.out.println(outcome(call));
            System.out.println(told.join());

            CallHandle late = session.call(Call.of("com.example.slow").timeout(Duration.ofMillis(200)));

            System.out.println(outcome(late));
        }
    }

    private static String outcome(CallHandle call) {
        try {
            return "result " + call.await(DEADLINE).args();
        } catch (ApplicationError error) {
            return error.uri();
        }
    }
}
// prints:
// wamp.error.canceled
// the callee was told
// wamp.error.timeout
