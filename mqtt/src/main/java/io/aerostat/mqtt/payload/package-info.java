/**
 * The conversion between the payloads of MQTT and the arguments of WAMP events. Runs on the loop of a session. Must not
 * depend on connections.
 */
@NullMarked
package io.aerostat.mqtt.payload;

import org.jspecify.annotations.NullMarked;
