package io.aerostat.protocol.option;

import static io.aerostat.protocol.option.OptionType.BOOL;
import static io.aerostat.protocol.option.OptionType.CANCEL_MODE;
import static io.aerostat.protocol.option.OptionType.DICTIONARIES;
import static io.aerostat.protocol.option.OptionType.DICTIONARY;
import static io.aerostat.protocol.option.OptionType.ENCRYPTION;
import static io.aerostat.protocol.option.OptionType.ID;
import static io.aerostat.protocol.option.OptionType.IDS;
import static io.aerostat.protocol.option.OptionType.INTEGER;
import static io.aerostat.protocol.option.OptionType.INVOKE;
import static io.aerostat.protocol.option.OptionType.MATCH;
import static io.aerostat.protocol.option.OptionType.TEXT;
import static io.aerostat.protocol.option.OptionType.TEXTS;

import io.aerostat.protocol.feature.Feature;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A predefined key of an option or detail dictionary (KEY-1): the one table from which tests and documents are made, and by which keys
 * that we do not use are checked all the same (PV-12).
 *
 * @param dictionary as errors name it: {@code PUBLISH.Options}
 * @param key as it stands on the wire
 * @param feature that it belongs to, or null for the basic profile and for extensions
 * @param used whether it has an effect here; if not, it is an extension that is checked and dropped (MSG-4)
 */
