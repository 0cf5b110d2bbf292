package io.aerostat.router.broker.subscription;

import io.aerostat.router.broker.publication.Publication;
import io.netty.util.concurrent.EventExecutor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Another node of the cluster, as the broker sees it: a receiver that gets each publication once, no matter how many
 * subscribers it has. Any thread.
 */
public interface InterestedNode {
    /**
     * Sends a publication to the node, which delivers it to the subscribers among its sessions. Publications from one
     * thread arrive in the order of the calls.
     *
     * @param acknowledged whether the publisher asked for an acknowledgement
     * @param recordedAt the time under which histories keep the event; null if no history keeps the event
     * @param loop the loop of the caller
     * @return false if the publication is too large to be sent to the node
     */
    boolean deliver(Publication publication, boolean acknowledged, @Nullable Instant recordedAt, EventExecutor loop);

    /** Checks whether the backlog of the node is so large that publishers should pause. */
    boolean isCongested();

    /** Runs a task once on any thread, as soon as the node is not congested or its link is down. */
    void whenRelieved(Runnable task);
}
