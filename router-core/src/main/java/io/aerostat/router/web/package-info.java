/**
 * The web transport: HTTP connections, the services at their paths, and the upgrade to WebSocket. A connection is
 * confined to the event loop of its channel; an executor reads files. This package must not depend on a JSON library,
 * because it serves bytes and records.
 */
@NullMarked
package io.aerostat.router.web;

import org.jspecify.annotations.NullMarked;
