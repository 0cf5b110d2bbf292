package io.aerostat.node.config.reading;

/** A type of JSON object that the schema and the reference describe under a name of its own. */
public interface NamedType {

    /** Its name in lower case, such as {@code tcp listening endpoint}: unique. */
    String name();

    /** What it is for, as a sentence. */
    String meaning();
}
