package io.aerostat.node.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.authentication.CryptosignKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests how a node reads and writes the files {@code key.priv} and {@code key.pub}. */
@Conformance("CRY-9")
class NodeKeyTest {
    private static final CryptosignKey KEY = CryptosignKey.ofSeed("07".repeat(32));

    @TempDir
    Path folder;

    @Test
    void aKeyIsMadeOnceAndFoundAgain() throws IOException {
        CryptosignKey made = NodeKey.in(folder).orElseThrow();
        CryptosignKey found = NodeKey.in(folder).orElseThrow();

        assertThat(found.publicKey()).isEqualTo(made.publicKey());
        assertThat(Files.readString(folder.resolve("key.pub")))
                .contains("public-key-ed25519: " + made.publicKey())
                .doesNotContain(made.seed(), "private-key");
        assertThat(Files.list(folder)).hasSize(2);
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key.priv"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key.pub"))))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void nodesThatStartTogetherInOneFolderShareAKey() throws Exception {
        int nodes = 8;
        ExecutorService together = Executors.newFixedThreadPool(nodes);
        try {
            for (int round = 0; round < 20; round++) {
                Path shared = Files.createDirectory(folder.resolve("round" + round));
                CyclicBarrier start = new CyclicBarrier(nodes);
                Callable<String> node = () -> {
                    start.await();
                    return NodeKey.in(shared).orElseThrow().publicKey();
                };

                Set<String> keys = new HashSet<>();
                for (Future<String> key : together.invokeAll(Collections.nCopies(nodes, node))) {
                    keys.add(key.get());
                }

                assertThat(keys).hasSize(1);
                assertThat(Files.readString(shared.resolve("key.pub"))).contains(keys);
                assertThat(Files.list(shared)).hasSize(2);
            }
        } finally {
            together.shutdownNow();
        }
    }

    /** A key file as Crossbar.io 26 writes it. */
    @Test
    void aKeyOfCrossbarIsTaken() throws IOException {
        Files.write(
                folder.resolve("key.priv"),
                List.of(
                        "Crossbar.io node private key - KEEP THIS SAFE!",
                        "",
                        "creator: joe@example.com",
                        "created-at: 2026-01-01T00:00:00.000Z",
                        "machine-id: 81655b901e334fc1ad59cbf2719806b7",
                        "node-authid: node-1",
                        "node-cluster-ip: 127.0.0.1",
                        "public-key-ed25519: " + KEY.publicKey(),
                        "public-adr-eth: 0x0000000000000000000000000000000000000000",
                        "private-key-ed25519: " + KEY.seed(),
                        "private-key-eth: 0x00"));

        assertThat(NodeKey.in(folder))
                .hasValueSatisfying(key -> assertThat(key.publicKey()).isEqualTo(KEY.publicKey()));
    }

    @Test
    void filesThatDoNotBelongTogetherAreRefused() throws IOException {
        Path privateFile = folder.resolve("key.priv");
        Path publicFile = folder.resolve("key.pub");

        Files.writeString(publicFile, "public-key-ed25519: " + KEY.publicKey());
        assertRefused("key.pub: found a public key alone");
        Files.writeString(privateFile, "title");
        assertRefused("key.priv: found no line \"private-key-ed25519: …\"");
        Files.writeString(privateFile, "private-key-ed25519: " + KEY.seed().substring(2));
        assertRefused("found something else (expected 64 hexadecimal digits)");
        Files.writeString(privateFile, "private-key-ed25519: " + KEY.seed());
        assertRefused("key.priv: public-key-ed25519: found none (expected " + KEY.publicKey());
        Files.writeString(
                privateFile, "private-key-ed25519: " + KEY.seed() + "\npublic-key-ed25519: " + KEY.publicKey());
        Files.writeString(publicFile, "public-key-ed25519: " + "00".repeat(32));
        assertRefused("key.pub: public-key-ed25519: found another key");
        Files.writeString(publicFile, "public-key-ed25519: " + KEY.publicKey());
        assertThat(NodeKey.in(folder)).isPresent();
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> NodeKey.in(folder))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining(KEY.seed());
    }

    /** A node has no key if its folder is not writable, such as a read-only volume. */
    @Test
    void whereNoneCanBeWrittenThereIsNone() {
        assertThat(NodeKey.in(folder.resolve("absent"))).isEmpty();
    }
}
