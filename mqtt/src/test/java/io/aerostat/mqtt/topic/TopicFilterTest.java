package io.aerostat.mqtt.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.uri.MatchPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicFilterTest {
    private static TopicFilter filter(String text) {
        return TopicFilter.parse(text).orElseThrow();
    }

    @Test
    void aFilterWithoutWildcardIsOneTopic() {
        assertThat(filter("sport/tennis").patterns())
                .containsExactly(new WampPattern("sport.tennis", MatchPolicy.EXACT));
        assertThat(filter("sport/tennis").isExact()).isTrue();
    }

    @Test
    void plusIsAnEmptyComponent() {
        assertThat(filter("sport/+/player").patterns())
                .containsExactly(new WampPattern("sport..player", MatchPolicy.WILDCARD));
        assertThat(filter("+/x/+").patterns()).containsExactly(new WampPattern(".x.", MatchPolicy.WILDCARD));
    }

    @Test
    void aTrailingNumberSignIsAPrefixAndTheTopicAbove() {
        assertThat(filter("sport/#").patterns())
                .containsExactly(
                        new WampPattern("sport.", MatchPolicy.PREFIX), new WampPattern("sport", MatchPolicy.EXACT));
        assertThat(filter("#").patterns()).containsExactly(new WampPattern("", MatchPolicy.PREFIX));
    }

    @Test
    void bothWildcardsAreAPrefixWhoseTopicsAreSelected() {
        TopicFilter both = filter("sport/+/player/#");

        assertThat(both.patterns()).containsExactly(new WampPattern("sport.", MatchPolicy.PREFIX));
        assertThat(both.matches("sport.tennis.player")).isTrue();
        assertThat(both.matches("sport.tennis.player.one.two")).isTrue();
        assertThat(both.matches("sport.tennis")).isFalse();
        assertThat(both.matches("sport.tennis.club.one")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"#, $SYS.load, false", "+/x, wamp.x, false", "#, wampire, true", "$SYS/#, $SYS.load, true"})
    void aLeadingWildcardDoesNotMatchReservedTopics(String filter, String topic, boolean matches) {
        assertThat(filter(filter).matches(topic)).isEqualTo(matches);
    }

    @Test
    void aSharedFilterHasAGroup() {
        TopicFilter shared = filter("$share/workers/jobs/+");

        assertThat(shared.group()).isEqualTo("workers");
        assertThat(shared.topicName()).isEqualTo("jobs/+");
        assertThat(shared.patterns()).containsExactly(new WampPattern("jobs.", MatchPolicy.WILDCARD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a/#/b", "a#", "a+/b", "#/", "$share/g", "$share//a", "$share/g+/a", "$share/g/", "a\0b"})
    void aMalformedFilterIsRefused(String text) {
        assertThat(TopicFilter.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a.b, true",
        "a/b, a.c, false",
        "a/+, a.c, true",
        "a/+, a.c.d, false",
        "a/#, a, true",
        "a/#, a.b.c, true",
        "a/#, b, false",
        "a/+/c/#, a.b.c.d, true",
        "a/+/c/#, b.b.c.d, false",
        "$share/group/a/b, a.b, true"
    })
    void aFilterIncludesTopics(String filter, String topic, boolean includes) {
        assertThat(filter(filter).includes(topic)).isEqualTo(includes);
    }
}
