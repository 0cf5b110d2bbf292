/**
 * The listening transports of a router: their endpoints, path services, limits, and the options of WebSocket and long
 * polling. Immutable constants.
 */
@NullMarked
package io.aerostat.node.config.grammar.transport;

import org.jspecify.annotations.NullMarked;
