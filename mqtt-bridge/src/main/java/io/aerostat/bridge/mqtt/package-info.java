/**
 * A component that is a client of an MQTT broker: it passes messages between topics of the broker and topics of the
 * realm. Runs on the threads of the component and of the MQTT client. Depends on the API of components only, because it
 * is loaded like any other component.
 */
@NullMarked
package io.aerostat.bridge.mqtt;

import org.jspecify.annotations.NullMarked;
