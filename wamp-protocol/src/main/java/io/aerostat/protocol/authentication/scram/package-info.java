/**
 * SCRAM, for client and router (SCR-1 to SCR-15). Deriving keys is slow and must not run on an event loop; any thread
 * may call everything else. Must not depend on sessions or connections.
 */
@NullMarked
package io.aerostat.protocol.authentication.scram;

import org.jspecify.annotations.NullMarked;
