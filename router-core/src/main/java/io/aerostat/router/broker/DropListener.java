package io.aerostat.router.broker;

import io.aerostat.router.peer.Peer;

/** Hears of acknowledged publications that some receivers have not got. On the publisher's loop. */
@FunctionalInterface
public interface DropListener {
    DropListener NONE = (publisher, publication, receivers) -> {};

    /**
     * @param publication its id, as PUBLISHED has told it
     * @param receivers how many, of those that one event loop serves
     */
    void dropped(Peer publisher, long publication, int receivers);
}
