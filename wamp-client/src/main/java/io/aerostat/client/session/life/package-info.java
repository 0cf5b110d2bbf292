/**
 * The life of one session over one connection: connecting, the handshake, the joined session, leaving, and the end.
 *
 * <p>The state of a session is confined to the executor of its connection.
 */
@NullMarked
package io.aerostat.client.session.life;

import org.jspecify.annotations.NullMarked;
