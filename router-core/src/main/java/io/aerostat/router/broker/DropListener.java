package io.aerostat.router.broker;

/** Called when receivers did not get an acknowledged publication. Runs on the publisher's loop. */
@FunctionalInterface
public interface DropListener {
    DropListener NONE = (publisher, publication, receivers) -> {};

    /**
     * Called once for each event loop on which receivers did not get the event.
     *
     * @param publisher the id of the publishing session, which may belong to another node
     * @param publication the id in PUBLISHED
     * @param receivers the number of receivers on this loop that did not get the event
     */
    void dropped(long publisher, long publication, int receivers);
}
