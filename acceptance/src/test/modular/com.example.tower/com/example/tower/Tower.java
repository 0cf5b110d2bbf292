package com.example.tower;

import com.example.greeting.Greeting;
import io.aerostat.client.Client;
import io.aerostat.client.session.Session;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Listener;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Starts a router, registers the greeting without a socket, and calls it over WebSocket. */
public final class Tower {
    public static void main(String... args) throws Exception {
        Router router = Router.builder()
                .realm("realm1", realm -> realm.role(Role.allowingAll("anonymous")))
                .listen(Listener.webSocket(0))
                .start();
        router.ready().get(60, TimeUnit.SECONDS);
        int port = ((InetSocketAddress) router.addresses().get(0)).getPort();

        try (Client service = Client.builder()
                        .router(router.local("greeter", "trusted"))
                        .realm("realm1")
                        .build();
                Client visitor = Client.builder()
                        .url("ws://127.0.0.1:" + port + "/")
                        .realm("realm1")
                        .build()) {
            service.join().get(60, TimeUnit.SECONDS).register(new Greeting()).get(60, TimeUnit.SECONDS);

            Session session = visitor.join().get(60, TimeUnit.SECONDS);
            Greeting.Answer answer = session.call("com.example.greet", "tower")
                    .as(Greeting.Answer.class)
                    .get(60, TimeUnit.SECONDS);
            System.out.println(answer.greeting() + " (" + answer.length() + " letters)");
        }
        router.close(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);
    }
}
