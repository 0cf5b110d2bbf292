import io.aerostat.client.Client;
import io.aerostat.client.error.UnreadablePayload;
import io.aerostat.client.session.Session;
import io.aerostat.protocol.passthru.EncryptingCodec;
import io.aerostat.protocol.passthru.PassthruKey;
import io.aerostat.protocol.passthru.PatternKeyRing;
import io.aerostat.protocol.passthru.PayloadCipher;
import io.aerostat.protocol.uri.MatchPolicy;
import java.security.SecureRandom;
import java.time.Duration;

/** Payloads that the router cannot read, because only the two clients have the key. */
public class EncryptedPayloads {
    private static final Duration DEADLINE = Duration.ofSeconds(10);

    public static void main(String... args) throws Exception {
        String url = args[0];
        for (PayloadCipher cipher : PayloadCipher.values()) {
            byte[] secret = new byte[PayloadCipher.KEY_SIZE];
            new SecureRandom().nextBytes(secret);

            PassthruKey key = new PassthruKey("example-2026", cipher, secret); // 32 bytes that both clients know
            EncryptingCodec codec = new EncryptingCodec(PatternKeyRing.builder()
                    .send(MatchPolicy.PREFIX, "com.example.secret.", key)
                    .build());
            Client sealed =
                    Client.builder().url(url).realm("realm1").payloadCodec(codec).build();
            Client plain = Client.builder().url(url).realm("realm1").build();

            try (sealed;
                    plain) {
                Session session = sealed.connect().await(DEADLINE);
                session.register("com.example.secret.echo", i -> i.arg(0, String.class)).await(DEADLINE);
                String answer = session.call("com.example.secret.echo", "psst").as(String.class).await(DEADLINE);
                System.out.println(cipher + ": " + answer);
                try {
                    plain.connect().await(DEADLINE).call("com.example.secret.echo", "psst").await(DEADLINE);
                } catch (UnreadablePayload unreadable) {
                    System.out.println("unreadable for others");
                }
            }
        }
    }
}
// prints, in any order:
// XSALSA20POLY1305: psst
// unreadable for others
// AES256GCM: psst
// unreadable for others
