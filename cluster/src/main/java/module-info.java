/** One realm on several nodes: membership, links between nodes, replicated rows, and the engine that carries them. */
module io.aerostat.cluster {
    requires static transitive org.jspecify;
    requires transitive io.aerostat.router;
    requires io.aerostat.protocol;
    requires io.netty.common;
    requires io.nats.jnats;
    requires msgpack.core;
    requires org.slf4j;

    exports io.aerostat.cluster;
    exports io.aerostat.cluster.engine;
    exports io.aerostat.cluster.frame;
    exports io.aerostat.cluster.link;
    exports io.aerostat.cluster.memory;
    exports io.aerostat.cluster.nats;
    exports io.aerostat.cluster.realm;
    exports io.aerostat.cluster.row;
}
