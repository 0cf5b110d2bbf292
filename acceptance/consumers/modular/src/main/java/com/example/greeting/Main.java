package com.example.greeting;

import io.aerostat.client.Client;
import io.aerostat.client.session.Session;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Role;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs a router, a service and a client in one process. */
public final class Main {
    private Main() {}

    /** Prints a greeting. */
    public static void main(String... args) throws Exception {
        Router router = Router.builder()
                .realm("realm1", realm -> realm.role(Role.allowingAll("user")))
                .start();
        try (Client client = Client.builder()
                .router(router.local("ann", "user"))
                .realm("realm1")
                .build()) {
            Session session = client.join().get(60, TimeUnit.SECONDS);
            session.register(Greeter.class, name -> "Hello, " + name).get(60, TimeUnit.SECONDS);
            System.out.println(session.proxy(Greeter.class).greet("Ann"));
        }
        router.close(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);
    }
}
