package com.example.greeting;

import io.aerostat.client.annotation.Procedure;

/**
 * A service with one procedure. The module exports this package because the client finds the procedure, and reads and
 * writes its records, by reflection.
 */
public final class Greeting {
    /** Makes a service without state. */
    public Greeting() {}

    /** Greets somebody. */
    @Procedure("com.example.greet")
    public Answer greet(String name) {
        return new Answer("Hello, " + name, name.length());
    }

    /** The greeting, and the length of the name. */
    public record Answer(String greeting, int length) {}
}
