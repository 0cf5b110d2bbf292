package io.aerostat.router.link;

/** Gives each new link of a transport its handler; called on the link's loop after the transport's own handshake. */
@FunctionalInterface
public interface LinkAcceptor {
    LinkHandler accept(Link link);
}
