package io.aerostat.client.meta;

/** Called when a session has changed a registration or subscription. */
@FunctionalInterface
public interface Change<T> {
    /** @param what the id or the details of the registration or subscription */
    void accept(long session, T what);
}
