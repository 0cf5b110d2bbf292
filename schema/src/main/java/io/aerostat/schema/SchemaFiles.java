package io.aerostat.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A program for a build step: writes the description of each contract to a file {@code URI.json}. */
public final class SchemaFiles {
    private SchemaFiles() {}

    /**
     * Writes the files.
     *
     * @param arguments the folder, then the names of the interfaces
     * @throws IllegalArgumentException if there is no interface, or an interface is not a contract
     */
    public static void main(String... arguments) throws IOException, ClassNotFoundException {
        if (arguments.length < 2) {
            throw new IllegalArgumentException("found " + arguments.length
                    + " arguments (expected a folder, and the names of one or more interfaces)");
        }
        List<Class<?>> contracts = new ArrayList<>();
        for (String name : Arrays.asList(arguments).subList(1, arguments.length)) {
            contracts.add(Class.forName(name, false, Thread.currentThread().getContextClassLoader()));
        }
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (Class<?> contract : contracts) {
            ContractSchema schema = ContractSchema.of(contract);
            Files.writeString(folder.resolve(schema.uri() + ".json"), schema.json() + "\n");
        }
    }
}
