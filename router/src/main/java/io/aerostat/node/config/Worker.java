package io.aerostat.node.config;

/** A part of the node: a router or proxy in the node's own process, or a container or guest in its own process. */
public sealed interface Worker permits RouterWorker, ProxyWorker, ContainerWorker, GuestWorker {

    /** Returns the name of the worker in logs and messages. */
    String id();

    /** Returns the place of the worker in the configuration file. */
    Origin origin();
}
