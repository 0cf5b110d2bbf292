package io.aerostat.node.config;

/** A serialization format, as configurations call it. */
public enum SerializerName {
    JSON,
    MSGPACK,
    CBOR
}
