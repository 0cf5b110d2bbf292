package io.aerostat.client.meta;

/** Is told what a session did to a registration or subscription. */
@FunctionalInterface
public interface Change<T> {
    /** @param what the registration or subscription: its id, or what is known of it */
    void accept(long session, T what);
}
