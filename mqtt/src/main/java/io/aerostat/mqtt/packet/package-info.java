/**
 * The packets of one MQTT connection: their handlers, their reasons, and the queue to the socket. Confined to the loop
 * of the channel. Must not depend on sessions of realms.
 */
@NullMarked
package io.aerostat.mqtt.packet;

import org.jspecify.annotations.NullMarked;
