package io.aerostat.node.config.grammar.authentication;

import static io.aerostat.node.config.type.Types.bool;
import static io.aerostat.node.config.type.Types.choice;
import static io.aerostat.node.config.type.Types.integer;
import static io.aerostat.node.config.type.Types.text;
import static io.aerostat.node.config.type.Types.word;
import static io.aerostat.node.config.type.Types.words;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.field.TaggedType;
import io.aerostat.node.config.grammar.value.FileTypes;
import io.aerostat.node.config.located.LocatedNumber;
import io.aerostat.node.config.located.LocatedObject;
import io.aerostat.node.config.located.LocatedText;
import io.aerostat.node.config.located.LocatedValue;
import io.aerostat.node.config.located.Location;
import io.aerostat.node.config.reading.Reading;
import io.aerostat.router.cookie.CookieStorage;
import io.aerostat.router.listener.option.CookieOptions;
import io.aerostat.router.listener.option.CookieOptions.SameSite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The keys of the cookie by which a browser is recognized. */
public final class CookieGrammar {
    private static final int DEFAULT_LENGTH = 24;

    private static final Field<Integer> CAPACITY = Field.withDefault(
            "max_cookies",
            integer(1, 10_000_000),
            "100000",
            "The largest number of cookies with an identity, and also the largest number of cookies without an "
                    + "identity.");
    private static final Field<Path> FILENAME = Field.required(
            "filename",
            FileTypes.PRIVATE_FILE,
            "The path of the file, relative to this file. Transports with the same file share its cookies.");
    private static final Field<Path> DATABASE = Field.required(
            "path",
            words("a path")
                    .checked((path, at) -> FileTypes.PRIVATE_FILE.read(
                            new LocatedText(Location.START, path + ".jsonl"), at.reading())),
            "The folder of the database in Crossbar.io, relative to this file. The cookies are kept in a file beside "
                    + "this folder, with `.jsonl` added to its name.");
    private static final Field<Boolean> PURGE = Field.withDefault(
            "purge_on_startup", bool(), "false", "Whether a starting node discards the cookies in the file.");

    private static final TaggedType<CookieStorage> STORE = TaggedType.<CookieStorage>named(
                    "cookie store", "Where cookies are kept.")
            .with(
                    "memory",
                    ObjectType.named("memory cookie store", "Cookies are kept until the node ends.")
                            .fields(Field.required("type", word("memory"), "The kind of store."), CAPACITY)
                            .into(values -> new CookieStorage.InMemory(values.get(CAPACITY))))
            .with(
                    "file",
                    ObjectType.named(
                                    "file cookie store",
                                    "Cookies are kept in a file, and survive a restart of the node.")
                            .fields(
                                    Field.required("type", word("file"), "The kind of store."),
                                    FILENAME,
                                    PURGE,
                                    CAPACITY)
                            .into(values -> values.placed(new CookieStorage.InFile(
                                    values.get(FILENAME), values.get(CAPACITY), values.get(PURGE)))))
            .with(
                    "database",
                    ObjectType.named(
                                    "database cookie store",
                                    "The store of Crossbar.io that keeps cookies in a database. In Aerostat, cookies "
                                            + "are kept in a file.")
                            .fields(
                                    Field.required("type", word("database"), "The kind of store."),
                                    DATABASE,
                                    PURGE,
                                    CAPACITY,
                                    Field.ignoredAlike("maxsize", "The size of the database."),
                                    Field.ignoredAlike("readonly", "Whether the database is only read."),
                                    Field.ignoredAlike("sync", "Whether each change is written to the disk at once."))
                            .into(values -> values.placed(new CookieStorage.InFile(
                                    values.get(DATABASE), values.get(CAPACITY), values.get(PURGE)))))
            .complete();

    private static final Field<String> NAME = Field.withDefault(
            "name", text(CookieOptions.NAME, "the name of a cookie"), "\"cbtid\"", "The name of the cookie.");
    private static final Field<Integer> LENGTH = Field.withDefault(
            "length",
            integer(6, 64),
            String.valueOf(DEFAULT_LENGTH),
            "How many characters the value of the cookie has; at least " + CookieOptions.SECURE_LENGTH
                    + " if clients authenticate by cookie.");
    private static final Field<Duration> MAX_AGE = Field.withDefault(
            "max_age",
            integer(1, 311_040_000).map(Duration::ofSeconds),
            "604800",
            "Seconds for which the cookie is valid after it was set.");
    private static final Field<Boolean> SECURE = Field.withDefault(
            "secure",
            bool(),
            "false",
            "Whether browsers send the cookie only over TLS. Browsers always do this for a cookie that was set over "
                    + "TLS; set this option behind a proxy that ends TLS.");
    private static final Field<Boolean> HTTP_ONLY =
            Field.withDefault("http_strict", bool(), "true", "Whether the cookie is hidden from scripts.");
    private static final Field<SameSite> SAME_SITE = Field.withDefault(
            "same_site",
            choice(SameSite::word, SameSite.values()),
            "\"Lax\"",
            "Whether browsers send the cookie with requests of other sites' pages.");
    private static final Field<CookieStorage> KEPT =
            Field.withDefault("store", STORE, "{\"type\": \"memory\"}", "Where cookies are kept.");

    public static final Field<Optional<CookieOptions>> COOKIE = Field.optional(
            "cookie",
            ObjectType.named("cookie", "The cookie that identifies a browser.")
                    .fields(NAME, LENGTH, MAX_AGE, SECURE, HTTP_ONLY, SAME_SITE, KEPT)
                    .into(values -> new CookieOptions(
                            values.get(NAME),
                            values.get(LENGTH),
                            values.get(MAX_AGE),
                            values.get(SECURE),
                            values.get(HTTP_ONLY),
                            Optional.of(values.get(SAME_SITE)),
                            values.get(KEPT))),
            "A cookie that identifies a browser.");

    private CookieGrammar() {}

    /** Checks that a service that authenticates by cookie has a cookie that nobody can guess (COO-2). */
    public static boolean cookiesAreSecret(LocatedObject webSocket, Reading reading) {
        Optional<LocatedValue> method = webSocket.member("auth").flatMap(auth -> auth.member("cookie"));
        if (method.isEmpty()) {
            return true;
        }
        Optional<LocatedValue> cookie = webSocket.member("cookie");
        if (cookie.isEmpty()) {
            reading.member("auth")
                    .member("cookie")
                    .problem(
                            method.get().at(),
                            "found cookie authentication without a cookie (expected \"cookie\" beside \"auth\")");
            return false;
        }
        Optional<LocatedValue> length = cookie.get().member("length");
        if (length.isPresent()
                && length.get() instanceof LocatedNumber number
                && number.value().intValue() < CookieOptions.SECURE_LENGTH) {
            reading.member("cookie")
                    .member("length")
                    .wrong(
                            number,
                            "at least " + CookieOptions.SECURE_LENGTH + ", because clients authenticate by cookie");
            return false;
        }
        return true;
    }

    /**
     * Checks that a transport without WebSocket does not authenticate by cookie, because a client gets a cookie only in
     * the handshake of a WebSocket.
     */
    public static boolean noCookies(LocatedObject transport, Reading reading) {
        Optional<LocatedValue> method = transport.member("auth").flatMap(auth -> auth.member("cookie"));
        method.ifPresent(present -> reading.member("auth")
                .member("cookie")
                .problem(
                        present.at(),
                        "found cookie authentication (expected another method: only WebSocket has the cookie)"));
        return method.isEmpty();
    }
}
