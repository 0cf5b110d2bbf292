package io.aerostat.node.config.grammar;

import static io.aerostat.node.config.field.Types.bool;
import static io.aerostat.node.config.field.Types.choice;
import static io.aerostat.node.config.field.Types.integer;
import static io.aerostat.node.config.field.Types.text;
import static io.aerostat.node.config.field.Types.word;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;

/** The cookie by which a browser is recognized: checked, but not supported yet. */
final class CookieGrammar {
    private static final TaggedType<Object> STORE = TaggedType.named("cookie store", "Where cookies are kept.")
            .with(
                    "memory",
                    ObjectType.named("memory cookie store", "Cookies are kept until the node ends.")
                            .fields(Field.required("type", word("memory"), "The kind of store."))
                            .planned())
            .with(
                    "file",
                    ObjectType.named("file cookie store", "Cookies are kept in a file.")
                            .fields(
                                    Field.required("type", word("file"), "The kind of store."),
                                    Field.required("filename", FileTypes.PATH, "The file, relative to this one."),
                                    Field.withDefault("purge_on_startup", bool(), "false", "Begin with no cookies."))
                            .planned())
            .planned("database");

    static final Field<?> COOKIE = Field.optional(
                    "cookie",
                    ObjectType.named("cookie", "The cookie by which a browser is recognized.")
                            .fields(
                                    Field.withDefault(
                                            "name",
                                            text("[a-z][a-z0-9_]+", "the name of a cookie"),
                                            "\"cbtid\"",
                                            "Its name."),
                                    Field.withDefault(
                                            "length", integer(6, 64), "24", "How many characters its value has."),
                                    Field.withDefault(
                                            "max_age",
                                            integer(1, 311_040_000),
                                            "604800",
                                            "How many seconds browsers keep it."),
                                    Field.withDefault("secure", bool(), "false", "Send it over TLS only."),
                                    Field.withDefault("http_strict", bool(), "false", "Hide it from scripts."),
                                    Field.optional(
                                            "same_site",
                                            choice(word -> word, "Strict", "Lax", "None"),
                                            "Whether it is sent with requests of other sites."),
                                    Field.optional("store", STORE, "Where cookies are kept."))
                            .planned(),
                    "Recognize browsers by a cookie.")
            .planned();

    private CookieGrammar() {}
}
