/** The rules of Jackson 2 for the records and POJOs of the client. */
module io.aerostat.jackson2 {
    requires static transitive org.jspecify;
    requires transitive com.fasterxml.jackson.databind;
    requires transitive io.aerostat.client;
    requires com.fasterxml.jackson.core;

    exports io.aerostat.jackson2;
}
