/**
 * Hosts components: inside the process, in container JVMs, and as guests. Only the node uses it; it has no API of its
 * own.
 */
module io.aerostat.host {
    requires static org.jspecify;
    requires static ch.qos.logback.classic;
    requires static ch.qos.logback.core;
    requires transitive io.aerostat.client;
    requires io.aerostat.protocol;
    requires com.fasterxml.jackson.annotation;
    requires java.management;
    requires jdk.management;
    requires jdk.unsupported;
    requires org.slf4j;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports io.aerostat.host to
            io.aerostat.node;
    exports io.aerostat.host.component to
            io.aerostat.node;
    exports io.aerostat.host.container to
            io.aerostat.node;
    exports io.aerostat.host.guest to
            io.aerostat.node;
    exports io.aerostat.host.process to
            io.aerostat.node;
    exports io.aerostat.host.supervision to
            io.aerostat.node;
    exports io.aerostat.host.transport to
            io.aerostat.node;
}
