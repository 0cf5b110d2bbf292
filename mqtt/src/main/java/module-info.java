/** MQTT for routers: clients of MQTT 3.1.1 and 5 join realms as sessions. */
module io.aerostat.mqtt {
    requires static transitive org.jspecify;
    requires transitive io.aerostat.router;
    requires com.github.benmanes.caffeine;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.mqtt;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.transport;
    requires org.slf4j;

    exports io.aerostat.mqtt;
    exports io.aerostat.mqtt.options;
}
