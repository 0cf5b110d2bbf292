package com.example;

import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.spring.contract.WampClient;

/** The client of the service. */
@WampClient
@Contract("com.example")
interface Greeter {
    record Person(String name) {}

    record Greeting(String text) {}

    @Procedure("greet")
    Greeting greet(Person person);
}
