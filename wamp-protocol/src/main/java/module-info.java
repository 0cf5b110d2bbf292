/**
 * The WAMP protocol: the messages, options, error URIs, authentication methods and payloads that clients and routers
 * share.
 *
 * <p>Applications use these types through {@code io.aerostat.client} and {@code io.aerostat.router}. The serializers
 * and the framing are internal: they are exported only to the modules of Aerostat.
 */
@SuppressWarnings("requires-automatic") // OpenTelemetry's API is not a module.
module io.aerostat.protocol {
    requires static io.opentelemetry.api;
    requires static io.opentelemetry.context;
    requires static org.bouncycastle.provider;
    requires static transitive org.jspecify;
    requires transitive io.netty.buffer;
    requires io.netty.common;
    requires io.netty.transport;
    requires org.slf4j;

    exports io.aerostat.protocol.address;
    exports io.aerostat.protocol.authentication;
    exports io.aerostat.protocol.authentication.scram;
    exports io.aerostat.protocol.error;
    exports io.aerostat.protocol.feature;
    exports io.aerostat.protocol.local;
    exports io.aerostat.protocol.message;
    exports io.aerostat.protocol.negotiation;
    exports io.aerostat.protocol.option;
    exports io.aerostat.protocol.passthru;
    exports io.aerostat.protocol.payload;
    exports io.aerostat.protocol.serializer;
    exports io.aerostat.protocol.trace;
    exports io.aerostat.protocol.uri;
    exports io.aerostat.protocol.certificate to
            io.aerostat.client,
            io.aerostat.cluster,
            io.aerostat.router;
    exports io.aerostat.protocol.framing to
            io.aerostat.client,
            io.aerostat.router;
    exports io.aerostat.protocol.framing.codec to
            io.aerostat.client,
            io.aerostat.router;
    exports io.aerostat.protocol.id to
            io.aerostat.client,
            io.aerostat.cluster,
            io.aerostat.mqtt,
            io.aerostat.router;
}
