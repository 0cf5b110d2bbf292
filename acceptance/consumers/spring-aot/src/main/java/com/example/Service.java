package com.example;

import io.aerostat.spring.WampListener;
import io.aerostat.spring.WampOperations;
import io.aerostat.spring.WampProcedure;
import org.springframework.stereotype.Component;

/** Greets people, and tells the time of day. */
@Component
class Service implements Clock {
    private final WampOperations wamp;

    Service(WampOperations wamp) {
        this.wamp = wamp;
    }

    @WampProcedure("com.example.greet")
    Greeter.Greeting greet(Greeter.Person person) {
        return new Greeter.Greeting("Hello, " + person.name());
    }

    @WampListener("com.example.arrived")
    void arrived(String name) {
        wamp.publish("com.example.welcomed", greet(new Greeter.Person(name)).text());
    }

    @Override
    public String partOfDay(int hour) {
        return hour < 12 ? "morning" : "afternoon";
    }
}
