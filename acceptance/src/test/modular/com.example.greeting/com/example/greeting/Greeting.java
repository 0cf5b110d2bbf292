package com.example.greeting;

import io.aerostat.client.annotation.Procedure;

/**
 * A service with one procedure. The module exports this package, because the client uses reflection to find the
 * procedure and to read and write the records.
 */
public final class Greeting {
    /** Creates a service without state. */
    public Greeting() {}

    /** Greets somebody. */
    @Procedure("com.example.greet")
    public Answer greet(String name) {
        return new Answer("Hello, " + name, name.length());
    }

    /** The greeting, and the length of the name. */
    public record Answer(String greeting, int length) {}
}
