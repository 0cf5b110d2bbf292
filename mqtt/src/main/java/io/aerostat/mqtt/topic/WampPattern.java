package io.aerostat.mqtt.topic;

import io.aerostat.protocol.uri.MatchPolicy;

/** A WAMP subscription: a URI, and how topics are compared with the URI. */
public record WampPattern(String uri, MatchPolicy match) {}
