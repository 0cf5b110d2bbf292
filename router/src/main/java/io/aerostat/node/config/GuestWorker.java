package io.aerostat.node.config;

import io.aerostat.host.guest.GuestConfiguration;

/**
 * Any other program, supervised.
 *
 * @param configuration the program, and how it is started
 * @param origin where it is configured
 */
public record GuestWorker(GuestConfiguration configuration, Origin origin) implements Worker {
    @Override
    public String id() {
        return configuration.worker();
    }
}
