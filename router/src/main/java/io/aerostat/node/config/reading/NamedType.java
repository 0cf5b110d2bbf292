package io.aerostat.node.config.reading;

/** A type of JSON object that has its own name in the schema and the reference. */
public interface NamedType {

    /** Returns the unique name of the type in lower case, such as {@code tcp listening endpoint}. */
    String name();

    /** Returns the purpose of the type, as a sentence. */
    String meaning();
}
