/** JSON Schemas of contracts. */
module io.aerostat.schema {
    requires static transitive org.jspecify;
    requires transitive io.aerostat.client;
    requires transitive tools.jackson.databind;
    requires com.fasterxml.classmate;
    requires com.github.victools.jsonschema.generator;
    requires com.github.victools.jsonschema.module.jackson;
    requires io.aerostat.protocol;

    exports io.aerostat.schema;
}
