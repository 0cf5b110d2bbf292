package io.aerostat.node.config;

import io.aerostat.host.guest.GuestConfiguration;

/**
 * A worker that is any other program, which the node supervises.
 *
 * @param configuration the program, and how it is started
 * @param origin the place of the worker in the configuration file
 */
public record GuestWorker(GuestConfiguration configuration, Origin origin) implements Worker {
    @Override
    public String id() {
        return configuration.worker();
    }
}
