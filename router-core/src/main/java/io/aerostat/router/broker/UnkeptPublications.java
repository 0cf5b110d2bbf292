package io.aerostat.router.broker;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.error.StageFailure;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Published;
import io.aerostat.router.broker.publication.BrokerCounters;
import io.aerostat.router.broker.publication.LimitReached;
import io.aerostat.router.link.RefusalLog;
import io.aerostat.router.peer.Peer;
import io.aerostat.router.peer.Refusal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publications of one session that a store has not kept yet, in the history or as retained events. While there are
 * too many of them, the router does not read from the session. Confined to the session's loop.
 */
final class UnkeptPublications {
    private static final Logger LOG = LoggerFactory.getLogger(UnkeptPublications.class);

    private static final int PAUSE_AT = 256;
    private static final int CONTINUE_AT = 128;

    /** A publication that has not been kept yet, or that waits for an earlier one to be kept. */
    private static final class Waiting {
        private final long request;
        private final long publication;
        private final boolean answer;
        private boolean done;
        private @Nullable Throwable failure;

        Waiting(long request, long publication, boolean answer) {
            this.request = request;
            this.publication = publication;
            this.answer = answer;
        }
    }

    private final Peer peer;
    private final BrokerCounters counters;
    /** The publications in their order, which is also the order of the answers. */
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    private boolean pauses;

    UnkeptPublications(Peer peer, BrokerCounters counters) {
        this.peer = peer;
        this.counters = counters;
    }

    /**
     * Answers a publication when the stores have kept this publication and all earlier ones (P25).
     *
     * @param kept completes when all stores have kept the event
     * @param answer whether the publisher asked for an acknowledgement
     */
    void await(CompletionStage<Void> kept, long request, long publication, boolean answer) {
        Waiting added = new Waiting(request, publication, answer);
        waiting.add(added);
        if (waiting.size() >= PAUSE_AT && !pauses) {
            pauses = true;
            peer.holdReading();
        }
        kept.whenComplete((none, failure) -> {
            try {
                peer.run(() -> conclude(added, failure));
            } catch (RejectedExecutionException e) {
                // The publisher's loop has ended, and the publisher with it.
                return;
            }
        });
    }

    private void conclude(Waiting concluded, @Nullable Throwable failure) {
        concluded.done = true;
        concluded.failure = failure;
        for (Waiting first = waiting.peek(); first != null && first.done; first = waiting.peek()) {
            waiting.remove();
            answer(first);
        }
        if (pauses && waiting.size() <= CONTINUE_AT) {
            pauses = false;
            peer.releaseReading();
        }
    }

    private void answer(Waiting first) {
        if (first.failure != null) {
            refuse(first.request, first.publication, first.answer, first.failure);
        } else if (first.answer) {
            peer.send(new Published(first.request, first.publication));
        }
    }

    /** Logs a warning if the histories cannot keep a publication of another node. Any thread. */
    static void watch(CompletionStage<Void> kept, long publication) {
        kept.whenComplete((none, failure) -> {
            if (failure != null) {
                warn(publication, failure);
            }
        });
    }

    private static void warn(long publication, Throwable failure) {
        RefusalLog.warning(LOG).log("the event store cannot keep publication {}: {}", publication, failure.toString());
    }

    private void refuse(long request, long publication, boolean answer, Throwable failure) {
        Throwable cause = StageFailure.cause(failure);
        if (cause instanceof LimitReached limit) {
            counters.countRefusedPublication();
            if (answer) {
                peer.send(limit.refusal().toMessage(Publish.CODE, request));
            }
            return;
        }
        warn(publication, cause);
        if (answer) {
            peer.send(new Refusal(
                            ErrorUris.HISTORY_UNAVAILABLE,
                            "publication " + publication
                                    + " was delivered, but the store cannot keep the event (the router's log says why)")
                    .toMessage(Publish.CODE, request));
        }
    }
}
