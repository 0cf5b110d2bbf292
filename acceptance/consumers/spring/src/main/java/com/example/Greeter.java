package com.example;

import io.aerostat.spring.WampProcedure;
import org.springframework.stereotype.Service;

@Service
class Greeter {
    record Person(String name) {}

    @WampProcedure("com.example.greet")
    String greet(Person person) {
        return "Hello, " + person.name();
    }
}
