package io.aerostat.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests when the keys of files and URLs are read again, and whether tokens are accepted while the keys cannot be read.
 */
class KeySourcesTest {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final AtomicLong time = new AtomicLong();
    private final List<CompletableFuture<KeySet>> fetches = new ArrayList<>();

    private UrlKeys source() {
        JwtKeys.KeyUrl options = new JwtKeys.KeyUrl(
                URI.create("https://login.example.com/keys"),
                Duration.ofMinutes(5),
                Duration.ofHours(1),
                Duration.ofSeconds(5));
        return new UrlKeys(
                options,
                () -> {
                    CompletableFuture<KeySet> fetch = new CompletableFuture<>();
                    fetches.add(fetch);
                    return fetch;
                },
                time::get);
    }

    private void pass(Duration duration) {
        time.addAndGet(duration.toNanos());
    }

    private static KeySet set(org.jose4j.jwk.PublicJsonWebKey... keys) throws KeySetException {
        return KeySet.parse(Tokens.keySet(keys));
    }

    @Test
    void newcomersWhoComeTogetherWaitForOneFetch() throws Exception {
        UrlKeys source = source();

        CompletableFuture<KeySet> first = source.keys("ec-1");
        CompletableFuture<KeySet> second = source.keys("ed-1");

        assertThat(fetches).hasSize(1);
        assertThat(first).isNotDone();
        KeySet set = set(Tokens.EC, Tokens.ED);
        fetches.get(0).complete(set);
        assertThat(first.get()).isSameAs(set);
        assertThat(second.get()).isSameAs(set);
    }

    @Test
    void keysThatAreDueAreFetchedInTheBackground() throws Exception {
        UrlKeys source = source();
        KeySet old = set(Tokens.EC);
        source.keys("ec-1");
        fetches.get(0).complete(old);

        pass(Duration.ofMinutes(6));

        assertThat(source.keys("ec-1").get()).isSameAs(old);
        assertThat(fetches).hasSize(2);
        KeySet fresh = set(Tokens.EC, Tokens.ED);
        fetches.get(1).complete(fresh);
        assertThat(source.keys("ec-1").get()).isSameAs(fresh);
        assertThat(fetches).hasSize(2);
    }

    @Test
    void anUnknownKeyIsLookedForAndForgedOnesCauseFewRequests() throws Exception {
        UrlKeys source = source();
        source.keys("ec-1");
        fetches.get(0).complete(set(Tokens.EC));
        pass(Duration.ofSeconds(11));

        CompletableFuture<KeySet> rotated = source.keys("ed-1");

        assertThat(rotated).isNotDone();
        fetches.get(1).complete(set(Tokens.EC, Tokens.ED));
        assertThat(rotated.get().mayHave("ed-1")).isTrue();
        for (int i = 0; i < 1000; i++) {
            assertThat(source.keys("forged-" + i)).isDone();
        }
        assertThat(fetches).hasSize(2);
    }

    @Test
    void oldKeysAreUsedForALimitedTimeWhileTheUrlDoesNotAnswer() throws Exception {
        UrlKeys source = source();
        source.keys(null);
        fetches.get(0).complete(set(Tokens.EC));
        pass(Duration.ofMinutes(59));

        assertThat(source.keys("ec-1").get().mayHave("ec-1")).isTrue();
        fetches.get(1).completeExceptionally(new IOException("refused"));
        pass(Duration.ofMinutes(2));
        CompletableFuture<KeySet> late = source.keys("ec-1");
        fetches.get(2).completeExceptionally(new IOException("refused"));

        assertThatThrownBy(late::get).cause().hasMessageContaining("https://login.example.com/keys gave no keys");
        assertThatThrownBy(source.keys("ec-1")::get).cause().hasMessageContaining("was tried a moment ago");
        pass(Duration.ofSeconds(11));
        assertThat(source.keys("ec-1")).isNotDone();
        assertThat(fetches).hasSize(4);
    }

    @Test
    void aFileIsReadAgainWhenItHasChangedAndABrokenOneChangesNothing(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("keys.json"), Tokens.keySet(Tokens.EC));
        FileKeys source = new FileKeys(file, Runnable::run);

        Files.writeString(file, "{\"keys\": [");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        await().atMost(DEADLINE)
                .during(Duration.ofMillis(1500))
                .until(() -> source.keys("ec-1").get().mayHave("ec-1"));
        Files.writeString(file, Tokens.keySet(Tokens.ED));
        Files.setLastModifiedTime(file, FileTime.fromMillis(2_000_000));

        await().atMost(DEADLINE).until(() -> source.keys("ed-1").get().mayHave("ed-1"));
        assertThat(source.keys("ec-1").get().mayHave("ec-1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"keys\": 7}",
                "{\"keys\": []}",
                "{\"keys\": [{\"kty\": \"oct\", \"k\": \"AAAA\"}]}"
            })
    void aFileThatIsNoKeySetIsAnErrorWithItsName(String content, @TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("keys.json"), content);

        assertThatThrownBy(() -> new FileKeys(file, Runnable::run))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("jwt authentication: " + file)
                .hasMessageContaining("expected");
    }

    @Test
    void aFileThatIsMissingIsAnErrorWithItsName(@TempDir Path folder) {
        assertThatThrownBy(() -> new FileKeys(folder.resolve("keys.json"), Runnable::run))
                .hasMessageContaining("keys.json: cannot be read");
    }

    private static URI url(HttpServer server, String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static JwtKeys.KeyUrl at(URI url, Duration timeout) {
        return new JwtKeys.KeyUrl(url, Duration.ofMinutes(5), Duration.ofHours(1), timeout);
    }

    @Test
    void aUrlIsFetchedBoundedInSizeAndTime() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        CountDownLatch end = new CountDownLatch(1);
        byte[] good = Tokens.keySet(Tokens.EC).getBytes(StandardCharsets.UTF_8);
        server.createContext("/good", exchange -> {
            exchange.sendResponseHeaders(200, good.length);
            exchange.getResponseBody().write(good);
            exchange.close();
        });
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/good");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.createContext("/large", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                byte[] chunk = new byte[8192];
                for (int i = 0; i <= KeySet.MAX_BYTES / chunk.length; i++) {
                    body.write(chunk);
                }
            }
        });
        server.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        try {
            assertThat(new KeyFetch(at(url(server, "/good"), DEADLINE))
                            .get()
                            .get(60, TimeUnit.SECONDS)
                            .mayHave("ec-1"))
                    .isTrue();
            assertThatThrownBy(() -> fetch(at(url(server, "/moved"), DEADLINE)))
                    .hasMessageContaining("found status 302 (expected 200)");
            assertThatThrownBy(() -> fetch(at(url(server, "/large"), DEADLINE)))
                    .hasMessageContaining("found more than 262144 bytes");
            assertThatThrownBy(() -> fetch(at(url(server, "/slow"), Duration.ofMillis(300))))
                    .hasMessageContaining("TimeoutException");
        } finally {
            end.countDown();
            server.stop(0);
        }
    }

    private static void fetch(JwtKeys.KeyUrl options) throws Exception {
        try {
            new KeyFetch(options).get().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause()), e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://login.example.com/keys", "file:///etc/keys", "ftp://127.0.0.1/keys", "/keys"})
    void keysComeOverConnectionsThatOthersCannotChange(String url) {
        assertThatThrownBy(() -> at(URI.create(url), DEADLINE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected an https URL, or an http URL of this machine");
    }
}
