package io.aerostat.node.config.grammar;

import static io.aerostat.node.config.field.Types.bool;
import static io.aerostat.node.config.field.Types.choice;
import static io.aerostat.node.config.field.Types.integer;
import static io.aerostat.node.config.field.Types.text;
import static io.aerostat.node.config.field.Types.word;

import io.aerostat.node.config.CookieSettings;
import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The cookie by which a browser is recognized. */
final class CookieGrammar {
    private static final Field<String> NAME =
            Field.withDefault("name", text("[a-z][a-z0-9_]+", "the name of a cookie"), "\"cbtid\"", "Its name.");
    private static final Field<Integer> LENGTH =
            Field.withDefault("length", integer(6, 64), "24", "How many characters its value has.");
    private static final Field<Duration> MAX_AGE = Field.withDefault(
            "max_age",
            integer(1, 311_040_000).map(Duration::ofSeconds),
            "604800",
            "How many seconds browsers keep it.");
    private static final Field<Boolean> SECURE = Field.withDefault("secure", bool(), "false", "Send it over TLS only.");
    private static final Field<Boolean> HTTP_ONLY =
            Field.withDefault("http_strict", bool(), "false", "Hide it from scripts.");
    private static final Field<Optional<String>> SAME_SITE = Field.optional(
            "same_site",
            choice(word -> word, "Strict", "Lax", "None"),
            "Whether it is sent with requests of other sites.");

    private static final Field<Path> FILE_NAME =
            Field.required("filename", FileTypes.PATH, "The file, relative to this one.");
    private static final Field<Boolean> PURGE =
            Field.withDefault("purge_on_startup", bool(), "false", "Begin with no cookies.");

    private static final TaggedType<Store> STORE = TaggedType.<Store>named("cookie store", "Where cookies are kept.")
            .with(
                    "memory",
                    ObjectType.named("memory cookie store", "Cookies are kept until the node ends.")
                            .fields(Field.required("type", word("memory"), "The kind of store."))
                            .into(values -> new Store(Optional.empty(), false)))
            .with(
                    "file",
                    ObjectType.named("file cookie store", "Cookies are kept in a file.")
                            .fields(Field.required("type", word("file"), "The kind of store."), FILE_NAME, PURGE)
                            .into(values -> new Store(Optional.of(values.get(FILE_NAME)), values.get(PURGE))))
            .planned("database");

    private static final Field<Store> STORE_FIELD =
            Field.withDefault("store", STORE, "{\"type\": \"memory\"}", "Where cookies are kept.");

    static final Field<Optional<CookieSettings>> COOKIE = Field.optional(
                    "cookie",
                    ObjectType.named("cookie", "The cookie by which a browser is recognized.")
                            .fields(NAME, LENGTH, MAX_AGE, SECURE, HTTP_ONLY, SAME_SITE, STORE_FIELD)
                            .into(values -> {
                                Store store = values.get(STORE_FIELD);
                                return new CookieSettings(
                                        values.get(NAME),
                                        values.get(LENGTH),
                                        values.get(MAX_AGE),
                                        values.get(SECURE),
                                        values.get(HTTP_ONLY),
                                        values.get(SAME_SITE),
                                        store.file,
                                        store.purge);
                            }),
                    "Recognize browsers by a cookie.")
            .planned();

    private CookieGrammar() {}

    private record Store(Optional<Path> file, boolean purge) {}
}
