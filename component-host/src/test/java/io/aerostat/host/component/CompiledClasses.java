package io.aerostat.host.component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles classes during a test, so that they are only on the class path that the test names. */
public final class CompiledClasses {

    private CompiledClasses() {}

    /**
     * Compiles a class against this test's class path.
     *
     * @param folder receives the class files
     */
    public static void compile(Path folder, String name, String source) throws IOException {
        Path file = folder.resolve("src").resolve(name.replace('.', '/') + ".java");
        Files.createDirectories(file.getParent());
        Files.writeString(file, source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int result = compiler.run(
                null,
                null,
                null,
                List.of(
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                folder.toString(),
                                file.toString())
                        .toArray(String[]::new));
        if (result != 0) {
            throw new IllegalStateException(name + " does not compile");
        }
    }
}
