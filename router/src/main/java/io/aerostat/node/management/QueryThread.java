package io.aerostat.node.management;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.router.realm.ProcedureException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Answers questions that take too long for an event loop, one after another on a thread that ends when no questions
 * arrive. Refuses a question if {@value #QUEUE} others are waiting.
 */
final class QueryThread {
    private static final int QUEUE = 64;

    private final ThreadPoolExecutor executor;

    QueryThread() {
        executor = new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), task -> {
            Thread thread = new Thread(task, "management");
            thread.setDaemon(true);
            return thread;
        });
        executor.allowCoreThreadTimeOut(true);
    }

    /** Answers with the map that a question returns at once. */
    CompletionStage<PayloadValues> ask(Supplier<Map<String, Object>> question) {
        return askLater(() -> CompletableFuture.completedFuture(question.get()));
    }

    /** Answers with the map that a question returns later. */
    CompletionStage<PayloadValues> askLater(Supplier<CompletionStage<Map<String, Object>>> question) {
        CompletableFuture<Map<String, Object>> answer = new CompletableFuture<>();
        try {
            executor.execute(() -> {
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
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(new ProcedureException(
                    ErrorUris.UNAVAILABLE, "too many questions wait for an answer: ask again later"));
        }
        return answer.thenApply(values -> new PayloadValues(List.of(values), Map.of()));
    }
}
