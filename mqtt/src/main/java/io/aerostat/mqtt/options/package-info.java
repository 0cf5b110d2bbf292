/**
 * The options of MQTT on a listener, as plain data from a program or a configuration file. Immutable; any thread. Must
 * not depend on connections or sessions.
 */
@NullMarked
package io.aerostat.mqtt.options;

import org.jspecify.annotations.NullMarked;
