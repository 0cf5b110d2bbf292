package io.aerostat.authenticator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeType;

/** Reads users from JSON. Its errors never quote the file, because any part of the file may belong to a secret. */
final class UserReader {

    private static final Set<String> KEYS =
            Set.of("secret", "role", "authid", "realm", "salt", "iterations", "keylen", "extra");
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Thrown when the file does not contain users. */
    static final class BrokenFile extends Exception {
        private static final long serialVersionUID = 1;

        BrokenFile(String message) {
            super(message);
        }
    }

    private UserReader() {}

    /** Returns the users of a file, by name. */
    static Map<String, User> read(Path file) throws IOException, BrokenFile {
        JsonNode root;
        try {
            root = MAPPER.readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new BrokenFile(file + ":" + e.getLocation().getLineNr() + ":"
                    + e.getLocation().getColumnNr() + ": found something else than JSON without duplicate keys");
        }
        if (!root.isObject()) {
            throw new BrokenFile(file + ": found no object (expected {\"NAME\": {\"secret\": …, \"role\": …}, …})");
        }
        Map<String, User> users = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            users.put(entry.getKey(), new Fields(file, entry.getKey(), entry.getValue()).user());
        }
        return Map.copyOf(users);
    }

    /** Reads the fields of one user. */
    private record Fields(Path file, String name, JsonNode node) {

        User user() throws BrokenFile {
            if (!node.isObject()) {
                throw broken("", "an object");
            }
            for (String key : node.propertyNames()) {
                if (!KEYS.contains(key)) {
                    throw broken("." + key, "one of " + KEYS.stream().sorted().toList());
                }
            }
            return new User(required("secret"), required("role"), text("authid"), text("realm"), salting(), extra());
        }

        private Optional<User.Salting> salting() throws BrokenFile {
            if (!node.has("salt") && !node.has("iterations") && !node.has("keylen")) {
                return Optional.empty();
            }
            try {
                return Optional.of(new User.Salting(required("salt"), integer("iterations"), integer("keylen")));
            } catch (IllegalArgumentException e) {
                throw new BrokenFile(file + ": " + name + "." + e.getMessage());
            }
        }

        private Map<String, Object> extra() throws BrokenFile {
            if (!node.has("extra")) {
                return Map.of();
            }
            if (!node.get("extra").isObject()) {
                throw broken(".extra", "an object");
            }
            @SuppressWarnings("unchecked") // an object becomes a map with text keys
            Map<String, Object> extra = MAPPER.treeToValue(node.get("extra"), Map.class);
            return extra;
        }

        private String required(String key) throws BrokenFile {
            return text(key).filter(text -> !text.isEmpty()).orElseThrow(() -> broken("." + key, "a text"));
        }

        private Optional<String> text(String key) throws BrokenFile {
            if (!node.has(key)) {
                return Optional.empty();
            }
            if (node.get(key).getNodeType() != JsonNodeType.STRING) {
                throw broken("." + key, "a text");
            }
            return Optional.of(node.get(key).stringValue());
        }

        private int integer(String key) throws BrokenFile {
            if (!node.has(key) || !node.get(key).isInt()) {
                throw broken("." + key, "an integer, given together with salt, iterations and keylen");
            }
            return node.get(key).intValue();
        }

        private BrokenFile broken(String key, String expected) {
            return new BrokenFile(file + ": " + name + key + ": found a wrong value (expected " + expected + ")");
        }
    }
}
