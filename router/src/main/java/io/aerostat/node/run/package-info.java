/**
 * A running node: routers with their components and transports, containers and guests, started in order and ended in the reverse one. Composes
 * router-core and component-host out of a configuration that has been read; owns no state beside theirs. One thread starts and one ends; neither
 * is an event loop.
 */
@NullMarked
package io.aerostat.node.run;

import org.jspecify.annotations.NullMarked;
