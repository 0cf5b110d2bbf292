package io.aerostat.node.config.field;

/** A type of JSON object that the schema and the reference describe under a name of its own. */
public sealed interface NamedType permits ObjectType, TaggedType {

    /** Its name in lower case, such as {@code tcp listening endpoint}: unique. */
    String name();

    /** What it is for, as a sentence. */
    String meaning();
}
