package io.aerostat.node.management;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.realm.ProcedureException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Answers questions that take too long for an event loop, one after another on a thread that ends when no questions
 * arrive. The next question begins when the previous question has been answered or has reached its deadline. Refuses a
 * question if {@value #QUEUE} other questions are waiting.
 */
final class QueryThread {
    private static final int QUEUE = 64;
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    private final Duration deadline;
    private final ThreadPoolExecutor executor;

    QueryThread() {
        this(DEADLINE);
    }

    /** @param deadline how long the answer to one question may take */
    QueryThread(Duration deadline) {
        this.deadline = deadline;
        executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
            Thread thread = new Thread(task, "management");
            thread.setDaemon(true);
            return thread;
        });
        executor.allowCoreThreadTimeOut(true);
    }

    /** Returns the thread as an executor; it rejects a task if too many questions wait. */
    Executor executor() {
        return executor;
    }

    /** Answers with the map that a question returns at once. */
    CompletionStage<PayloadValues> ask(Supplier<Map<String, Object>> question) {
        return askLater(() -> CompletableFuture.completedFuture(question.get()));
    }

    /** Answers with the map that a question returns later; fails if the deadline passes first. */
    CompletionStage<PayloadValues> askLater(Supplier<CompletionStage<Map<String, Object>>> question) {
        return submit(answer -> awaitAnswer(question, answer));
    }

    /**
     * Answers with the map that a question returns later, without a deadline. The answer may wait for events of the
     * realm, and may use {@link #executor}. In the meantime, further questions are answered.
     */
    CompletionStage<PayloadValues> watch(Supplier<CompletionStage<Map<String, Object>>> question) {
        return submit(answer -> {
            try {
                question.get().whenComplete((values, failure) -> {
                    if (failure == null) {
                        answer.complete(values);
                    } else {
                        answer.completeExceptionally(failure);
                    }
                });
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
    }

    private CompletionStage<PayloadValues> submit(Consumer<CompletableFuture<Map<String, Object>>> question) {
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        try {
            executor.execute(() -> question.accept(answer));
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new ProcedureException(
                    ErrorUris.LIMIT_EXCEEDED,
                    QUEUE + " questions wait for an answer (expected fewer): ask again later"));
        }
        return answer.thenApply(values -> new PayloadValues(List.of(values), Map.of()));
    }

    private void awaitAnswer(
            Supplier<CompletionStage<Map<String, Object>>> question, CompletableFuture<Map<String, Object>> answer) {
        try {
            answer.complete(question.get().toCompletableFuture().get(deadline.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            answer.completeExceptionally(new ProcedureException(
                    ErrorUris.TIMEOUT,
                    "found no answer within " + deadline.toMillis() + " ms (expected one from each event loop)"));
        } catch (ExecutionException e) {
            answer.completeExceptionally(e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        } catch (InterruptedException e) {
            answer.completeExceptionally(e);
            Thread.currentThread().interrupt();
        }
    }
}
