package io.aerostat.acceptance.conformance;

import io.aerostat.testkit.Encoding;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A transport with a serialization: one of the eighteen ways to the router. */
public record Wire(Transport transport, Encoding encoding) {

    /**
     * The in-process one; messages are handed over as objects, and its encoding is what the tests look at them with.
     */
    public static final Wire IN_PROCESS = new Wire(Transport.IN_PROCESS, Encoding.CBOR);

    /** The in-process transport, with the peers spread over two nodes of a cluster. */
    public static final Wire TWO_NODES = new Wire(Transport.TWO_NODES, Encoding.CBOR);

    /** All that go to the running router.jar. */
    public static List<Wire> remote() {
        return Arrays.stream(Transport.values())
                .filter(transport -> !transport.isEmbedded())
                .flatMap(transport -> Arrays.stream(Encoding.values()).map(encoding -> new Wire(transport, encoding)))
                .toList();
    }

    /** All wires; or the one that the system property {@code aerostat.wire} names, such as {@code two-nodes}. */
    public static List<Wire> all() {
        String only = System.getProperty("aerostat.wire", "");
        return Stream.concat(remote().stream(), Stream.of(IN_PROCESS, TWO_NODES))
                .filter(wire -> only.isEmpty() || wire.toString().equals(only))
                .toList();
    }

    /** As reports and failures call it: {@code websocket json}. */
    @Override
    public String toString() {
        return transport.isEmbedded() ? transport.toString() : transport + " " + encoding;
    }
}
