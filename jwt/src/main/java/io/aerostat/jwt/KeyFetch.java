package io.aerostat.jwt;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fetches a key set over HTTP. Size and time are limited, and redirects are not followed. */
final class KeyFetch implements Supplier<CompletableFuture<KeySet>> {
    private final JwtKeys.KeyUrl options;
    private final HttpClient client;

    KeyFetch(JwtKeys.KeyUrl options) {
        this.options = options;
        this.client = HttpClient.newBuilder()
                .connectTimeout(options.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public CompletableFuture<KeySet> get() {
        HttpRequest request = HttpRequest.newBuilder(options.url())
                .timeout(options.timeout())
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        CompletableFuture<HttpResponse<String>> response =
                client.sendAsync(request, info -> new BoundedText(KeySet.MAX_BYTES));
        CompletableFuture<KeySet> keys =
                response.thenCompose(KeyFetch::read).orTimeout(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
        // The request's own timeout covers only the head of the response; canceling also ends a body that never
        // completes.
        keys.whenComplete((done, failure) -> response.cancel(true));
        return keys;
    }

    private static CompletionStage<KeySet> read(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            return CompletableFuture.failedFuture(
                    new KeySetException("found status " + response.statusCode() + " (expected 200)", null));
        }
        try {
            return CompletableFuture.completedFuture(KeySet.parse(response.body()));
        } catch (KeySetException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Collects a text, and fails if it is too large. */
    private static final class BoundedText implements BodySubscriber<String> {
        private final int limit;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<String> text = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;

        BoundedText(int limit) {
            this.limit = limit;
        }

        @Override
        public CompletionStage<String> getBody() {
            return text;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            this.subscription = subscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                if (bytes.size() + buffer.remaining() > limit) {
                    if (subscription != null) {
                        subscription.cancel();
                    }
                    text.completeExceptionally(new KeySetException("found more than " + limit + " bytes", null));
                    return;
                }
                byte[] chunk = new byte[buffer.remaining()];
                buffer.get(chunk);
                bytes.writeBytes(chunk);
            }
        }

        @Override
        public void onError(Throwable failure) {
            text.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            text.complete(bytes.toString(StandardCharsets.UTF_8));
        }
    }
}
