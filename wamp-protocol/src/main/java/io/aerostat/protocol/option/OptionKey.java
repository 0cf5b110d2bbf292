package io.aerostat.protocol.option;

/**
 * A predefined key of option and detail dictionaries (KEY-1), with the type of its value. No other code contains the
 * texts of these keys; {@link OptionDictionary} says which dictionaries have them. Immutable; any thread.
 */
public enum OptionKey {
    ROLES("roles", OptionType.DICTIONARY),
    AGENT("agent", OptionType.TEXT),
    AUTHMETHODS("authmethods", OptionType.TEXTS),
    AUTHID("authid", OptionType.TEXT),
    AUTHROLE("authrole", OptionType.TEXT),
    AUTHEXTRA("authextra", OptionType.DICTIONARY),
    REALM("realm", OptionType.TEXT),
    AUTHMETHOD("authmethod", OptionType.TEXT),
    AUTHPROVIDER("authprovider", OptionType.TEXT),
    MESSAGE("message", OptionType.TEXT),
    SCRAM("scram", OptionType.TEXT),
    RESUMABLE("resumable", OptionType.BOOL),
    ACKNOWLEDGE("acknowledge", OptionType.BOOL),
    EXCLUDE_ME("exclude_me", OptionType.BOOL),
    EXCLUDE("exclude", OptionType.IDS),
    EXCLUDE_AUTHID("exclude_authid", OptionType.TEXTS),
    EXCLUDE_AUTHROLE("exclude_authrole", OptionType.TEXTS),
    ELIGIBLE("eligible", OptionType.IDS),
    ELIGIBLE_AUTHID("eligible_authid", OptionType.TEXTS),
    ELIGIBLE_AUTHROLE("eligible_authrole", OptionType.TEXTS),
    DISCLOSE_ME("disclose_me", OptionType.BOOL),
    RETAIN("retain", OptionType.BOOL),
    RKEY("rkey", OptionType.TEXT),
    PPT_SCHEME("ppt_scheme", OptionType.TEXT),
    PPT_SERIALIZER("ppt_serializer", OptionType.TEXT),
    PPT_CIPHER("ppt_cipher", OptionType.TEXT),
    PPT_KEYID("ppt_keyid", OptionType.TEXT),
    FORWARD_FOR("forward_for", OptionType.DICTIONARIES),
    TRANSACTION_HASH("transaction_hash", OptionType.TEXT),
    ENC_ALGO("enc_algo", OptionType.ENCRYPTION),
    ENC_KEY("enc_key", OptionType.TEXT),
    ENC_SERIALIZER("enc_serializer", OptionType.TEXT),
    MATCH("match", OptionType.MATCH),
    GET_RETAINED("get_retained", OptionType.BOOL),
    NKEY("nkey", OptionType.TEXT),
    X_REPLAY_AFTER("x_replay_after", OptionType.INTEGER),
    TOPIC("topic", OptionType.TEXT),
    PUBLISHER("publisher", OptionType.ID),
    PUBLISHER_AUTHID("publisher_authid", OptionType.TEXT),
    PUBLISHER_AUTHROLE("publisher_authrole", OptionType.TEXT),
    TRUSTLEVEL("trustlevel", OptionType.INTEGER),
    RETAINED("retained", OptionType.BOOL),
    X_ACKNOWLEDGED_DELIVERY("x_acknowledged_delivery", OptionType.BOOL),
    INVOKE("invoke", OptionType.INVOKE),
    DISCLOSE_CALLER("disclose_caller", OptionType.BOOL),
    FORWARD_TIMEOUT("forward_timeout", OptionType.BOOL),
    CONCURRENCY("concurrency", OptionType.INTEGER),
    FORCE_REREGISTER("force_reregister", OptionType.BOOL),
    RECEIVE_PROGRESS("receive_progress", OptionType.BOOL),
    PROGRESS("progress", OptionType.BOOL),
    TIMEOUT("timeout", OptionType.INTEGER),
    RUNMODE("runmode", OptionType.TEXT),
    PROCEDURE("procedure", OptionType.TEXT),
    CALLER("caller", OptionType.ID),
    CALLER_AUTHID("caller_authid", OptionType.TEXT),
    CALLER_AUTHROLE("caller_authrole", OptionType.TEXT),
    CALLEE("callee", OptionType.ID),
    CALLEE_AUTHID("callee_authid", OptionType.TEXT),
    CALLEE_AUTHROLE("callee_authrole", OptionType.TEXT),
    MODE("mode", OptionType.CANCEL_MODE),
    REASON("reason", OptionType.TEXT),
    SUBSCRIPTION("subscription", OptionType.ID),
    REGISTRATION("registration", OptionType.ID);

    private final String key;
    private final OptionType type;

    OptionKey(String key, OptionType type) {
        this.key = key;
        this.type = type;
    }

    /** Returns the key as it is spelled in messages. */
    public String key() {
        return key;
    }

    /** Returns the type of the value. */
    public OptionType type() {
        return type;
    }
}
