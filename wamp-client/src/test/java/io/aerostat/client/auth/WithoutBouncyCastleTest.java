package io.aerostat.client.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the client with all its libraries except Bouncy Castle. */
class WithoutBouncyCastleTest {
    private static List<URL> classPath;

    @BeforeAll
    static void readClassPath() throws Exception {
        classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!Path.of(entry).getFileName().toString().startsWith("bc")) {
                classPath.add(Path.of(entry).toUri().toURL());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wampcra                     | joined by wampcra",
                "cryptosign                  | joined by cryptosign",
                "wamp-scram                  | joined by wamp-scram",
                "argon2id13                  | JoinRefused: wamp.error.authentication_denied: SCRAM with Argon2:"
                        + " found no org.bouncycastle:bcprov-jdk18on (expected it on the class path or module path)",
                "openssh                     | MissingLibrary: an OpenSSH key: found no org.bouncycastle:bcprov-jdk18on"
                        + " (expected it on the class path or module path)",
                "aes256gcm                   | a key for aes256gcm",
                "xsalsa20poly1305            | MissingLibrary: the cipher xsalsa20poly1305: found no"
                        + " org.bouncycastle:bcprov-jdk18on (expected it on the class path or module path)"
            })
    void whatTheJavaRuntimeHasWorksAndTheRestNamesTheLibrary(String feature, String outcome) throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            @SuppressWarnings("unchecked") // the class is BareClient
            Function<String, String> client = (Function<String, String>) loader.loadClass(BareClient.class.getName())
                    .getConstructor()
                    .newInstance();

            assertThat(client.apply("is Bouncy Castle present?")).isEqualTo("false");
            assertThat(client.apply(feature)).isEqualTo(outcome);
        }
    }
}
