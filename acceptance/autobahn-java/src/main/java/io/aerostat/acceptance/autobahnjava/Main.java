package io.aerostat.acceptance.autobahnjava;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs the checks over each serializer; the first argument is the router's WebSocket address, the second the client's
 * version. Prints {@code RESULT<tab>serializer<tab>check<tab>ok|failed|absent<tab>why} for each check.
 */
public final class Main {
    private static final Map<String, String> ABSENT = Map.of(
            "join with salted WAMP-CRA", "it does not support salts",
            "join with cryptosign", "it needs a native library for signatures",
            "binary values", "it has no binary values",
            "take progressive results", "it does not have this feature",
            "give progressive results", "it does not have this feature",
            "cancel a call", "it cannot cancel a call",
            "white and black lists", "it does not have this feature");

    private Main() {}

    public static void main(String[] arguments) {
        ExecutorService executor = Executors.newCachedThreadPool();
        System.out.println("CLIENT\tAutobahn|Java\t" + arguments[1]);
        for (String serializer : List.of("json", "msgpack", "cbor")) {
            new Checks(arguments[0], serializer, executor).all().forEach((name, check) -> {
                String outcome = "ok\t";
                try {
                    check.run();
                } catch (Exception | AssertionError e) {
                    outcome = "failed\t" + e.toString().replaceAll("\\s+", " ");
                }
                System.out.println("RESULT\t" + serializer + "\t" + name + "\t" + outcome);
            });
            ABSENT.forEach(
                    (name, why) -> System.out.println("RESULT\t" + serializer + "\t" + name + "\tabsent\t" + why));
        }
        System.out.println("DONE");
        System.exit(0);
    }
}
