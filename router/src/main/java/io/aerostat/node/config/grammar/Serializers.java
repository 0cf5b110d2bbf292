package io.aerostat.node.config.grammar;

import static io.aerostat.node.config.field.Types.choice;
import static io.aerostat.node.config.field.Types.someOf;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ValueType;
import io.aerostat.protocol.payload.Serialization;
import java.util.List;
import java.util.Set;

/** Names of serializations. */
final class Serializers {
    static final ValueType<Serialization> NAME =
            choice(Set.of("flatbuffers"), Serialization::wireName, Serialization.values());

    /** Which ones a transport takes. */
    static final Field<List<Serialization>> ACCEPTED = Field.withDefault(
            "serializers",
            someOf(NAME),
            "[\"json\", \"msgpack\", \"cbor\"]",
            "The serializations that are spoken, in order of preference.");

    private Serializers() {}
}
