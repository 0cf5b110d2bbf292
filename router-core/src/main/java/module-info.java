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
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.transport.unix.common;
    requires java.naming;
    requires jdk.net;
    requires org.slf4j;

    exports io.aerostat.router;
    exports io.aerostat.router.authentication;
    exports io.aerostat.router.authorization;
    exports io.aerostat.router.cookie;
    exports io.aerostat.router.history;
    exports io.aerostat.router.listener;
    exports io.aerostat.router.realm;
    exports io.aerostat.router.session;
    exports io.aerostat.router.transport to
            io.aerostat.node;
}
