/** Event history that survives restarts of the router, in files. */
module io.aerostat.store {
    requires static transitive org.jspecify;
    requires transitive io.aerostat.router;
    requires com.h2database.mvstore;
    requires io.aerostat.protocol;
    requires msgpack.core;
    requires org.slf4j;

    exports io.aerostat.store;
}
