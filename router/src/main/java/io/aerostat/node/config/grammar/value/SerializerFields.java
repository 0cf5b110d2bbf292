package io.aerostat.node.config.grammar.value;

import static io.aerostat.node.config.type.Types.choice;
import static io.aerostat.node.config.type.Types.someOf;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.UbjsonDialect;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Names of serializations. */
public final class SerializerFields {
    public static final ValueType<Serialization> NAME = choice(
            Set.of("flatbuffers"),
            Serialization::wireName,
            Serialization.negotiable().toArray(Serialization[]::new));

    /** The serializers that a transport accepts. */
    public static final Field<List<Serialization>> ACCEPTED = Field.withDefault(
            "serializers",
            someOf(NAME),
            "[\"json\", \"msgpack\", \"cbor\"]",
            "The accepted serializers, in order of preference.");

    /** The dialect that is assumed for a UBJSON peer that does not name its dialect. */
    public static final Field<Optional<UbjsonDialect>> UBJSON_DIALECT = Field.optional(
            "ubjson_dialect",
            choice(Set.of(), dialect -> dialect.name().toLowerCase(Locale.ROOT), UbjsonDialect.values()),
            "The dialect of UBJSON clients whose `agent` and `User-Agent` do not identify them: `classic` "
                    + "(big-endian) or `bjdata` (little-endian, Autobahn|Python from 26.6.1 on). Without this key, "
                    + "these clients are refused.");

    private SerializerFields() {}
}
