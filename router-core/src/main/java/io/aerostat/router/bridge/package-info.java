/**
 * The interface between the router and protocols other than WAMP, such as MQTT, which other modules of this project
 * implement: only they can use all types that the interface names. The clients join realms through links, like clients
 * of WAMP. A bridged connection lives on the event loop of its channel. Must not depend on listeners, sessions or
 * realms.
 */
@NullMarked
package io.aerostat.router.bridge;

import org.jspecify.annotations.NullMarked;
