package io.aerostat.router.broker;

import io.aerostat.router.peer.Peer;

/** Called when receivers did not get an acknowledged publication. On the publisher's loop. */
@FunctionalInterface
public interface DropListener {
    DropListener NONE = (publisher, publication, receivers) -> {};

    /**
     * @param publication the id that PUBLISHED gave
     * @param receivers the number of receivers, among those on one event loop
     */
    void dropped(Peer publisher, long publication, int receivers);
}
