package io.aerostat.node.config.grammar;

import static io.aerostat.node.config.field.Types.choice;
import static io.aerostat.node.config.field.Types.someOf;

import io.aerostat.node.config.SerializerName;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ValueType;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of serializations. */
final class Serializers {
    static final ValueType<SerializerName> NAME = choice(
            Set.of("ubjson", "flatbuffers"), name -> name.name().toLowerCase(Locale.ROOT), SerializerName.values());

    /** Which ones a transport takes. */
    static final Field<List<SerializerName>> ACCEPTED = Field.withDefault(
            "serializers",
            someOf(NAME),
            "[\"json\", \"msgpack\", \"cbor\"]",
            "The serializations that are spoken, in order of preference.");

    private Serializers() {}
}
