/**
 * In which order tasks run: the mailbox that confines a session to the executor of its connection, and the lanes that
 * run user code in order. Must not depend on WAMP.
 */
@NullMarked
package io.aerostat.client.execution.order;

import org.jspecify.annotations.NullMarked;
