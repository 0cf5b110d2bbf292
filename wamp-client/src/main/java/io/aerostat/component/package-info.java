/**
 * Components: application code with the life cycle that WAMP users know (onConnect, onChallenge, onJoin, onLeave,
 * onDisconnect), and the runner that keeps a component joined. Component code runs on the runner's executor, never on
 * an event loop.
 */
@NullMarked
package io.aerostat.component;

import org.jspecify.annotations.NullMarked;
