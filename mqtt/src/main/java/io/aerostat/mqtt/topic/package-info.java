/**
 * MQTT's topic names and filters, and the WAMP topics and patterns to which they map. Stateless; any thread. Must not
 * depend on connections or sessions.
 */
@NullMarked
package io.aerostat.mqtt.topic;

import org.jspecify.annotations.NullMarked;
