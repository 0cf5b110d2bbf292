/** The client commands of the tool {@code aerostat}. Only the node's program uses it. */
module io.aerostat.command {
    requires static org.jspecify;
    requires transitive info.picocli;
    requires transitive io.aerostat.client;
    requires io.aerostat.protocol;
    requires HdrHistogram;
    requires org.slf4j;
    requires tools.jackson.core;

    exports io.aerostat.command to
            io.aerostat.node;
    exports io.aerostat.command.file to
            io.aerostat.node;
    exports io.aerostat.command.line to
            io.aerostat.node;
    exports io.aerostat.command.manual to
            io.aerostat.node;
    exports io.aerostat.command.node to
            io.aerostat.node;
    exports io.aerostat.command.value to
            io.aerostat.node;

    // picocli sets the fields of commands by reflection, and SLF4J creates the provider that a system property names.
    opens io.aerostat.command to
            info.picocli;
    opens io.aerostat.command.account to
            info.picocli;
    opens io.aerostat.command.listing to
            info.picocli;
    opens io.aerostat.command.load to
            info.picocli;
    opens io.aerostat.command.logging to
            org.slf4j;
    opens io.aerostat.command.node to
            info.picocli;
    opens io.aerostat.command.request to
            info.picocli;
}
