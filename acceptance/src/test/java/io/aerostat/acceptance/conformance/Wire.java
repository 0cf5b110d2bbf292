package io.aerostat.acceptance.conformance;

import io.aerostat.testkit.Encoding;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A transport with a serialization. Tests use eighteen of these combinations, and one more over NATS. */
public record Wire(Transport transport, Encoding encoding) {

    /** The in-process wire, which passes messages as objects. Only the tests use its encoding, to read payloads. */
    public static final Wire IN_PROCESS = new Wire(Transport.IN_PROCESS, Encoding.CBOR);

    /** Like {@link #IN_PROCESS}, but peers join two nodes of a cluster in turn. */
    public static final Wire TWO_NODES = new Wire(Transport.TWO_NODES, Encoding.CBOR);

    /** Like {@link #TWO_NODES}, with nodes that NATS connects. Used only if the wire is selected by name. */
    public static final Wire TWO_NODES_NATS = new Wire(Transport.TWO_NODES_NATS, Encoding.CBOR);

    /** Returns the wires to router.jar: each of its transports with each encoding. */
    public static List<Wire> remote() {
        return Arrays.stream(Transport.values())
                .filter(transport -> !transport.isEmbedded())
                .flatMap(transport -> Arrays.stream(Encoding.values()).map(encoding -> new Wire(transport, encoding)))
                .toList();
    }

    /**
     * Returns all wires except {@link #TWO_NODES_NATS}. If the system property {@code aerostat.wire} names a wire, such
     * as {@code two-nodes}, returns only this wire.
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

    /** Returns the name of the wire in reports and failures, such as {@code websocket json}. */
    @Override
    public String toString() {
        return transport.isEmbedded() ? transport.toString() : transport + " " + encoding;
    }
}
