package io.aerostat.client.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares the metadata with which GraalVM makes native images with the uses of reflection in the client's sources. It
 * cannot replace a run of a native image: it finds types that are missing, and uses that nobody has considered.
 */
class NativeImageMetadataTest {
    private static final Path PROJECT = Path.of("..");
    private static final String METADATA =
            "src/main/resources/META-INF/native-image/io.aerostat/%s/reachability-metadata.json";
    private static final List<String> MODULES = List.of("wamp-protocol", "wamp-client");

    /** A call that reads a value as a type. */
    private static final Pattern READ =
            Pattern.compile("(?:\\.as|\\.arg|Replies\\.call|Replies\\.read|fromWamp)\\((?:[^;]*[ (])?(\\w+)\\.class");

    private static final Pattern REFLECTION =
            Pattern.compile("Class\\.forName|ServiceLoader|getResource|newProxyInstance"
                    + "|findVirtual|findStatic|findConstructor|privateLookupIn|unreflect|findSpecial"
                    + "|getDeclared\\w+\\(|\\.getMethods?\\(|getRecordComponents|setAccessible"
                    + "|getConstructors?\\(|newInstance\\(");

    /** The files that use reflection, and the classes on which they use it. */
    private static final Map<String, String> CONSIDERED = Map.of(
            "BouncyCastle.java",
            "registered",
            "TlsChannelBindings.java",
            "registered",
            "OverriddenMethods.java",
            "handlers of the application, which registers them (docs/client.md)",
            "DeclaredError.java",
            "exceptions of the application",
            "ContractMethods.java",
            "contracts of the application",
            "ContractProxy.java",
            "contracts of the application");

    private static Set<String> registered(String module) throws IOException {
        Set<String> types = new TreeSet<>();
        for (JsonNode entry : metadata(module)) {
            types.add(entry.path("type").asString());
        }
        return types;
    }

    private static JsonNode metadata(String module) throws IOException {
        String text = Files.readString(PROJECT.resolve(module).resolve(METADATA.formatted(module)));
        return new JsonMapper().readTree(text).path("reflection");
    }

    private static List<Path> sources(String module) throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT.resolve(module).resolve("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("module-info.java") && !file.endsWith("package-info.java"))
                    .toList();
        }
    }

    /** Returns the classes of a source file, including nested and anonymous ones. */
    private static List<Class<?>> classes(Path source) throws Exception {
        Matcher name = Pattern.compile("(?m)^package (.+);").matcher(Files.readString(source));
        assertThat(name.find()).isTrue();
        String outer = name.group(1) + "." + source.getFileName().toString().replace(".java", "");
        List<Class<?>> classes = new ArrayList<>();
        add(Class.forName(outer, false, NativeImageMetadataTest.class.getClassLoader()), classes);
        return classes;
    }

    private static void add(Class<?> type, List<Class<?>> classes) {
        classes.add(type);
        for (Class<?> nested : type.getDeclaredClasses()) {
            add(nested, classes);
        }
        for (int i = 1; ; i++) {
            try {
                classes.add(Class.forName(type.getName() + "$" + i, false, type.getClassLoader()));
            } catch (ClassNotFoundException e) {
                return; // there are no more anonymous classes
            }
        }
    }

    /** A type that the file names must exist; a condition must name a class of the module itself. */
    @Test
    void theMetadataNamesTypesThatExist() throws Exception {
        for (String module : MODULES) {
            for (JsonNode entry : metadata(module)) {
                Class<?> type = Class.forName(
                        entry.path("type").asString(), false, getClass().getClassLoader());
                Class<?> condition = Class.forName(
                        entry.path("condition").path("typeReached").asString(),
                        false,
                        getClass().getClassLoader());

                assertThat(type).isNotNull();
                assertThat(condition.getName()).startsWith("io.aerostat.");
            }
        }
    }

    /** Netty asks each handler which of its methods it overrides. */
    @Test
    void everyHandlerOfNettyIsRegistered() throws Exception {
        Set<String> handlers = new TreeSet<>();
        for (String module : MODULES) {
            for (Path source : sources(module)) {
                for (Class<?> type : classes(source)) {
                    if (ChannelHandler.class.isAssignableFrom(type) && !type.isInterface()) {
                        handlers.add(type.getName());
                    }
                }
            }
        }

        assertThat(handlers).isNotEmpty();
        assertThat(registered("wamp-client")).containsAll(handlers);
    }

    /** Jackson reads the answers of the meta API as records of the client. */
    @Test
    void everyRecordThatJacksonReadsIsRegistered() throws Exception {
        Map<String, Class<?>> records = new TreeMap<>();
        for (Path source : sources("wamp-client")) {
            for (Class<?> type : classes(source)) {
                if (type.isRecord()) {
                    records.put(type.getSimpleName(), type);
                }
            }
        }
        Set<String> read = new TreeSet<>();
        for (Path source : sources("wamp-client")) {
            Matcher literal = READ.matcher(Files.readString(source));
            while (literal.find()) {
                Class<?> type = records.get(literal.group(1));
                if (type != null) {
                    read.add(type.getName());
                }
            }
        }

        assertThat(read).hasSizeGreaterThan(3);
        assertThat(registered("wamp-client")).containsAll(read);
    }

    @Test
    void everyUseOfReflectionHasBeenConsidered() throws Exception {
        Set<String> found = new TreeSet<>();
        for (String module : MODULES) {
            for (Path source : sources(module)) {
                if (REFLECTION.matcher(Files.readString(source)).find()) {
                    found.add(source.getFileName().toString());
                }
            }
        }

        assertThat(found).isEqualTo(new TreeSet<>(CONSIDERED.keySet()));
    }

    /** Jackson needs the constructor and the accessors of a record; Netty looks up public methods of a handler. */
    @Test
    void theEntriesRegisterWhatIsUsed() throws Exception {
        for (JsonNode entry : metadata("wamp-client")) {
            Class<?> type = Class.forName(
                    entry.path("type").asString(), false, getClass().getClassLoader());
            if (type.isRecord()) {
                assertThat(entry.path("allDeclaredConstructors").asBoolean())
                        .as("%s", type)
                        .isTrue();
                assertThat(entry.path("allDeclaredMethods").asBoolean())
                        .as("%s", type)
                        .isTrue();
            } else if (ChannelHandler.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                assertThat(entry.path("allPublicMethods").asBoolean())
                        .as("%s", type)
                        .isTrue();
            }
        }
    }
}
