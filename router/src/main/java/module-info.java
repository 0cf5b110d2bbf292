/** The node: configuration file, command line and life of the process. The node is a program, not a library. */
module io.aerostat.node {
    requires static org.jspecify;
    requires io.aerostat.client;
    requires io.aerostat.cluster;
    requires io.aerostat.command;
    requires io.aerostat.host;
    requires io.aerostat.jwt;
    requires io.aerostat.metrics;
    requires io.aerostat.mqtt;
    requires io.aerostat.protocol;
    requires io.aerostat.router;
    requires io.aerostat.store;
    requires io.aerostat.validation;
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires info.picocli;
    requires io.netty.buffer;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.transport;
    requires java.management;
    requires java.net.http;
    requires jdk.management;
    requires jdk.unsupported;
    requires org.slf4j;
    requires org.snakeyaml.engine;
    requires tools.jackson.core;

    // SLF4J creates the provider of the log.
    exports io.aerostat.node.logging to
            org.slf4j;

    // picocli sets the fields of commands by reflection.
    opens io.aerostat.node.command to
            info.picocli;
    opens io.aerostat.node.command.file to
            info.picocli;
    opens io.aerostat.node.command.template to
            info.picocli;

    provides ch.qos.logback.classic.spi.Configurator with
            io.aerostat.node.logging.QuietDefault;
}
