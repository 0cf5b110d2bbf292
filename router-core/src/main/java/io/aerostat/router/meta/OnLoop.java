package io.aerostat.router.meta;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.service.ServiceException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Runs a query on a session's loop and returns its result. */
final class OnLoop {
    private OnLoop() {}

    static <T> CompletionStage<T> of(Peer session, Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        try {
            session.run(() -> {
                try {
                    answer.complete(question.get());
                } catch (RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(
                    new ServiceException(ErrorUris.NO_SUCH_SESSION, "session " + session.id() + " has ended"));
        }
        return answer;
    }
}
