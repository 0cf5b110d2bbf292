package io.aerostat.client.meta;

/** Called when a session has changed a registration or subscription. */
@FunctionalInterface
public interface Change<T> {
    /** @param what the registration or subscription: its id, or its details */
    void accept(long session, T what);
}
