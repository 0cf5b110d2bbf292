package io.aerostat.node.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;

/** Compiles the code in the documentation with the class path that a reader has. */
final class CompiledSnippets {
    private CompiledSnippets() {}

    /** Writes a source file into the folder of its package, below {@code folder}. */
    static Path write(Path folder, String packageName, String className, String code) throws IOException {
        Path file = folder.resolve(packageName.replace('.', '/')).resolve(className + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, code);
    }

    /** Compiles all sources together. Fails with the messages of the compiler. */
    static void compile(Path classes, List<Path> sources) {
        List<String> arguments = new ArrayList<>(List.of(
                "-encoding",
                "UTF-8",
                "-proc:none",
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString()));
        sources.forEach(source -> arguments.add(source.toString()));
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        int outcome =
                ToolProvider.getSystemJavaCompiler().run(null, messages, messages, arguments.toArray(String[]::new));
        assertThat(outcome).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    }
}
