/**
 * Remote procedure calls for users of a session: calls, offers and registrations, results. Handlers run on the
 * client's executor.
 */
@NullMarked
package io.aerostat.client.rpc;

import org.jspecify.annotations.NullMarked;
