/**
 * The broker of a realm, and the broker's part of each session ({@link io.aerostat.router.broker.BrokerSession}), which
 * is confined to the session's loop. An event goes from its publisher's loop to each receiving loop as one
 * {@code Delivery}. This package must not depend on sockets.
 */
@NullMarked
package io.aerostat.router.broker;

import org.jspecify.annotations.NullMarked;
