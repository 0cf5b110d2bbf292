package io.aerostat.host.container;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A container's configuration as one line of JSON, which the container reads from its standard input. */
final class ConfigurationLine {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            // Integers in {@code extra} are read as Long, as in the router's process.
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            // Half of a surrogate pair has no encoding in UTF-8, so it is escaped.
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();

    private ConfigurationLine() {}

    static String write(ContainerConfiguration configuration) {
        return MAPPER.writeValueAsString(configuration) + "\n";
    }

    /**
     * @throws IllegalArgumentException if the line is invalid; the message leaves out its text, which may hold secrets
     */
    static ContainerConfiguration read(String line) {
        try {
            return MAPPER.readValue(line, ContainerConfiguration.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("standard input: found no container configuration, at column "
                    + e.getLocation().getColumnNr() + " (" + e.getClass().getSimpleName() + ")");
        }
    }
}
