package io.aerostat.node.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.protocol.payload.PayloadValues;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class QueryThreadTest {
    private static PayloadValues soon(CompletionStage<PayloadValues> answer) throws Exception {
        return answer.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void aQuestionWaitsUntilThePreviousOneIsAnswered() throws Exception {
        QueryThread thread = new QueryThread();
        CompletableFuture<Map<String, Object>> first = new CompletableFuture<>();
        CountDownLatch firstAsked = new CountDownLatch(1);
        CompletionStage<PayloadValues> one = thread.askLater(() -> {
            firstAsked.countDown();
            return first;
        });
        CompletionStage<PayloadValues> two = thread.ask(() -> Map.of("first is answered", first.isDone()));
        firstAsked.await();

        first.complete(Map.of("n", 1));

        assertThat(soon(one).args()).isEqualTo(List.of(Map.of("n", 1)));
        assertThat(soon(two).args()).isEqualTo(List.of(Map.of("first is answered", true)));
    }

    @Test
    void aQuestionWithoutAnAnswerFailsAtItsDeadlineAndTheNextOneIsAnswered() throws Exception {
        QueryThread thread = new QueryThread(Duration.ofMillis(20));
        CompletionStage<PayloadValues> never = thread.askLater(CompletableFuture::new);

        assertThatThrownBy(() -> soon(never)).hasMessageContaining("found no answer within 20 ms");
        assertThat(soon(thread.ask(() -> Map.of("n", 2))).args()).isEqualTo(List.of(Map.of("n", 2)));
    }

    @Test
    void aWatchedQuestionHoldsUpNoOtherAndMayUseTheThread() throws Exception {
        QueryThread thread = new QueryThread(Duration.ofMillis(20));
        CompletableFuture<Integer> event = new CompletableFuture<>();
        CompletionStage<PayloadValues> watched =
                thread.watch(() -> event.thenApplyAsync(n -> Map.of("n", n), thread.executor()));

        assertThat(soon(thread.ask(() -> Map.of("n", 2))).args()).isEqualTo(List.of(Map.of("n", 2)));
        event.complete(1);

        assertThat(soon(watched).args()).isEqualTo(List.of(Map.of("n", 1)));
    }

    @Test
    void tooManyQuestionsAreRefused() throws Exception {
        QueryThread thread = new QueryThread();
        CompletableFuture<Map<String, Object>> first = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        thread.askLater(() -> {
            asked.countDown();
            return first;
        });
        asked.await();
        for (int i = 0; i < 64; i++) {
            thread.ask(Map::of);
        }

        assertThatThrownBy(() -> soon(thread.ask(Map::of))).hasMessageContaining("ask again later");
        first.complete(Map.of());
    }
}
