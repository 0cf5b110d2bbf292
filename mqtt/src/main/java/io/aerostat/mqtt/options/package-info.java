/**
 * The options of MQTT on a listener, as plain data that a program or a configuration file makes. Immutable; any thread.
 * Must not depend on connections or sessions.
 */
@NullMarked
package io.aerostat.mqtt.options;

import org.jspecify.annotations.NullMarked;
