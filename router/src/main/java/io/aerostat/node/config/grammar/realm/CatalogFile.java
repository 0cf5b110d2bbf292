package io.aerostat.node.config.grammar.realm;

import io.aerostat.node.config.located.LocatedText;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.located.LocatedYaml;
import io.aerostat.node.config.located.Problems;
import io.aerostat.node.flatbuffers.MalformedSchemaException;
import io.aerostat.node.flatbuffers.PayloadTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads the files of an inventory: archives of schemas, as Crossbar.io defines them, and single schemas. */
final class CatalogFile {
    private static final String INDEX = "catalog.yaml";
    private static final int LARGEST = 4 * 1024 * 1024;

    private CatalogFile() {}

    /**
     * Reads the schemas that the index of an archive names.
     *
     * @throws IOException if the file cannot be read; the message says why
     */
    static PayloadTypes archive(Path file) throws IOException, MalformedSchemaException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String index = new String(entry(zip, INDEX), StandardCharsets.UTF_8);
            Problems problems = new Problems();
            List<LocatedValue> schemas = LocatedYaml.parse(index, problems)
                    .flatMap(catalog -> catalog.member("schemas"))
                    .map(LocatedValue::items)
                    .orElse(List.of());
            if (!problems.isEmpty()) {
                throw new IOException(INDEX + " is not YAML");
            }
            PayloadTypes types = PayloadTypes.NONE;
            for (LocatedValue schema : schemas) {
                Optional<String> name = schema instanceof LocatedText text ? text.text() : Optional.empty();
                types = types.and(PayloadTypes.read(entry(
                        zip,
                        name.orElseThrow(() -> new IOException(
                                INDEX + ": found " + schema.shown() + " (expected the name of a schema)")))));
            }
            return types;
        } catch (ZipException e) {
            throw new IOException("it is no ZIP archive", e);
        }
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

    /** Reads a schema. */
    static PayloadTypes schema(Path file) throws IOException, MalformedSchemaException {
        if (Files.size(file) > LARGEST) {
            throw new IOException("it has more than 4 MiB");
        }
        return PayloadTypes.read(Files.readAllBytes(file));
    }
}
