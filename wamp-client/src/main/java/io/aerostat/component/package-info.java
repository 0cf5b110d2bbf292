/**
 * Components: application code with the life cycle that WAMP users know (onConnect, onChallenge, onJoin, onLeave,
 * onDisconnect). Component code runs on an executor, never on an event loop.
 */
@NullMarked
package io.aerostat.component;

import org.jspecify.annotations.NullMarked;
