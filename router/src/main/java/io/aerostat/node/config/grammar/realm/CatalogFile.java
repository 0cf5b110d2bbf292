package io.aerostat.node.config.grammar.realm;

import io.aerostat.node.config.located.LocatedList;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.located.LocatedYaml;
import io.aerostat.node.config.located.Problems;
import io.aerostat.node.flatbuffers.MalformedSchemaException;
import io.aerostat.node.flatbuffers.PayloadTypes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads the files of an inventory: archives of schemas, as Crossbar.io defines them, and single schemas. */
final class CatalogFile {
    private static final String INDEX = "catalog.yaml";
    private static final int LARGEST = 4 * 1024 * 1024;
    private static final int MOST_SCHEMAS = 256;

    private CatalogFile() {}

    /**
     * Reads the schemas that the index of an archive names.
     *
     * @throws IOException if the file cannot be read; the message says why
     */
    static PayloadTypes archive(Path file) throws IOException, MalformedSchemaException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            PayloadTypes types = PayloadTypes.NONE;
            for (String name : schemas(new String(entry(zip, INDEX), StandardCharsets.UTF_8))) {
                types = types.and(PayloadTypes.read(entry(zip, name)));
            }
            return types;
        } catch (ZipException | EOFException e) {
            throw new IOException("it is no ZIP archive that can be read", e);
        }
    }

    /** Returns the names of the schemas in an index. */
    private static Set<String> schemas(String index) throws IOException {
        Problems problems = new Problems();
        Optional<LocatedValue> schemas =
                LocatedYaml.parse(index, problems).flatMap(catalog -> catalog.member("schemas"));
        if (!problems.isEmpty()) {
            throw new IOException(INDEX + " is not YAML");
        }
        if (schemas.isEmpty()) {
            throw new IOException(INDEX + " lacks \"schemas\"");
        }
        if (!(schemas.get() instanceof LocatedList list)) {
            throw new IOException(INDEX + ": schemas: found " + schemas.get().shown() + " (expected a list of names)");
        }
        Set<String> names = new LinkedHashSet<>();
        for (LocatedValue schema : list.items()) {
            names.add(schema.text()
                    .orElseThrow(() ->
                            new IOException(INDEX + ": found " + schema.shown() + " (expected the name of a schema)")));
        }
        if (names.size() > MOST_SCHEMAS) {
            throw new IOException(
                    INDEX + ": schemas: found " + names.size() + " names (expected at most " + MOST_SCHEMAS + ")");
        }
        return names;
    }

    private static byte[] entry(ZipFile zip, String name) throws IOException {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("it lacks " + name);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new IOException(name + " has more than 4 MiB");
            }
            return content;
        }
    }

    static PayloadTypes schema(Path file) throws IOException, MalformedSchemaException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("it has more than 4 MiB");
        }
        return PayloadTypes.read(Files.readAllBytes(file));
    }
}
