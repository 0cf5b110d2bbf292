/**
 * The workers of a node: routers, containers with their components and connections, guests, and the WebSocket testee.
 * Immutable constants.
 */
@NullMarked
package io.aerostat.node.config.grammar.worker;

import org.jspecify.annotations.NullMarked;
