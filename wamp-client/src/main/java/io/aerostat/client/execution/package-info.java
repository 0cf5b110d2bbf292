/**
 * Who runs what: the mailbox that confines a session to its connection's executor, the lanes that keep user code in order, and the futures
 * that refuse to block an event loop. Must not depend on WAMP.
 */
@NullMarked
package io.aerostat.client.execution;

import org.jspecify.annotations.NullMarked;
