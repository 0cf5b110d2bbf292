/** Validation of payloads against JSON Schemas and contracts. */
module io.aerostat.validation {
    requires static transitive org.jspecify;
    requires transitive io.aerostat.protocol;
    requires transitive io.aerostat.router;
    requires com.networknt.schema;
    requires tools.jackson.databind;

    exports io.aerostat.validation;
}
