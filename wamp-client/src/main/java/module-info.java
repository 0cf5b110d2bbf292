/** The WAMP client: sessions, calls, events, and components that are written as classes. */
module io.aerostat.client {
    requires static transitive org.jspecify;
    requires transitive io.aerostat.protocol;
    requires transitive tools.jackson.databind;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires org.slf4j;

    exports io.aerostat.client;
    exports io.aerostat.client.annotation;
    exports io.aerostat.client.auth;
    exports io.aerostat.client.connection;
    exports io.aerostat.client.error;
    exports io.aerostat.client.execution;
    exports io.aerostat.client.meta;
    exports io.aerostat.client.pubsub;
    exports io.aerostat.client.reconnect;
    exports io.aerostat.client.rpc;
    exports io.aerostat.client.session;
    exports io.aerostat.client.value;
    exports io.aerostat.component;
    exports io.aerostat.client.binding to
            io.aerostat.spring;
    exports io.aerostat.client.contract to
            io.aerostat.schema,
            io.aerostat.spring;
    exports io.aerostat.client.error.declared to
            io.aerostat.schema;
    exports io.aerostat.client.session.exchange to
            io.aerostat.host;
    exports io.aerostat.component.run to
            io.aerostat.host;
}
