package io.aerostat.acceptance.conformance;

import io.aerostat.testkit.Encoding;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A transport with a serialization: one of the eighteen ways to the router. */
public record Wire(Transport transport, Encoding encoding) {

    /**
     * The in-process wire. Messages are passed as objects; its encoding is only used by the tests to read payloads.
     */
    public static final Wire IN_PROCESS = new Wire(Transport.IN_PROCESS, Encoding.CBOR);

    /** The in-process transport, with the peers spread over two nodes of a cluster. */
    public static final Wire TWO_NODES = new Wire(Transport.TWO_NODES, Encoding.CBOR);

    /** The same, with nodes that are connected by NATS. Used only if it is selected by name. */
    public static final Wire TWO_NODES_NATS = new Wire(Transport.TWO_NODES_NATS, Encoding.CBOR);

    /** Returns all wires to the running router.jar. */
    public static List<Wire> remote() {
        return Arrays.stream(Transport.values())
                .filter(transport -> !transport.isEmbedded())
                .flatMap(transport -> Arrays.stream(Encoding.values()).map(encoding -> new Wire(transport, encoding)))
                .toList();
    }

    /**
     * Returns all wires except the one over NATS; or only the wire that the system property {@code aerostat.wire}
     * names, such as {@code two-nodes}.
     */
    public static List<Wire> all() {
        String only = System.getProperty("aerostat.wire", "");
        if (only.equals(TWO_NODES_NATS.toString())) {
            return List.of(TWO_NODES_NATS);
        }
        return Stream.concat(remote().stream(), Stream.of(IN_PROCESS, TWO_NODES))
                .filter(wire -> only.isEmpty() || wire.toString().equals(only))
                .toList();
    }

    /** Returns the name in reports and failures, such as {@code websocket json}. */
    @Override
    public String toString() {
        return transport.isEmbedded() ? transport.toString() : transport + " " + encoding;
    }
}
