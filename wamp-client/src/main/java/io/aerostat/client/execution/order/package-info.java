/**
 * The order in which tasks run: the mailbox, which confines a session to the executor of its connection, and the lanes,
 * which run user code in order. Must not depend on WAMP.
 */
@NullMarked
package io.aerostat.client.execution.order;

import org.jspecify.annotations.NullMarked;
