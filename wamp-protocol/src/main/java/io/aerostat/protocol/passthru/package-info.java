/**
 * Payloads that the router does not look into (PPT-1 to PPT-13): how clients pack arguments into one binary, encrypt
 * it, and open it again. A router only copies the options. Immutable; any thread. Depends on no session.
 */
@NullMarked
package io.aerostat.protocol.passthru;

import org.jspecify.annotations.NullMarked;
