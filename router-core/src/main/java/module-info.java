/**
 * The router as a library: realms, roles, authentication and transports, without a configuration file or a process of
 * its own.
 */
module io.aerostat.router {
    requires static transitive org.jspecify;
    requires transitive io.aerostat.protocol;
    requires com.github.benmanes.caffeine;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.haproxy;
    requires io.netty.codec.http;
    requires io.netty.codec.http2;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.unix.common;
    requires java.naming;
    requires jdk.net;
    requires org.bouncycastle.provider;
    requires org.slf4j;

    exports io.aerostat.router;
    exports io.aerostat.router.authentication;
    exports io.aerostat.router.authorization;
    exports io.aerostat.router.contract;
    exports io.aerostat.router.cookie;
    exports io.aerostat.router.history;
    exports io.aerostat.router.inventory;
    exports io.aerostat.router.listener;
    exports io.aerostat.router.listener.option;
    exports io.aerostat.router.observation;
    exports io.aerostat.router.realm;
    exports io.aerostat.router.session;
    exports io.aerostat.router.transport to
            io.aerostat.node;
    exports io.aerostat.router.broker to
            io.aerostat.cluster;
    exports io.aerostat.router.broker.publication to
            io.aerostat.cluster;
    exports io.aerostat.router.broker.subscription to
            io.aerostat.cluster;
    exports io.aerostat.router.dealer to
            io.aerostat.cluster;
    exports io.aerostat.router.dealer.callee to
            io.aerostat.cluster;
    exports io.aerostat.router.dealer.offer to
            io.aerostat.cluster;
    exports io.aerostat.router.bridge;
    exports io.aerostat.router.link to
            io.aerostat.mqtt,
            io.aerostat.cluster;
    exports io.aerostat.router.peer to
            io.aerostat.cluster;
    exports io.aerostat.router.service to
            io.aerostat.mqtt,
            io.aerostat.cluster;
    exports io.aerostat.router.tally to
            io.aerostat.mqtt;
    exports io.aerostat.router.cluster to
            io.aerostat.cluster,
            io.aerostat.node;
}
