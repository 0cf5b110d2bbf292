package io.aerostat.acceptance.conformance;

import io.aerostat.testkit.Encoding;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A transport with a serialization: one of the seventeen ways to the router. */
public record Wire(Transport transport, Encoding encoding) {

    /**
     * The in-process one; messages are handed over as objects, and its encoding is what the tests look at them with.
     */
    public static final Wire IN_PROCESS = new Wire(Transport.IN_PROCESS, Encoding.CBOR);

    /** All that go to the running router.jar. */
    public static List<Wire> remote() {
        return Arrays.stream(Transport.values())
                .filter(transport -> transport != Transport.IN_PROCESS)
                .flatMap(transport -> Arrays.stream(Encoding.values()).map(encoding -> new Wire(transport, encoding)))
                .toList();
    }

    public static List<Wire> all() {
        return Stream.concat(remote().stream(), Stream.of(IN_PROCESS)).toList();
    }

    /** As reports and failures call it: {@code websocket json}. */
    @Override
    public String toString() {
        return transport == Transport.IN_PROCESS ? transport.toString() : transport + " " + encoding;
    }
}
