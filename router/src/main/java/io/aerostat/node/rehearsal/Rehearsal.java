package io.aerostat.node.rehearsal;

import io.aerostat.client.Client;
import io.aerostat.client.auth.Authentication;
import io.aerostat.client.auth.Authentications;
import io.aerostat.protocol.authentication.CryptosignKey;
import io.aerostat.protocol.payload.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * The clients in the rehearsal of a start. Like clients that come back to a small node after its restart, they join by
 * all methods, subscribe, register, call, publish and leave, over WebSocket and RawSocket. The node itself starts in
 * the usual way, so that the JVM records the classes and profiles of a whole start. The clients repeat their work many
 * times, because a JVM that starts with recorded profiles uses its optimizing compiler at once for code that was hot in
 * the rehearsal.
 */
public final class Rehearsal {
    /** The command that rehearses a start. */
    public static final String COMMAND = "rehearse";

    static final String REALM = "rehearsal";

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(10);
    private static final int VISITS = 400;
    private static final int ROUNDS = 60;
    private static final int CALLS_IN_FLIGHT = 64;
    private static final String USER = "user";
    private static final String SECRET = "secret";
    private static final CryptosignKey KEY =
            CryptosignKey.ofSeed("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    private static final String CONFIGURATION = """
            {"version": 2, "workers": [{"type": "router",
              "realms": [{"name": "rehearsal", "roles": [{"name": "anonymous", "permissions": [
                {"uri": "rehearsal.", "match": "prefix",
                  "allow": {"call": true, "register": true, "publish": true, "subscribe": true}},
                {"uri": "wamp.*", "allow": {"call": true}}]}]}],
              "transports": [
                {"type": "rawsocket", "endpoint": {"type": "tcp", "port": %2$d, "interface": "127.0.0.1"},
                  "auth": %1$s},
                {"type": "websocket", "endpoint": {"type": "tcp", "port": %3$d, "interface": "127.0.0.1"},
                  "auth": %1$s},
                {"type": "web", "endpoint": {"type": "tcp", "port": %4$d, "interface": "127.0.0.1"},
                  "paths": {"/": {"type": "nodeinfo"}, "ws": {"type": "websocket", "auth": %1$s}}}]}]}
            """;

    private static final String AUTHENTICATION = """
            {"anonymous": {"type": "static", "role": "anonymous"},
             "ticket": {"type": "static", "principals": {"user": {"ticket": "secret", "role": "anonymous"}}},
             "wampcra": {"type": "static", "users": {"user": {"secret": "secret", "role": "anonymous"}}},
             "cryptosign": {"type": "static",
               "principals": {"user": {"authorized_keys": ["%s"], "role": "anonymous"}}}}
            """;

    private final int rawSocket;
    private final int webSocket;
    private final int web;

    private Rehearsal(List<Integer> ports) {
        rawSocket = ports.get(0);
        webSocket = ports.get(1);
        web = ports.get(2);
    }

    /**
     * Starts the clients on a separate thread. This thread ends the process when all clients have finished, or with a
     * failure as soon as a client fails.
     *
     * @return the command line of the node to which the clients connect
     */
    public static String[] begin() throws IOException {
        Path file = Files.createTempFile("rehearsal", ".json");
        List<Integer> ports = freePorts();
        String authentication = AUTHENTICATION.formatted(KEY.publicKey());
        Files.writeString(file, CONFIGURATION.formatted(authentication, ports.get(0), ports.get(1), ports.get(2)));
        Rehearsal rehearsal = new Rehearsal(ports);
        Thread clients = new Thread(() -> rehearsal.run(file), "rehearsal");
        clients.setDaemon(true);
        clients.start();
        return new String[] {"--config", file.toString()};
    }

    private static List<Integer> freePorts() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket one = new ServerSocket(0, 1, here);
                ServerSocket two = new ServerSocket(0, 1, here);
                ServerSocket three = new ServerSocket(0, 1, here)) {
            return List.of(one.getLocalPort(), two.getLocalPort(), three.getLocalPort());
        }
    }

    // Prints the stack trace, because the log may not be set up yet.
    @SuppressWarnings("CatchAndPrintStackTrace")
    private void run(Path configuration) {
        try {
            awaitNode();
            Files.delete(configuration);
            everyWayToJoin();
            visits();
            calls();
        } catch (Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
        System.exit(0);
    }

    /** Waits until the node listens on its last port. */
    private void awaitNode() throws IOException, InterruptedException {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (true) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), web)) {
                return;
            } catch (IOException e) {
                if (System.nanoTime() - end > 0) {
                    throw e;
                }
                Thread.sleep(BETWEEN_TRIES.toMillis());
            }
        }
    }

    private RawPeer peer() throws IOException {
        return new RawPeer(webSocket, "/");
    }

    /** Joins once with each authentication method, transport and serialization. */
    private void everyWayToJoin() throws InterruptedException, ExecutionException, TimeoutException {
        List<String> urls = List.of("ws://127.0.0.1:" + web + "/ws", "rs://127.0.0.1:" + rawSocket);
        List<Authentication> methods = List.of(
                Authentications.anonymous(),
                Authentications.ticket(USER, SECRET),
                Authentications.wampCra(USER, SECRET),
                Authentications.cryptosign(USER, KEY));
        List<Serialization> serializations = List.of(Serialization.JSON, Serialization.MSGPACK, Serialization.CBOR);
        for (String url : urls) {
            for (Authentication method : methods) {
                for (Serialization serialization : serializations) {
                    Client client = Client.builder()
                            .url(url)
                            .realm(REALM)
                            .authentication(method)
                            .serializations(serialization)
                            .build();
                    client.connect()
                            .await(DEADLINE)
                            .call("wamp.session.count")
                            .as(Long.class)
                            .await(DEADLINE);
                    client.close();
                }
            }
        }
    }

    /** Runs sessions that join, subscribe, register, call themselves, publish to themselves and leave. */
    private void visits() throws IOException {
        for (int i = 0; i < VISITS; i++) {
            try (RawPeer peer = peer()) {
                if (i % 2 == 0) {
                    peer.joinAnonymously();
                } else {
                    peer.joinByWampCra(USER, SECRET);
                }
                peer.write("[32,1,{},\"rehearsal.topic\"]");
                peer.write("[64,2,{},\"rehearsal.procedure" + i + "\"]");
                peer.read();
                peer.read();
                peer.write("[48,3,{},\"rehearsal.procedure" + i + "\",[\"argument\"]]");
                peer.write("[70," + RawPeer.id(peer.read(68)) + ",{},[\"result\"]]");
                peer.read(50);
                peer.write("[16,4,{\"acknowledge\":true,\"exclude_me\":false},\"rehearsal.topic\",[\"event\"]]");
                peer.read();
                peer.read();
                peer.leave();
            }
        }
    }

    /** Runs a callee, and a caller that keeps many calls in flight. */
    private void calls() throws IOException {
        try (RawPeer callee = peer();
                RawPeer caller = peer()) {
            callee.joinAnonymously();
            caller.joinAnonymously();
            callee.write("[64,1,{},\"rehearsal.procedure\"]");
            callee.read(65);
            int request = 0;
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < CALLS_IN_FLIGHT; i++) {
                    caller.write("[48," + ++request + ",{},\"rehearsal.procedure\",[\"argument\"]]");
                }
                caller.flush();
                for (int i = 0; i < CALLS_IN_FLIGHT; i++) {
                    callee.write("[70," + RawPeer.id(callee.read(68)) + ",{},[\"result\"]]");
                }
                callee.flush();
                for (int i = 0; i < CALLS_IN_FLIGHT; i++) {
                    caller.read(50);
                }
            }
            caller.leave();
            callee.leave();
        }
    }
}
