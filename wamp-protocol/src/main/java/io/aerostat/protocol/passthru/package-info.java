/**
 * Payload in passthru mode, which the router does not interpret (PPT-1 to PPT-13): how clients pack arguments into one
 * binary value, encrypt it, and unpack it again. A router only copies the options. Immutable; any thread. Must not
 * depend on sessions.
 *
 * @see <a href="https://wamp-proto.org/wamp_latest_ietf.html#name-payload-passthru-mode">Payload passthru in the WAMP
 *     specification</a>
 */
@NullMarked
package io.aerostat.protocol.passthru;

import org.jspecify.annotations.NullMarked;
