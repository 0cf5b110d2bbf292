package io.aerostat.router.link;

/**
 * Makes the handler of each new link. Called on the link's loop, after the handshake of the transport and before the
 * first message.
 */
@FunctionalInterface
public interface LinkAcceptor {
    LinkHandler accept(Link link);
}
