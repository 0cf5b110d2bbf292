package io.aerostat.mqtt.session;

import io.aerostat.mqtt.packet.Packets;
import io.aerostat.router.link.LinkHandler;
import io.aerostat.router.tally.TrafficTally;

/** A client that has sent CONNECT, with its session. Confined to the loop of the link. */
record Client(Joining joining, LinkHandler session, Conversation conversation, TrafficTally traffic, Packets packets) {}
