/**
 * The interface between the router and protocols other than WAMP, such as MQTT. Other modules of this project implement
 * these protocols; other programs cannot, because the interface uses types that the router exports only to those
 * modules. The clients join realms through links, like WAMP clients. A bridged connection is confined to the event loop
 * of its channel. This package must not depend on listeners, sessions or realms.
 */
@NullMarked
package io.aerostat.router.bridge;

import org.jspecify.annotations.NullMarked;
