/**
 * MQTT as a protocol of a listener: the description that a program or a configuration file gives. Immutable; any
 * thread. Must not depend on a running router.
 */
@NullMarked
package io.aerostat.mqtt;

import org.jspecify.annotations.NullMarked;
