package io.aerostat.protocol.passthru;

import java.util.Optional;

/**
 * The keys of an application: finds the key to send with, and the key that a message names. Any thread; must not block.
 */
public interface KeyRing {
    /** Returns the key for messages of this procedure, topic or error, or nothing to send them unencrypted. */
    Optional<PassthruKey> forUri(String uri);

    /** Returns the key with this id, or nothing if there is none. */
    Optional<PassthruKey> byId(String id);
}
