package io.aerostat.node.config.grammar.authentication;

import static io.aerostat.node.config.type.Types.map;
import static io.aerostat.node.config.type.Types.text;
import static io.aerostat.node.config.type.Types.word;

import io.aerostat.node.config.field.Field;
import io.aerostat.node.config.field.ObjectType;
import io.aerostat.node.config.reading.ValueType;
import io.aerostat.router.authentication.Account;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The keys that the principals of all static authentication methods share. */
final class Principals {
    private static final String AUTHID_FORM = "[\\s\\S]{1,255}";
    private static final String AUTHID_EXPECTED = "an authid of 1 to 255 characters";

    static final ValueType<String> AUTHID = text(AUTHID_FORM, AUTHID_EXPECTED);
    public static final Field<String> ROLE = Field.withDefault(
            "role", text(), "\"\"", "The role of the sessions. Without this key, the principal is refused.");

    private Principals() {}

    /** Starts to build the type of an authentication method of type {@code static}. */
    public static ObjectType.Builder method(String name) {
        return ObjectType.named("static " + name, "The configuration lists who may join.")
                .fields(Field.required("type", word("static"), "Who decides which clients may join."));
    }

    /** Declares the principals of a method, by authid. */
    public static <C> Field<Map<String, Principal<C>>> field(String key, ObjectType<Principal<C>> principal) {
        return Field.required(
                key, map(AUTHID_FORM, AUTHID_EXPECTED, principal), "The principals that may join, by authid.");
    }

    /** Declares the principals of a method that can have none. */
    public static <C> Field<Map<String, Principal<C>>> optionalField(String key, ObjectType<Principal<C>> principal) {
        return Field.withDefault(
                key, map(AUTHID_FORM, AUTHID_EXPECTED, principal), "{}", "The principals that may join, by authid.");
    }

    public static <C> Map<String, Account<C>> accounts(Map<String, Principal<C>> principals) {
        Map<String, Account<C>> accounts = new LinkedHashMap<>();
        principals.forEach((authid, principal) -> accounts.put(authid, principal.account(authid)));
        return accounts;
    }

    /** A principal without its authid, which is the key in the file. */
    public record Principal<C>(String role, Optional<String> realm, C credential) {

        Principal(String role, C credential) {
            this(role, Optional.empty(), credential);
        }

        private Account<C> account(String authid) {
            return new Account<>(realm.orElse(null), authid, role, Map.of(), credential);
        }

        @Override
        public String toString() {
            return "Principal[" + role + "]";
        }
    }
}
