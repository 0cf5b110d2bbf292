/**
 * The links of MQTT clients: a link translates packets to WAMP messages, and back. Confined to the loop of the link,
 * except for the table of all clients. Must not depend on listeners.
 */
@NullMarked
package io.aerostat.mqtt.session;

import org.jspecify.annotations.NullMarked;