public record OptionKey(
        String dictionary,
        String key,
        OptionType type,
        @Nullable Feature feature,
        boolean used) {
    /** Every predefined key of every message. */
    public static final List<OptionKey> ALL = List.of(
            basic("HELLO.Details", "roles", DICTIONARY),
            basic("HELLO.Details", "agent", TEXT),
            basic("HELLO.Details", "authmethods", TEXTS),
            basic("HELLO.Details", "authid", TEXT),
            basic("HELLO.Details", "authrole", TEXT),
            basic("HELLO.Details", "authextra", DICTIONARY),
            basic("WELCOME.Details", "roles", DICTIONARY),
            basic("WELCOME.Details", "agent", TEXT),
            basic("WELCOME.Details", "realm", TEXT),
            basic("WELCOME.Details", "authid", TEXT),
            basic("WELCOME.Details", "authrole", TEXT),
            basic("WELCOME.Details", "authmethod", TEXT),
            basic("WELCOME.Details", "authprovider", TEXT),
            basic("WELCOME.Details", "authextra", DICTIONARY),
            basic("ABORT.Details", "message", TEXT),
            basic("ABORT.Details", "scram", TEXT),
            basic("GOODBYE.Details", "message", TEXT),
            extension("GOODBYE.Details", "resumable", BOOL),
            basic("PUBLISH.Options", "acknowledge", BOOL),
            advanced("PUBLISH.Options", "exclude_me", BOOL, Feature.PUBLISHER_EXCLUSION),
            advanced("PUBLISH.Options", "exclude", IDS, Feature.SUBSCRIBER_BLACKWHITE_LISTING),
            advanced("PUBLISH.Options", "exclude_authid", TEXTS, Feature.SUBSCRIBER_BLACKWHITE_LISTING),
            advanced("PUBLISH.Options", "exclude_authrole", TEXTS, Feature.SUBSCRIBER_BLACKWHITE_LISTING),
            advanced("PUBLISH.Options", "eligible", IDS, Feature.SUBSCRIBER_BLACKWHITE_LISTING),
            advanced("PUBLISH.Options", "eligible_authid", TEXTS, Feature.SUBSCRIBER_BLACKWHITE_LISTING),
            advanced("PUBLISH.Options", "eligible_authrole", TEXTS, Feature.SUBSCRIBER_BLACKWHITE_LISTING),
            advanced("PUBLISH.Options", "disclose_me", BOOL, Feature.PUBLISHER_IDENTIFICATION),
            advanced("PUBLISH.Options", "retain", BOOL, Feature.EVENT_RETENTION),
            advanced("PUBLISH.Options", "rkey", TEXT, Feature.SHARDED_SUBSCRIPTION),
            advanced("PUBLISH.Options", "ppt_scheme", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("PUBLISH.Options", "ppt_serializer", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("PUBLISH.Options", "ppt_cipher", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("PUBLISH.Options", "ppt_keyid", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            extension("PUBLISH.Options", "forward_for", DICTIONARIES),
            extension("PUBLISH.Options", "transaction_hash", TEXT),
            advanced("PUBLISH.Options", "enc_algo", ENCRYPTION, Feature.PAYLOAD_TRANSPARENCY),
            advanced("PUBLISH.Options", "enc_key", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced("PUBLISH.Options", "enc_serializer", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced("SUBSCRIBE.Options", "match", MATCH, Feature.PATTERN_BASED_SUBSCRIPTION),
            advanced("SUBSCRIBE.Options", "get_retained", BOOL, Feature.EVENT_RETENTION),
            advanced("SUBSCRIBE.Options", "nkey", TEXT, Feature.SHARDED_SUBSCRIPTION),
            extension("SUBSCRIBE.Options", "forward_for", DICTIONARIES),
            advanced("EVENT.Details", "topic", TEXT, Feature.PATTERN_BASED_SUBSCRIPTION),
            advanced("EVENT.Details", "publisher", ID, Feature.PUBLISHER_IDENTIFICATION),
            advanced("EVENT.Details", "publisher_authid", TEXT, Feature.PUBLISHER_IDENTIFICATION),
            advanced("EVENT.Details", "publisher_authrole", TEXT, Feature.PUBLISHER_IDENTIFICATION),
            advanced("EVENT.Details", "trustlevel", INTEGER, Feature.PUBLICATION_TRUSTLEVELS),
            advanced("EVENT.Details", "retained", BOOL, Feature.EVENT_RETENTION),
            basic("EVENT.Details", "x_acknowledged_delivery", BOOL),
            advanced("EVENT.Details", "ppt_scheme", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("EVENT.Details", "ppt_serializer", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("EVENT.Details", "ppt_cipher", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("EVENT.Details", "ppt_keyid", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            extension("EVENT.Details", "forward_for", DICTIONARIES),
            extension("EVENT.Details", "transaction_hash", TEXT),
            advanced("EVENT.Details", "enc_algo", ENCRYPTION, Feature.PAYLOAD_TRANSPARENCY),
            advanced("EVENT.Details", "enc_key", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced("EVENT.Details", "enc_serializer", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced("REGISTER.Options", "match", MATCH, Feature.PATTERN_BASED_REGISTRATION),
            advanced("REGISTER.Options", "invoke", INVOKE, Feature.SHARED_REGISTRATION),
            advanced("REGISTER.Options", "disclose_caller", BOOL, Feature.CALLER_IDENTIFICATION),
            advanced("REGISTER.Options", "forward_timeout", BOOL, Feature.CALL_TIMEOUT),
            advanced("REGISTER.Options", "concurrency", INTEGER, Feature.SHARED_REGISTRATION),
            basic("REGISTER.Options", "force_reregister", BOOL),
            extension("REGISTER.Options", "forward_for", DICTIONARIES),
            advanced("CALL.Options", "receive_progress", BOOL, Feature.PROGRESSIVE_CALL_RESULTS),
            advanced("CALL.Options", "progress", BOOL, Feature.PROGRESSIVE_CALL_INVOCATIONS),
            advanced("CALL.Options", "timeout", INTEGER, Feature.CALL_TIMEOUT),
            advanced("CALL.Options", "disclose_me", BOOL, Feature.CALLER_IDENTIFICATION),
            advanced("CALL.Options", "rkey", TEXT, Feature.SHARDED_REGISTRATION),
            advanced("CALL.Options", "runmode", TEXT, Feature.SHARDED_REGISTRATION),
            advanced("CALL.Options", "ppt_scheme", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("CALL.Options", "ppt_serializer", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("CALL.Options", "ppt_cipher", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("CALL.Options", "ppt_keyid", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            extension("CALL.Options", "forward_for", DICTIONARIES),
            extension("CALL.Options", "transaction_hash", TEXT),
            advanced("CALL.Options", "enc_algo", ENCRYPTION, Feature.PAYLOAD_TRANSPARENCY),
            advanced("CALL.Options", "enc_key", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced("CALL.Options", "enc_serializer", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced("INVOCATION.Details", "procedure", TEXT, Feature.PATTERN_BASED_REGISTRATION),
            advanced("INVOCATION.Details", "receive_progress", BOOL, Feature.PROGRESSIVE_CALL_RESULTS),
            advanced("INVOCATION.Details", "progress", BOOL, Feature.PROGRESSIVE_CALL_INVOCATIONS),
            advanced("INVOCATION.Details", "timeout", INTEGER, Feature.CALL_TIMEOUT),
            advanced("INVOCATION.Details", "caller", ID, Feature.CALLER_IDENTIFICATION),
            advanced("INVOCATION.Details", "caller_authid", TEXT, Feature.CALLER_IDENTIFICATION),
            advanced("INVOCATION.Details", "caller_authrole", TEXT, Feature.CALLER_IDENTIFICATION),
            advanced("INVOCATION.Details", "trustlevel", INTEGER, Feature.CALL_TRUSTLEVELS),
            advanced("INVOCATION.Details", "ppt_scheme", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("INVOCATION.Details", "ppt_serializer", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("INVOCATION.Details", "ppt_cipher", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("INVOCATION.Details", "ppt_keyid", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            extension("INVOCATION.Details", "forward_for", DICTIONARIES),
            advanced("INVOCATION.Details", "enc_algo", ENCRYPTION, Feature.PAYLOAD_TRANSPARENCY),
            advanced("INVOCATION.Details", "enc_key", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced("INVOCATION.Details", "enc_serializer", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced("YIELD.Options", "progress", BOOL, Feature.PROGRESSIVE_CALL_RESULTS),
            advanced("YIELD.Options", "ppt_scheme", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("YIELD.Options", "ppt_serializer", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("YIELD.Options", "ppt_cipher", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("YIELD.Options", "ppt_keyid", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            extension("YIELD.Options", "callee", ID),
            extension("YIELD.Options", "callee_authid", TEXT),
            extension("YIELD.Options", "callee_authrole", TEXT),
            extension("YIELD.Options", "forward_for", DICTIONARIES),
            advanced("YIELD.Options", "enc_algo", ENCRYPTION, Feature.PAYLOAD_TRANSPARENCY),
            advanced("YIELD.Options", "enc_key", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced("YIELD.Options", "enc_serializer", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced("RESULT.Details", "progress", BOOL, Feature.PROGRESSIVE_CALL_RESULTS),
            advanced("RESULT.Details", "ppt_scheme", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("RESULT.Details", "ppt_serializer", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("RESULT.Details", "ppt_cipher", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("RESULT.Details", "ppt_keyid", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            extension("RESULT.Details", "callee", ID),
            extension("RESULT.Details", "callee_authid", TEXT),
            extension("RESULT.Details", "callee_authrole", TEXT),
            extension("RESULT.Details", "forward_for", DICTIONARIES),
            advanced("RESULT.Details", "enc_algo", ENCRYPTION, Feature.PAYLOAD_TRANSPARENCY),
            advanced("RESULT.Details", "enc_key", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced("RESULT.Details", "enc_serializer", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced("ERROR.Details", "ppt_scheme", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("ERROR.Details", "ppt_serializer", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("ERROR.Details", "ppt_cipher", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced("ERROR.Details", "ppt_keyid", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            extension("ERROR.Details", "callee", ID),
            extension("ERROR.Details", "callee_authid", TEXT),
            extension("ERROR.Details", "callee_authrole", TEXT),
            extension("ERROR.Details", "forward_for", DICTIONARIES),
            advanced("ERROR.Details", "enc_algo", ENCRYPTION, Feature.PAYLOAD_TRANSPARENCY),
            advanced("ERROR.Details", "enc_key", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced("ERROR.Details", "enc_serializer", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced("CANCEL.Options", "mode", CANCEL_MODE, Feature.CALL_CANCELING),
            extension("CANCEL.Options", "forward_for", DICTIONARIES),
            advanced("INTERRUPT.Options", "mode", CANCEL_MODE, Feature.CALL_CANCELING),
            advanced("INTERRUPT.Options", "reason", TEXT, Feature.CALL_CANCELING),
            extension("INTERRUPT.Options", "forward_for", DICTIONARIES),
            advanced("UNSUBSCRIBED.Details", "subscription", ID, Feature.SUBSCRIPTION_REVOCATION),
            advanced("UNSUBSCRIBED.Details", "reason", TEXT, Feature.SUBSCRIPTION_REVOCATION),
            advanced("UNREGISTERED.Details", "registration", ID, Feature.REGISTRATION_REVOCATION),
            advanced("UNREGISTERED.Details", "reason", TEXT, Feature.REGISTRATION_REVOCATION));

    private static final Map<String, Map<String, OptionKey>> UNUSED = ALL.stream()
            .filter(key -> !key.used())
            .collect(Collectors.groupingBy(
                    OptionKey::dictionary, Collectors.toUnmodifiableMap(OptionKey::key, Function.identity())));

    private static OptionKey basic(String dictionary, String key, OptionType type) {
        return new OptionKey(dictionary, key, type, null, true);
    }

    private static OptionKey advanced(String dictionary, String key, OptionType type, Feature feature) {
        return new OptionKey(dictionary, key, type, feature, true);
    }

    private static OptionKey extension(String dictionary, String key, OptionType type) {
        return new OptionKey(dictionary, key, type, null, false);
    }

    /** The keys of a dictionary that are only checked, by their names. */
    static Map<String, OptionKey> unused(String dictionary) {
        return UNUSED.getOrDefault(dictionary, Map.of());
    }
}
