package io.aerostat.protocol.passthru;

import java.util.Optional;

/**
 * The keys of an application: finds the key for a message to send, and the key that a received message names. Any
 * thread; must not block.
 */
public interface KeyRing {
    /** Returns the key for messages of this procedure, topic or error; empty to send them unencrypted. */
    Optional<PassthruKey> forUri(String uri);

    /** Returns the key with this id, or empty if there is none. */
    Optional<PassthruKey> byId(String id);
}
