package io.aerostat.protocol.option;

import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of SUBSCRIBE.
 *
 * @param match {@code match}: how topics are compared with the subscribed URI
 * @param getRetained {@code get_retained}: whether the subscriber asks for the retained event (RET-2)
 * @param nkey {@code nkey}: the node key of a sharded subscription (SSB-1)
 * @param replayAfter {@code x_replay_after}: the publication after which the subscriber wants past events; 0 for all
 *     past events, {@link #NO_REPLAY} for none
 */
public record SubscribeOptions(
        MatchPolicy match, boolean getRetained, @Nullable String nkey, long replayAfter) {
    /** The value of {@link #replayAfter} if the subscriber wants no past events. */
    public static final long NO_REPLAY = -1;

    /** The options without any key. */
    public static final SubscribeOptions NONE = new SubscribeOptions(MatchPolicy.EXACT, false, null);

    /** Creates options that request no past events. */
    public SubscribeOptions(MatchPolicy match, boolean getRetained, @Nullable String nkey) {
        this(match, getRetained, nkey, NO_REPLAY);
    }

    /** Reads the options of a message; unknown keys are ignored. */
    public static SubscribeOptions read(Map<String, ?> dictionary) throws ProtocolViolation {
        if (dictionary.isEmpty()) {
            return NONE;
        }
        OptionReader options = new OptionReader(OptionDictionary.SUBSCRIBE_OPTIONS, dictionary);
        return new SubscribeOptions(
                options.choice(OptionKey.MATCH, MatchPolicy.EXACT, MatchPolicy::ofWire),
                options.flag(OptionKey.GET_RETAINED, false),
                options.text(OptionKey.NKEY),
                options.integer(OptionKey.X_REPLAY_AFTER, NO_REPLAY));
    }

    /** Checks whether the subscriber wants past events before the live ones. */
    public boolean wantsReplay() {
        return replayAfter != NO_REPLAY;
    }

    /** Returns the dictionary to send, without keys that have their default value. */
    public Map<String, @Nullable Object> toMap() {
        if (this == NONE) {
            return Map.of();
        }
        Map<String, @Nullable Object> dictionary = new LinkedHashMap<>();
        if (match != MatchPolicy.EXACT) {
            dictionary.put(OptionKey.MATCH.key(), match.wire());
        }
        Dictionaries.putFlag(dictionary, OptionKey.GET_RETAINED, getRetained);
        Dictionaries.put(dictionary, OptionKey.NKEY, nkey);
        if (wantsReplay()) {
            dictionary.put(OptionKey.X_REPLAY_AFTER.key(), replayAfter);
        }
        return dictionary;
    }
}
