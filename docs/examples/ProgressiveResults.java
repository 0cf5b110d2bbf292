import io.aerostat.client.Client;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallResult;
import io.aerostat.client.session.Session;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/** A call whose results arrive one after another, as fast as the subscriber requests them. */
public class ProgressiveResults {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    public static void main(String... args) throws Exception {
        try (Client client = Client.builder().url(args[0]).realm("realm1").build()) {
            Session session = client.connect().await(DEADLINE);

            session.register("com.example.download", i -> {
                        for (int chunk = 1; chunk <= 3; chunk++) {
                            i.progress("chunk " + chunk).toCompletableFuture().join(); // waits for the network
                        }
                        return "done";
                    })
                    .await(DEADLINE);

            Printing subscriber = new Printing(); // a Flow.Subscriber
            session.stream(Call.of("com.example.download")).subscribe(subscriber); // request(n) asks for n results
            subscriber.over.get(10, TimeUnit.SECONDS);
        }
    }

    private static final class Printing implements Flow.Subscriber<CallResult> {
        final CompletableFuture<Void> over = new CompletableFuture<>();
        private Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            subscription.request(1);
        }

        @Override
        public void onNext(CallResult result) {
            System.out.println(result.as(String.class) + (result.progressive() ? " …" : ""));
            subscription.request(1); // the next one; subscription.cancel() would cancel the call
        }

        @Override
        public void onError(Throwable failure) {
            over.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            over.complete(null);
        }
    }
}
// prints:
// chunk 1 …
// chunk 2 …
// chunk 3 …
// done
