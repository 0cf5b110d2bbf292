/** Clients of MQTT from other projects, unmodified, against the real router. One thread for each test. */
@NullMarked
package io.aerostat.acceptance.mqtt;

import org.jspecify.annotations.NullMarked;
