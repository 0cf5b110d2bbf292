/**
 * The links of MQTT clients: a link translates packets to WAMP messages, and back. Confined to the loop of the link,
 * except for the objects that all links share: the table of clients, the number of kept sessions, and the groups of
 * shared subscriptions. Must not depend on listeners.
 */
@NullMarked
package io.aerostat.mqtt.session;

import org.jspecify.annotations.NullMarked;
