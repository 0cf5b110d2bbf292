package io.aerostat.acceptance.autobahnjava;

import io.crossbar.autobahn.wamp.Client;
import io.crossbar.autobahn.wamp.Session;
import io.crossbar.autobahn.wamp.types.InvocationDetails;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

/** The program that docs/migrating-java.md moves to the Java client. MigrationPageIT compares it with the page. */
final class MigratedExample {
    record Quote(String symbol, int cents) {}

    private final String url;
    private final Executor executor;

    MigratedExample(String url, Executor executor) {
        this.url = url;
        this.executor = executor;
    }

    // example
    void run() {
        Session session = new Session(executor);
        session.addOnJoinListener((joined, details) -> {
            joined.register("com.example.add", this::add);
            joined.subscribe("com.example.quote", this::changed, Quote.class);
            joined.publish("com.example.quote", new Quote("AER", 250));
            joined.call("com.example.add", Integer.class, 2, 3).thenAccept(sum -> joined.leave());
        });
        Client client = new Client(session, url, "realm1", executor);
        client.connect();
    }

    int add(List<Object> args, Map<String, Object> kwargs, InvocationDetails details) {
        return (Integer) args.get(0) + (Integer) args.get(1);
    }

    void changed(Quote quote) {
        System.out.println(quote);
    }
    // end
}
