/** Tests unmodified MQTT clients of other projects with the real router. Each test runs on one thread. */
@NullMarked
package io.aerostat.acceptance.mqtt;

import org.jspecify.annotations.NullMarked;
