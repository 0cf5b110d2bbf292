package io.aerostat.node.config;

/** A part of the node: routers in its own process, containers and guests each in a process of their own. */
public sealed interface Worker permits RouterWorker, ContainerWorker, GuestWorker {

    /** Its name in logs and messages. */
    String id();

    /** Where it is configured. */
    Origin origin();
}
