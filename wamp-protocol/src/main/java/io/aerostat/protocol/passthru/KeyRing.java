package io.aerostat.protocol.passthru;

import java.util.Optional;

/** The keys of an application: which one to send with, and which one a message names. Any thread; must not block. */
public interface KeyRing {
    /** The key for messages of this procedure, topic or error; nothing if they are sent plainly. */
    Optional<PassthruKey> forUri(String uri);

    /** The key that a message was sent with. */
    Optional<PassthruKey> byId(String id);
}
