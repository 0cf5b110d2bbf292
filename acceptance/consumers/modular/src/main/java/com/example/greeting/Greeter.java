package com.example.greeting;

import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;

/** Greets people. */
@Contract("com.example")
public interface Greeter {
    @Procedure("greet")
    String greet(String name);
}
