package io.aerostat.node.config.grammar.realm;

import static io.aerostat.node.config.type.Types.list;
import static io.aerostat.node.config.type.Types.path;
import static io.aerostat.node.config.type.Types.text;
import static io.aerostat.node.config.type.Types.word;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.Values;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.node.flatbuffers.MalformedSchemaException;
import io.aerostat.node.flatbuffers.PayloadTypes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The {@code inventory} of a realm: FlatBuffers schemas, whose types the permissions name in {@code validate}. */
final class InventoryGrammar {
    private static final String ARCHIVE_EXPECTED = "a ZIP archive with catalog.yaml and binary schemas of FlatBuffers";
    private static final String SCHEMA_EXPECTED = "a binary schema of FlatBuffers";

    private static final Field<Optional<PayloadTypes>> ARCHIVE = Field.optional(
            "archive",
            file(ARCHIVE_EXPECTED, CatalogFile::archive),
            "A ZIP archive with `catalog.yaml`, whose `schemas` names the binary schemas in the archive.");

    private static final Field<Optional<PayloadTypes>> SCHEMA = Field.optional(
            "bfbs",
            file(SCHEMA_EXPECTED, CatalogFile::schema),
            "A binary schema, as `flatc --binary --schema` writes it. (Crossbar.io does not read this file.)");

    private static final ObjectType<PayloadTypes> CATALOG = ObjectType.named(
                    "catalog", "FlatBuffers schemas: an archive of schemas, or a single one.")
            .fields(
                    Field.optional("name", text(), "The name of the catalog."),
                    ARCHIVE,
                    SCHEMA,
                    Field.withoutEffect(
                            "address", "Crossbar.io reads no catalogs from Ethereum either; use \"archive\""))
            .check(InventoryGrammar::hasOneSource)
            .into(InventoryGrammar::catalog);

    private static final Field<List<PayloadTypes>> CATALOGS =
            Field.required("catalogs", list(CATALOG), "The files with the types.");

    /** The inventory of a realm. */
    static final ObjectType<PayloadTypes> INVENTORY = ObjectType.named(
                    "inventory", "The types of payloads, in FlatBuffers schemas.")
            .fields(Field.required("type", word("wamp.eth"), "The kind of inventory."), CATALOGS)
            .into(values -> values.get(CATALOGS).stream().reduce(PayloadTypes.NONE, PayloadTypes::and));

    /** Reads a file with types. */
    private interface Reader {
        PayloadTypes read(Path file) throws IOException, MalformedSchemaException;
    }

    private InventoryGrammar() {}

    private static PayloadTypes catalog(Values values) {
        return Stream.of(values.get(ARCHIVE), values.get(SCHEMA))
                .flatMap(Optional::stream)
                .reduce(PayloadTypes.NONE, PayloadTypes::and);
    }

    private static ValueType<PayloadTypes> file(String expected, Reader reader) {
        return path(words(expected)).checked((path, at) -> {
            Path file = at.reading().resolve(path);
            if (Files.isDirectory(file)) {
                at.problem(found(path, expected, file + " is a folder"));
                return Optional.empty();
            }
            try {
                return Optional.of(reader.read(file));
            } catch (NoSuchFileException e) {
                at.problem(found(path, expected, file + " does not exist"));
            } catch (FileNotFoundException | FileSystemException e) {
                at.problem(found(path, expected, file + " cannot be read"));
            } catch (IOException | MalformedSchemaException e) {
                at.problem(found(path, expected, file + ": " + e.getMessage()));
            }
            return Optional.empty();
        });
    }

    private static String found(String path, String expected, String why) {
        return "found \"" + path + "\" (expected " + expected + "; " + why + ")";
    }

    private static boolean hasOneSource(LocatedObject catalog, Reading reading) {
        long sources = Stream.of("archive", "bfbs", "address")
                .filter(key -> catalog.member(key).isPresent())
                .count();
        if (sources != 1) {
            reading.problem(
                    catalog.at(),
                    "found " + (sources == 0 ? "no file" : "several files") + " (expected \"archive\" or \"bfbs\")");
        }
        return sources == 1;
    }
}
