/**
 * The web transport: HTTP connections, the services at their paths, and the upgrade to WebSocket. A connection lives on
 * the event loop of its channel; files are read by an executor. Knows no JSON: it serves bytes and records.
 */
@NullMarked
package io.aerostat.router.web;

import org.jspecify.annotations.NullMarked;
