package com.example.tower;

import com.example.greeting.Greeting;
import io.aerostat.client.Client;
import io.aerostat.client.session.Session;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Role;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.Listener;
import io.aerostat.router.listener.ListeningEndpoint;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts a router, registers the service Greeting in-process, and calls it over WebSocket and over long-poll. */
public final class Tower {
    public static void main(String... args) throws Exception {
        Router router = Router.builder()
                .realm("realm1", realm -> realm.role(Role.allowingAll("anonymous")))
                .listen(new Listener("web", new ListeningEndpoint.Tcp("127.0.0.1", 0), services()))
                .start();
        router.ready().get(60, TimeUnit.SECONDS);
        int port = ((InetSocketAddress) router.addresses().get(0)).getPort();

        try (Client service = Client.builder()
                .router(router.local("greeter", "trusted"))
                .realm("realm1")
                .build()) {
            service.join().get(60, TimeUnit.SECONDS).register(new Greeting()).get(60, TimeUnit.SECONDS);

            visit("ws://127.0.0.1:" + port + "/", "tower");
            visit("http://127.0.0.1:" + port + "/longpoll/", "long-poll");
        }
        router.close(Duration.ofSeconds(5)).get(60, TimeUnit.SECONDS);
    }

    private static Transport services() {
        return new Transport.Web(Map.of(
                "/", PathService.WebSocket.of(Access.ANONYMOUS),
                "longpoll", PathService.LongPoll.of(Access.ANONYMOUS)));
    }

    private static void visit(String url, String name) throws Exception {
        try (Client visitor = Client.builder().url(url).realm("realm1").build()) {
            Session session = visitor.join().get(60, TimeUnit.SECONDS);
            Greeting.Answer answer =
                    session.call("com.example.greet", name).as(Greeting.Answer.class).get(60, TimeUnit.SECONDS);
            System.out.println(answer.greeting() + " (" + answer.length() + " letters)");
        }
    }
}
