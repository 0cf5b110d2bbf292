package io.aerostat.spring.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares the public types of the packages that applications use with docs/api, so that a change of the API is visible
 * in a commit. With {@code -Dapi.update=true}, the test writes the listing.
 */
class ApiListingTest {
    private static final Path LISTING = Path.of("../docs/api/spring-boot-autoconfigure.txt");
    private static final Path SOURCES = Path.of("src/main/java");
    private static final List<String> PACKAGES = List.of(
            "io.aerostat.spring",
            "io.aerostat.spring.client",
            "io.aerostat.spring.contract",
            "io.aerostat.spring.router",
            "io.aerostat.spring.test");
    /** The types of these packages that applications use; the others are public for the auto-configuration. */
    private static final List<String> TYPES = List.of(
            "ImportWampClients",
            "RouterLifecycle",
            "SessionLifecycle",
            "WampClient",
            "WampClientCustomizer",
            "WampConnectionDetails",
            "WampListener",
            "WampOperations",
            "WampProcedure",
            "WampRouterCustomizer",
            "WampTest");

    @Test
    void theListingShowsTheApi() throws IOException, ClassNotFoundException {
        List<String> lines = new ArrayList<>();
        for (String packageName : PACKAGES) {
            for (String type : typesOf(packageName)) {
                list(Class.forName(packageName + "." + type), lines);
            }
        }
        String listing = String.join("\n", lines).strip() + "\n";
        if (Boolean.getBoolean("api.update")) {
            Files.writeString(LISTING, listing);
        }
        assertThat(Files.readString(LISTING)).isEqualTo(listing);
    }

    private static List<String> typesOf(String packageName) throws IOException {
        try (Stream<Path> files = Files.list(SOURCES.resolve(packageName.replace('.', '/')))) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(TYPES::contains)
                    .sorted()
                    .toList();
        }
    }

    private static void list(Class<?> type, List<String> lines) {
        lines.add(type.toGenericString());
        Stream.<Executable>concat(
                        Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods()))
                .filter(member -> Modifier.isPublic(member.getModifiers()) && !member.isSynthetic())
                .map(member -> "    " + member.toGenericString().replace(type.getName() + ".", ""))
                .sorted()
                .forEach(lines::add);
        lines.add("");
    }
}
