package io.aerostat.host.container;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A container's configuration as the single line of JSON that it is given on its standard input. */
final class ConfigurationLine {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            // JSON-like values of extra have long integers, wherever the component runs.
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // Half of a surrogate pair has no bytes of its own.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private ConfigurationLine() {}

    static String write(ContainerConfiguration configuration) {
        return MAPPER.writeValueAsString(configuration) + "\n";
    }

    /** @throws IllegalArgumentException when it is none; without its text, which may hold secrets */
    static ContainerConfiguration read(String line) {
        try {
            return MAPPER.readValue(line, ContainerConfiguration.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("standard input: found no container configuration, at column "
                    + e.getLocation().getColumnNr() + " (" + e.getClass().getSimpleName() + ")");
        }
    }
}
