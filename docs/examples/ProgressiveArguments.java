import io.aerostat.client.Client;
import io.aerostat.client.rpc.Call;
import io.aerostat.client.rpc.CallStream;
import io.aerostat.client.session.Session;
import io.aerostat.client.value.Arguments;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** A call whose arguments arrive one after another. */
public class ProgressiveArguments {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    public static void main(String... args) throws Exception {
        try (Client client = Client.builder().url(args[0]).realm("realm1").build()) {
            Session session = client.connect().await(DEADLINE);

            session.register("com.example.sum", i -> {
                        CompletableFuture<Integer> sum = new CompletableFuture<>();
                        i.moreInput().subscribe(new Summing(i.arg(0, Integer.class), sum));
                        return sum;
                    })
                    .await(DEADLINE);

            CallStream stream = session.exchange(Call.of("com.example.sum").args(1));
            stream.send(2);
            stream.finish(3);
            int sum = stream.result().await(DEADLINE).as(Integer.class);

            System.out.println("sum " + sum);
        }
    }

    private static final class Summing implements Flow.Subscriber<Arguments> {
        private final CompletableFuture<Integer> result;
        private int sum;

        Summing(int first, CompletableFuture<Integer> result) {
            this.sum = first;
            this.result = result;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Arguments more) {
            sum += more.arg(0, Integer.class);
        }

        @Override
        public void onError(Throwable failure) {
            result.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            result.complete(sum);
        }
    }
}
// prints:
// sum 6
