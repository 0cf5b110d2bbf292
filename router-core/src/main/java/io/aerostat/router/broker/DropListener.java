package io.aerostat.router.broker;

/** Called when receivers did not get an acknowledged publication. On the publisher's loop. */
@FunctionalInterface
public interface DropListener {
    DropListener NONE = (publisher, publication, receivers) -> {};

    /**
     * @param publisher the session that published, which may be one of another node
     * @param publication the id in PUBLISHED
     * @param receivers the number of such receivers on one event loop
     */
    void dropped(long publisher, long publication, int receivers);
}
