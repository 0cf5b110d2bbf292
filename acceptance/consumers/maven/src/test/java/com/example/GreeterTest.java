package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.aerostat.client.session.Session;
import io.aerostat.test.junit.Joined;
import io.aerostat.test.junit.WampRouter;
import org.junit.jupiter.api.Test;

@WampRouter(roles = "backend")
class GreeterTest {
    @Test
    void greets(@Joined(role = "backend") Session backend, Session visitor) {
        backend.register(Greeter.class, name -> "Hello, " + name).join();

        assertEquals("Hello, Ann", visitor.proxy(Greeter.class).greet("Ann"));
    }
}
