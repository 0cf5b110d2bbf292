package io.aerostat.node.config.reading;

/** A type of JSON object that has its own name in the schema and the reference. */
public interface NamedType {

    /** Returns its unique name in lower case, such as {@code tcp listening endpoint}. */
    String name();

    /** Returns its purpose, as a sentence. */
    String meaning();
}
