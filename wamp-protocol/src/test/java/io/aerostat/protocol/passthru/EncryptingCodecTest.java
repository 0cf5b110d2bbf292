package io.aerostat.protocol.passthru;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.authentication.crypto.Nonces;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.protocol.uri.MatchPolicy;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EncryptingCodecTest {
    private static final byte[] SECRET = Nonces.bytes(32);
    private static final PayloadValues VALUES = new PayloadValues(List.of("a secret", 7L), Map.of("k", List.of(true)));

    private static EncryptingCodec codec(PassthruKey key) {
        return new EncryptingCodec(PatternKeyRing.builder()
                .send(MatchPolicy.PREFIX, "com.secret.", key)
                .build());
    }

    private static PackedPayload packed(EncryptingCodec codec) throws Exception {
        return codec.pack("com.secret.x", VALUES).orElseThrow();
    }

    /**
     * PPT-7, PPT-8: whatever serializers the clients use with the router, the clients can read the payload and the
     * router cannot.
     */
    @Conformance({"PPT-7", "PPT-8"})
    @ParameterizedTest
    @EnumSource(PayloadCipher.class)
    void aPackedPayloadIsOpenedByThePeer(PayloadCipher cipher) throws Exception {
        EncryptingCodec codec = codec(new PassthruKey("key-1", cipher, SECRET));
        PackedPayload packed = packed(codec);
        assertThat(packed.options()).isEqualTo(new Passthru("wamp", "cbor", cipher.wire(), "key-1"));

        for (Serialization from : Serialization.values()) {
            Payload sent = Serializers.of(from).payload(packed.carrier());
            assertThat(new String(sent.toByteArray(), UTF_8)).doesNotContain("secret");
            for (Serialization to : Serialization.values()) {
                Payload received = sent.in(to, Serializers.transcoder());
                PayloadValues carrier = Serializers.of(to).values(received);
                PayloadValues opened = codec.unpack(packed.options(), PackedPayload.of(carrier));
                assertThat(opened).isEqualTo(VALUES);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PayloadCipher.class)
    void aChangedByteIsDetected(PayloadCipher cipher) throws Exception {
        EncryptingCodec codec = codec(new PassthruKey("key-1", cipher, SECRET));
        PackedPayload packed = packed(codec);
        byte[] bytes = PackedPayload.of(packed.carrier());

        for (int i = 0; i < bytes.length; i++) {
            byte[] altered = bytes.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> codec.unpack(packed.options(), altered)).isInstanceOf(PassthruException.class);
        }
        for (int length = 0; length < bytes.length; length++) {
            byte[] shorter = java.util.Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> codec.unpack(packed.options(), shorter)).isInstanceOf(PassthruException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(PayloadCipher.class)
    void theSamePayloadIsEncryptedDifferentlyEachTime(PayloadCipher cipher) throws Exception {
        EncryptingCodec codec = codec(new PassthruKey("key-1", cipher, SECRET));

        assertThat(PackedPayload.of(packed(codec).carrier()))
                .isNotEqualTo(PackedPayload.of(packed(codec).carrier()));
    }

    @Test
    void anotherKeyDoesNotOpenAPayload() throws Exception {
        EncryptingCodec codec = codec(new PassthruKey("key-1", PayloadCipher.AES256GCM, SECRET));
        EncryptingCodec other = codec(new PassthruKey("key-1", PayloadCipher.AES256GCM, Nonces.bytes(32)));
        PackedPayload packed = packed(codec);

        assertThatThrownBy(() -> other.unpack(packed.options(), PackedPayload.of(packed.carrier())))
                .isInstanceOf(PassthruException.class);
    }

    /** PPT-9: the error names the unknown scheme, serializer, cipher or key. */
    @Conformance("PPT-9")
    @Test
    void unknownSchemesSerializersCiphersAndKeysAreRefused() throws Exception {
        EncryptingCodec codec = codec(new PassthruKey("key-1", PayloadCipher.AES256GCM, SECRET));
        byte[] bytes = PackedPayload.of(packed(codec).carrier());
        @Nullable
        String[][] rows = {
            {"mqtt", "cbor", "aes256gcm", "key-1", "ppt_scheme"},
            {null, "cbor", "aes256gcm", "key-1", "ppt_scheme"},
            {"wamp", "flatbuffers", "aes256gcm", "key-1", "ppt_serializer"},
            {"wamp", null, "aes256gcm", "key-1", "ppt_serializer"},
            {"wamp", "cbor", "xsalsa20poly1305", "key-1", "ppt_cipher"},
            {"wamp", "cbor", null, "key-1", "ppt_cipher"},
            {"wamp", "cbor", "aes256gcm", "key-2", "ppt_keyid"},
            {"wamp", "cbor", "aes256gcm", null, "ppt_keyid"},
        };
        for (@Nullable String[] row : rows) {
            Passthru options = new Passthru(row[0], row[1], row[2], row[3]);
            assertThatThrownBy(() -> codec.unpack(options, bytes))
                    .isInstanceOf(PassthruException.class)
                    .hasMessageContaining(row[4]);
        }
    }

    @Test
    void keysAreSelectedByUriAndOldKeysStillOpen() throws Exception {
        PassthruKey old = new PassthruKey("old", PayloadCipher.XSALSA20POLY1305, SECRET);
        PassthruKey special = new PassthruKey("special", PayloadCipher.AES256GCM, SECRET);
        PassthruKey general = new PassthruKey("general", PayloadCipher.AES256GCM, SECRET);
        PatternKeyRing ring = PatternKeyRing.builder()
                .send(MatchPolicy.EXACT, "com.secret.x", special)
                .send(MatchPolicy.WILDCARD, "com..x", general)
                .receive(old)
                .build();
        EncryptingCodec codec = new EncryptingCodec(ring);

        assertThat(ring.forUri("com.secret.x")).containsSame(special);
        assertThat(ring.forUri("com.other.x")).containsSame(general);
        assertThat(codec.pack("com.open", VALUES)).isEmpty();
        PackedPayload before = packed(codec(old));
        assertThat(codec.unpack(before.options(), PackedPayload.of(before.carrier())))
                .isEqualTo(VALUES);
        assertThatThrownBy(() -> PatternKeyRing.builder()
                        .receive(old)
                        .receive(new PassthruKey("old", PayloadCipher.AES256GCM, SECRET)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theArgumentsOfThePackedMessageAreOneBinary() {
        for (PayloadValues carrier : List.of(
                PayloadValues.EMPTY,
                new PayloadValues(List.of("text"), Map.of()),
                new PayloadValues(List.of(new byte[1], 1L), Map.of()),
                new PayloadValues(List.of(new byte[1]), Map.of("k", 1L)))) {
            assertThatThrownBy(() -> PackedPayload.of(carrier)).isInstanceOf(PassthruException.class);
        }
    }

    @Test
    void anEncryptedValueThatIsNotArgumentsIsRefused() {
        PassthruKey key = new PassthruKey("key-1", PayloadCipher.AES256GCM, SECRET);
        Passthru options = new Passthru("wamp", "cbor", "aes256gcm", "key-1");
        for (String hex : new String[] {"", "80", "a1", "a16461726773 01", "a1666b7761726773 80", "a0a0"}) {
            byte[] sealed = key.encrypt(HexFormat.of().parseHex(hex.replace(" ", "")));
            assertThatThrownBy(() -> codec(key).unpack(options, sealed)).isInstanceOf(PassthruException.class);
        }
    }

    /** The test vector of crypto_secretbox in NaCl. */
    @Test
    void secretBoxGivesTheResultOfNacl() throws Exception {
        byte[] key = hex("1b27556473e985d462cd51197a9a46c76009549eac6474f206c4ee0844f68389");
        byte[] nonce = hex("69696ee955b62b73cd62bda875fc73d68219e0036b7a0b37");
        byte[] plain = hex("be075fc53c81f2d5cf141316ebeb0c7b5228c52a4c62cbd44b66849b64244ffc"
                + "e5ecbaaf33bd751a1ac728d45e6c61296cdc3c01233561f41db66cce314adb31"
                + "0e3be8250c46f06dceea3a7fa1348057e2f6556ad6b1318a024a838f21af1fde"
                + "048977eb48f59ffd4924ca1c60902e52f0a089bc76897040e082f93776384864"
                + "5e0705");
        byte[] expected = hex("f3ffc7703f9400e52a7dfb4b3d3305d98e993b9f48681273c29650ba32fc76ce"
                + "48332ea7164d96a4476fb8c531a1186ac0dfc17c98dce87b4da7f011ec48c972"
                + "71d2c20f9b928fe2270d6fb863d51738b48eeee314a7cc8ab932164548e526ae"
                + "90224368517acfeabd6bb3732bc0e9da99832b61ca01b6de56244a9e88d5f9b3"
                + "7973f622a43d14a6599b1f654cb45a74e355a5");

        byte[] sealed = SecretBox.seal(key, nonce, plain);

        assertThat(HexFormat.of().formatHex(sealed, 24, sealed.length))
                .isEqualTo(HexFormat.of().formatHex(expected));
        assertThat(SecretBox.open(key, sealed)).isEqualTo(plain);
    }

    /** Test case 14 in the original description of GCM. */
    @Test
    void aesGcmGivesTheResultOfItsSpecification() throws Exception {
        byte[] sealed = AesGcm.seal(new byte[32], new byte[12], new byte[16]);

        assertThat(HexFormat.of().formatHex(sealed, 12, sealed.length))
                .isEqualTo("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919");
        assertThat(AesGcm.open(new byte[32], sealed)).isEqualTo(new byte[16]);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    @Test
    void secretsAreNotShown() {
        assertThat(new PassthruKey("k", PayloadCipher.AES256GCM, SECRET)).hasToString("PassthruKey[k, aes256gcm]");
        assertThatThrownBy(() -> new PassthruKey("k", PayloadCipher.AES256GCM, new byte[16]))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
