/** A router for tests: in the process of the test, with sessions as parameters of test methods. */
module io.aerostat.test {
    requires static transitive org.jspecify;
    requires static transitive org.junit.jupiter.api;
    requires static org.junit.platform.commons;
    requires transitive io.aerostat.client;
    requires transitive io.aerostat.router;
    requires io.aerostat.protocol;
    requires io.netty.buffer;

    exports io.aerostat.test;
    exports io.aerostat.test.junit;
}
