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
import io.aerostat.protocol.message.Abort;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.Goodbye;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Interrupt;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Subscribe;
import io.aerostat.protocol.message.Unregistered;
import io.aerostat.protocol.message.Unsubscribed;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.message.Yield;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A predefined key of an option or detail dictionary (KEY-1, checklist §16): the one table from which tests and documents are made, and by which keys
 * that we do not use are checked all the same (PV-12).
 *
 * @param code of the message
 * @param dictionary as errors name it: {@code PUBLISH.Options}
 * @param key as it stands on the wire
 * @param feature that it belongs to, or null for the basic profile and for extensions
 * @param used whether it has an effect here; if not, it is an extension that is checked and dropped (MSG-4)
 */
public record OptionKey(
        int code,
        String dictionary,
        String key,
        OptionType type,
        @Nullable Feature feature,
        boolean used) {
    /** Every predefined key of every message. */
    public static final List<OptionKey> ALL = List.of(
            basic(Hello.CODE, "HELLO.Details", "roles", DICTIONARY),
            basic(Hello.CODE, "HELLO.Details", "agent", TEXT),
            basic(Hello.CODE, "HELLO.Details", "authmethods", TEXTS),
            basic(Hello.CODE, "HELLO.Details", "authid", TEXT),
            basic(Hello.CODE, "HELLO.Details", "authrole", TEXT),
            basic(Hello.CODE, "HELLO.Details", "authextra", DICTIONARY),
            basic(Welcome.CODE, "WELCOME.Details", "roles", DICTIONARY),
            basic(Welcome.CODE, "WELCOME.Details", "agent", TEXT),
            basic(Welcome.CODE, "WELCOME.Details", "realm", TEXT),
            basic(Welcome.CODE, "WELCOME.Details", "authid", TEXT),
            basic(Welcome.CODE, "WELCOME.Details", "authrole", TEXT),
            basic(Welcome.CODE, "WELCOME.Details", "authmethod", TEXT),
            basic(Welcome.CODE, "WELCOME.Details", "authprovider", TEXT),
            basic(Welcome.CODE, "WELCOME.Details", "authextra", DICTIONARY),
            basic(Abort.CODE, "ABORT.Details", "message", TEXT),
            basic(Abort.CODE, "ABORT.Details", "scram", TEXT),
            basic(Goodbye.CODE, "GOODBYE.Details", "message", TEXT),
            extension(Goodbye.CODE, "GOODBYE.Details", "resumable", BOOL),
            basic(Publish.CODE, "PUBLISH.Options", "acknowledge", BOOL),
            advanced(Publish.CODE, "PUBLISH.Options", "exclude_me", BOOL, Feature.PUBLISHER_EXCLUSION),
            advanced(Publish.CODE, "PUBLISH.Options", "exclude", IDS, Feature.SUBSCRIBER_BLACKWHITE_LISTING),
            advanced(Publish.CODE, "PUBLISH.Options", "exclude_authid", TEXTS, Feature.SUBSCRIBER_BLACKWHITE_LISTING),
            advanced(Publish.CODE, "PUBLISH.Options", "exclude_authrole", TEXTS, Feature.SUBSCRIBER_BLACKWHITE_LISTING),
            advanced(Publish.CODE, "PUBLISH.Options", "eligible", IDS, Feature.SUBSCRIBER_BLACKWHITE_LISTING),
            advanced(Publish.CODE, "PUBLISH.Options", "eligible_authid", TEXTS, Feature.SUBSCRIBER_BLACKWHITE_LISTING),
            advanced(
                    Publish.CODE, "PUBLISH.Options", "eligible_authrole", TEXTS, Feature.SUBSCRIBER_BLACKWHITE_LISTING),
            advanced(Publish.CODE, "PUBLISH.Options", "disclose_me", BOOL, Feature.PUBLISHER_IDENTIFICATION),
            advanced(Publish.CODE, "PUBLISH.Options", "retain", BOOL, Feature.EVENT_RETENTION),
            advanced(Publish.CODE, "PUBLISH.Options", "rkey", TEXT, Feature.SHARDED_SUBSCRIPTION),
            advanced(Publish.CODE, "PUBLISH.Options", "ppt_scheme", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(Publish.CODE, "PUBLISH.Options", "ppt_serializer", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(Publish.CODE, "PUBLISH.Options", "ppt_cipher", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(Publish.CODE, "PUBLISH.Options", "ppt_keyid", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            extension(Publish.CODE, "PUBLISH.Options", "forward_for", DICTIONARIES),
            extension(Publish.CODE, "PUBLISH.Options", "transaction_hash", TEXT),
            advanced(Publish.CODE, "PUBLISH.Options", "enc_algo", ENCRYPTION, Feature.PAYLOAD_TRANSPARENCY),
            advanced(Publish.CODE, "PUBLISH.Options", "enc_key", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced(Publish.CODE, "PUBLISH.Options", "enc_serializer", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced(Subscribe.CODE, "SUBSCRIBE.Options", "match", MATCH, Feature.PATTERN_BASED_SUBSCRIPTION),
            advanced(Subscribe.CODE, "SUBSCRIBE.Options", "get_retained", BOOL, Feature.EVENT_RETENTION),
            advanced(Subscribe.CODE, "SUBSCRIBE.Options", "nkey", TEXT, Feature.SHARDED_SUBSCRIPTION),
            extension(Subscribe.CODE, "SUBSCRIBE.Options", "forward_for", DICTIONARIES),
            advanced(Event.CODE, "EVENT.Details", "topic", TEXT, Feature.PATTERN_BASED_SUBSCRIPTION),
            advanced(Event.CODE, "EVENT.Details", "publisher", ID, Feature.PUBLISHER_IDENTIFICATION),
            advanced(Event.CODE, "EVENT.Details", "publisher_authid", TEXT, Feature.PUBLISHER_IDENTIFICATION),
            advanced(Event.CODE, "EVENT.Details", "publisher_authrole", TEXT, Feature.PUBLISHER_IDENTIFICATION),
            advanced(Event.CODE, "EVENT.Details", "trustlevel", INTEGER, Feature.PUBLICATION_TRUSTLEVELS),
            advanced(Event.CODE, "EVENT.Details", "retained", BOOL, Feature.EVENT_RETENTION),
            basic(Event.CODE, "EVENT.Details", "x_acknowledged_delivery", BOOL),
            advanced(Event.CODE, "EVENT.Details", "ppt_scheme", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(Event.CODE, "EVENT.Details", "ppt_serializer", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(Event.CODE, "EVENT.Details", "ppt_cipher", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(Event.CODE, "EVENT.Details", "ppt_keyid", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            extension(Event.CODE, "EVENT.Details", "forward_for", DICTIONARIES),
            extension(Event.CODE, "EVENT.Details", "transaction_hash", TEXT),
            advanced(Event.CODE, "EVENT.Details", "enc_algo", ENCRYPTION, Feature.PAYLOAD_TRANSPARENCY),
            advanced(Event.CODE, "EVENT.Details", "enc_key", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced(Event.CODE, "EVENT.Details", "enc_serializer", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced(Register.CODE, "REGISTER.Options", "match", MATCH, Feature.PATTERN_BASED_REGISTRATION),
            advanced(Register.CODE, "REGISTER.Options", "invoke", INVOKE, Feature.SHARED_REGISTRATION),
            advanced(Register.CODE, "REGISTER.Options", "disclose_caller", BOOL, Feature.CALLER_IDENTIFICATION),
            advanced(Register.CODE, "REGISTER.Options", "forward_timeout", BOOL, Feature.CALL_TIMEOUT),
            advanced(Register.CODE, "REGISTER.Options", "concurrency", INTEGER, Feature.SHARED_REGISTRATION),
            basic(Register.CODE, "REGISTER.Options", "force_reregister", BOOL),
            extension(Register.CODE, "REGISTER.Options", "forward_for", DICTIONARIES),
            advanced(Call.CODE, "CALL.Options", "receive_progress", BOOL, Feature.PROGRESSIVE_CALL_RESULTS),
            advanced(Call.CODE, "CALL.Options", "progress", BOOL, Feature.PROGRESSIVE_CALL_INVOCATIONS),
            advanced(Call.CODE, "CALL.Options", "timeout", INTEGER, Feature.CALL_TIMEOUT),
            advanced(Call.CODE, "CALL.Options", "disclose_me", BOOL, Feature.CALLER_IDENTIFICATION),
            advanced(Call.CODE, "CALL.Options", "rkey", TEXT, Feature.SHARDED_REGISTRATION),
            advanced(Call.CODE, "CALL.Options", "runmode", TEXT, Feature.SHARDED_REGISTRATION),
            advanced(Call.CODE, "CALL.Options", "ppt_scheme", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(Call.CODE, "CALL.Options", "ppt_serializer", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(Call.CODE, "CALL.Options", "ppt_cipher", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(Call.CODE, "CALL.Options", "ppt_keyid", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            extension(Call.CODE, "CALL.Options", "forward_for", DICTIONARIES),
            extension(Call.CODE, "CALL.Options", "transaction_hash", TEXT),
            advanced(Call.CODE, "CALL.Options", "enc_algo", ENCRYPTION, Feature.PAYLOAD_TRANSPARENCY),
            advanced(Call.CODE, "CALL.Options", "enc_key", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced(Call.CODE, "CALL.Options", "enc_serializer", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced(Invocation.CODE, "INVOCATION.Details", "procedure", TEXT, Feature.PATTERN_BASED_REGISTRATION),
            advanced(Invocation.CODE, "INVOCATION.Details", "receive_progress", BOOL, Feature.PROGRESSIVE_CALL_RESULTS),
            advanced(Invocation.CODE, "INVOCATION.Details", "progress", BOOL, Feature.PROGRESSIVE_CALL_INVOCATIONS),
            advanced(Invocation.CODE, "INVOCATION.Details", "timeout", INTEGER, Feature.CALL_TIMEOUT),
            advanced(Invocation.CODE, "INVOCATION.Details", "caller", ID, Feature.CALLER_IDENTIFICATION),
            advanced(Invocation.CODE, "INVOCATION.Details", "caller_authid", TEXT, Feature.CALLER_IDENTIFICATION),
            advanced(Invocation.CODE, "INVOCATION.Details", "caller_authrole", TEXT, Feature.CALLER_IDENTIFICATION),
            advanced(Invocation.CODE, "INVOCATION.Details", "trustlevel", INTEGER, Feature.CALL_TRUSTLEVELS),
            advanced(Invocation.CODE, "INVOCATION.Details", "ppt_scheme", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(Invocation.CODE, "INVOCATION.Details", "ppt_serializer", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(Invocation.CODE, "INVOCATION.Details", "ppt_cipher", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(Invocation.CODE, "INVOCATION.Details", "ppt_keyid", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            extension(Invocation.CODE, "INVOCATION.Details", "forward_for", DICTIONARIES),
            advanced(Invocation.CODE, "INVOCATION.Details", "enc_algo", ENCRYPTION, Feature.PAYLOAD_TRANSPARENCY),
            advanced(Invocation.CODE, "INVOCATION.Details", "enc_key", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced(Invocation.CODE, "INVOCATION.Details", "enc_serializer", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced(Yield.CODE, "YIELD.Options", "progress", BOOL, Feature.PROGRESSIVE_CALL_RESULTS),
            advanced(Yield.CODE, "YIELD.Options", "ppt_scheme", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(Yield.CODE, "YIELD.Options", "ppt_serializer", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(Yield.CODE, "YIELD.Options", "ppt_cipher", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(Yield.CODE, "YIELD.Options", "ppt_keyid", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            extension(Yield.CODE, "YIELD.Options", "callee", ID),
            extension(Yield.CODE, "YIELD.Options", "callee_authid", TEXT),
            extension(Yield.CODE, "YIELD.Options", "callee_authrole", TEXT),
            extension(Yield.CODE, "YIELD.Options", "forward_for", DICTIONARIES),
            advanced(Yield.CODE, "YIELD.Options", "enc_algo", ENCRYPTION, Feature.PAYLOAD_TRANSPARENCY),
            advanced(Yield.CODE, "YIELD.Options", "enc_key", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced(Yield.CODE, "YIELD.Options", "enc_serializer", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced(Result.CODE, "RESULT.Details", "progress", BOOL, Feature.PROGRESSIVE_CALL_RESULTS),
            advanced(Result.CODE, "RESULT.Details", "ppt_scheme", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(Result.CODE, "RESULT.Details", "ppt_serializer", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(Result.CODE, "RESULT.Details", "ppt_cipher", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(Result.CODE, "RESULT.Details", "ppt_keyid", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            extension(Result.CODE, "RESULT.Details", "callee", ID),
            extension(Result.CODE, "RESULT.Details", "callee_authid", TEXT),
            extension(Result.CODE, "RESULT.Details", "callee_authrole", TEXT),
            extension(Result.CODE, "RESULT.Details", "forward_for", DICTIONARIES),
            advanced(Result.CODE, "RESULT.Details", "enc_algo", ENCRYPTION, Feature.PAYLOAD_TRANSPARENCY),
            advanced(Result.CODE, "RESULT.Details", "enc_key", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced(Result.CODE, "RESULT.Details", "enc_serializer", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced(ErrorMessage.CODE, "ERROR.Details", "ppt_scheme", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(ErrorMessage.CODE, "ERROR.Details", "ppt_serializer", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(ErrorMessage.CODE, "ERROR.Details", "ppt_cipher", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            advanced(ErrorMessage.CODE, "ERROR.Details", "ppt_keyid", TEXT, Feature.PAYLOAD_PASSTHRU_MODE),
            extension(ErrorMessage.CODE, "ERROR.Details", "callee", ID),
            extension(ErrorMessage.CODE, "ERROR.Details", "callee_authid", TEXT),
            extension(ErrorMessage.CODE, "ERROR.Details", "callee_authrole", TEXT),
            extension(ErrorMessage.CODE, "ERROR.Details", "forward_for", DICTIONARIES),
            advanced(ErrorMessage.CODE, "ERROR.Details", "enc_algo", ENCRYPTION, Feature.PAYLOAD_TRANSPARENCY),
            advanced(ErrorMessage.CODE, "ERROR.Details", "enc_key", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced(ErrorMessage.CODE, "ERROR.Details", "enc_serializer", TEXT, Feature.PAYLOAD_TRANSPARENCY),
            advanced(Cancel.CODE, "CANCEL.Options", "mode", CANCEL_MODE, Feature.CALL_CANCELING),
            extension(Cancel.CODE, "CANCEL.Options", "forward_for", DICTIONARIES),
            advanced(Interrupt.CODE, "INTERRUPT.Options", "mode", CANCEL_MODE, Feature.CALL_CANCELING),
            advanced(Interrupt.CODE, "INTERRUPT.Options", "reason", TEXT, Feature.CALL_CANCELING),
            extension(Interrupt.CODE, "INTERRUPT.Options", "forward_for", DICTIONARIES),
            advanced(Unsubscribed.CODE, "UNSUBSCRIBED.Details", "subscription", ID, Feature.SUBSCRIPTION_REVOCATION),
            advanced(Unsubscribed.CODE, "UNSUBSCRIBED.Details", "reason", TEXT, Feature.SUBSCRIPTION_REVOCATION),
            advanced(Unregistered.CODE, "UNREGISTERED.Details", "registration", ID, Feature.REGISTRATION_REVOCATION),
            advanced(Unregistered.CODE, "UNREGISTERED.Details", "reason", TEXT, Feature.REGISTRATION_REVOCATION));

    private static final Map<String, Map<String, OptionKey>> UNUSED = ALL.stream()
            .filter(key -> !key.used())
            .collect(Collectors.groupingBy(
                    OptionKey::dictionary, Collectors.toUnmodifiableMap(OptionKey::key, Function.identity())));

    private static OptionKey basic(int code, String dictionary, String key, OptionType type) {
        return new OptionKey(code, dictionary, key, type, null, true);
    }

    private static OptionKey advanced(int code, String dictionary, String key, OptionType type, Feature feature) {
        return new OptionKey(code, dictionary, key, type, feature, true);
    }

    private static OptionKey extension(int code, String dictionary, String key, OptionType type) {
        return new OptionKey(code, dictionary, key, type, null, false);
    }

    /** The keys of a dictionary that are only checked, by their names. */
    static Map<String, OptionKey> unused(String dictionary) {
        return UNUSED.getOrDefault(dictionary, Map.of());
    }
}
