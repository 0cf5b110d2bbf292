package io.aerostat.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** All items of the WAMP specification, in the order of the resource {@code items.tsv}. Immutable. */
final class Catalogue {
    private static final int COLUMNS = 5;

    private final Map<String, Item> items;

    private Catalogue(Map<String, Item> items) {
        this.items = Collections.unmodifiableMap(items);
    }

    static Catalogue load() {
        try (InputStream resource = Catalogue.class.getResourceAsStream("items.tsv")) {
            if (resource == null) {
                throw new IllegalStateException("found no resource items.tsv beside " + Catalogue.class.getName());
            }
            return read(new BufferedReader(new InputStreamReader(resource, UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("items.tsv cannot be read", e);
        }
    }

    static Catalogue read(BufferedReader lines) throws IOException {
        Map<String, Item> items = new LinkedHashMap<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.startsWith("#")) {
                Item item = item(line);
                if (items.put(item.id(), item) != null) {
                    throw new IllegalStateException("items.tsv: found " + item.id() + " twice (expected once)");
                }
            }
        }
        return new Catalogue(items);
    }

    private static Item item(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalStateException(
                    "items.tsv: found " + columns.length + " columns (expected " + COLUMNS + ") in: " + line);
        }
        return new Item(columns[0], columns[1], columns[2], columns[3], columns[4]);
    }

    Collection<Item> items() {
        return items.values();
    }

    boolean contains(String id) {
        return items.containsKey(id);
    }
}
