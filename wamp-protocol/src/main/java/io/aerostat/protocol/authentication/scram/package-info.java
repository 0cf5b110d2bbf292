/**
 * SCRAM, for client and router (SCR-1 to SCR-15). Deriving keys is slow and must not happen on an event loop;
 * everything else may be called on any thread. Knows no session and no connection.
 */
@NullMarked
package io.aerostat.protocol.authentication.scram;

import org.jspecify.annotations.NullMarked;
