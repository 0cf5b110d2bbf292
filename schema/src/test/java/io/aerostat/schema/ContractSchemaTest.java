package io.aerostat.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.aerostat.client.annotation.Arg;
import io.aerostat.client.annotation.Contract;
import io.aerostat.client.annotation.Procedure;
import io.aerostat.client.annotation.Topic;
import io.aerostat.client.annotation.WampError;
import io.aerostat.client.pubsub.Subscription;
import io.aerostat.client.session.Session;
import io.aerostat.client.value.ArgumentMismatch;
import io.aerostat.client.value.ValueMapper;
import io.aerostat.test.junit.WampRouter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ContractSchemaTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    enum Size {
        SMALL,
        LARGE
    }

    record Item(String article, int pieces, Size size, Optional<String> note, List<Item> parts) {}

    @WampError("com.shop.error.closed")
    public static class Closed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public Closed() {}
    }

    @Contract(value = "com.shop", errors = Closed.class)
    interface Shop {
        @Procedure("order")
        CompletableFuture<Integer> order(Item item, Optional<Integer> limit, @Arg("urgent") boolean urgent);

        @Procedure("count")
        Flow.Publisher<Long> count();

        @Procedure("close")
        void close();

        @Topic("sold")
        void sold(List<Item> items, byte[] receipt);

        @Topic("sold")
        Subscription onSold(Consumer<List<Item>> listener);

        @Topic("opened")
        Subscription onOpened(Consumer<String> listener);
    }

    private static final JsonNode DESCRIPTION =
            JSON.readTree(ContractSchema.of(Shop.class).json());

    @Test
    void describesEachProcedureAndTopic() {
        assertThat(DESCRIPTION.at("/contract").asString()).isEqualTo("com.shop");
        assertThat(DESCRIPTION.get("procedures").propertyNames())
                .containsExactlyInAnyOrder("com.shop.order", "com.shop.count", "com.shop.close");
        assertThat(DESCRIPTION.get("topics").propertyNames())
                .containsExactlyInAnyOrder("com.shop.sold", "com.shop.opened");
        JsonNode count = DESCRIPTION.get("procedures").get("com.shop.count");
        assertThat(count.get("progressive").asBoolean()).isTrue();
        assertThat(count.get("match").asString()).isEqualTo("exact");
        assertThat(count.get("errors").get(0).asString()).isEqualTo("com.shop.error.closed");
    }

    private static final String ITEM = "{\"article\":\"balloon\",\"pieces\":2,\"size\":\"SMALL\",\"parts\":[]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'args':[ITEM],'kwargs':{'urgent':true}}          | ",
                "{'args':[ITEM,3],'kwargs':{'urgent':true}}        | ",
                "{'args':[ITEM,null],'kwargs':{'urgent':true}}     | ",
                "{'args':[ITEM,3,4],'kwargs':{'urgent':true,'x':1}}| ",
                "{'args':[ITEM]}                                   | ``",
                "{'kwargs':{'urgent':true}}                        | ``",
                "{'args':[],'kwargs':{'urgent':true}}              | /args",
                "{'args':[ITEM],'kwargs':{'urgent':1}}             | /kwargs/urgent",
                "{'args':['x'],'kwargs':{'urgent':true}}           | /args/0",
                "{'args':[ITEM,'x'],'kwargs':{'urgent':true}}      | /args/1",
                "{'args':[{'article':'b','pieces':'x'}],'kwargs':{'urgent':true}}  | /args/0/pieces",
                "{'args':[{'article':'b','pieces':2,'size':'HUGE'}],'kwargs':{'urgent':true}}  | /args/0/size",
                "{'args':[{'pieces':2,'parts':[{'pieces':true}]}],'kwargs':{'urgent':true}}  | /args/0/parts/0/pieces",
                "{'args':[{'article':'b'}],'kwargs':{'urgent':true}}  | /args/0"
            })
    void theSchemaOfACallAcceptsWhatTheClientReads(String payload, String fault) {
        String text = payload.replace('\'', '"').replace("ITEM", ITEM);

        assertThat(faults(DESCRIPTION.at("/procedures").get("com.shop.order").get("call"), text))
                .isEqualTo(fault == null ? List.of() : List.of(fault));
    }

    /** The client must be able to read what the schema accepts. The client also reads numbers from texts. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'pieces':2}                                   | true",
                "{'article':null,'pieces':2,'size':null}        | true",
                "{'article':'b','pieces':2,'note':null}         | true",
                "{'article':'b','pieces':2,'unrelated':[1]}     | true",
                "{'article':'b','pieces':2.0}                   | true",
                "{'article':'b'}                                | false",
                "{'article':'b','pieces':null}                  | false",
                "{'article':'b','pieces':2.5}                   | false",
                "{'article':'b','pieces':'2'}                   | false",
                "{'article':'b','pieces':2,'size':'HUGE'}       | false",
                "{'article':7,'pieces':2}                       | false",
                "{'article':'b','pieces':2,'parts':{}}          | false"
            })
    void theSchemaAcceptsOnlyWhatTheClientReads(String item, boolean fits) {
        String text = item.replace('\'', '"');

        assertThat(faults(
                                DESCRIPTION.at("/topics").get("com.shop.sold").get("event"),
                                "{\"args\":[[" + text + "],\"\"]}")
                        .isEmpty())
                .isEqualTo(fits);
        assertThat(!fits || isReadable(JSON.readValue(text, Object.class))).isTrue();
    }

    private static boolean isReadable(Object value) {
        try {
            ValueMapper.DEFAULT.fromWamp(ValueMapper.DEFAULT.toWamp(value), Item.class, "item");
            return true;
        } catch (ArgumentMismatch e) {
            return false;
        }
    }

    @Test
    void describesResultsAndEvents() {
        JsonNode procedures = DESCRIPTION.get("procedures");
        JsonNode sold = DESCRIPTION.get("topics").get("com.shop.sold").get("event");
        JsonNode opened = DESCRIPTION.get("topics").get("com.shop.opened").get("event");

        assertThat(faults(procedures.get("com.shop.order").get("result"), "{\"args\":[\"x\"]}"))
                .containsExactly("/args/0");
        assertThat(faults(procedures.get("com.shop.close").get("result"), "{}")).isEmpty();
        assertThat(faults(sold, "{\"args\":[[" + ITEM + "],\"AAEC\"]}")).isEmpty();
        assertThat(faults(sold, "{\"args\":[[1],\"AAEC\"]}")).containsExactly("/args/0/0");
        assertThat(faults(opened, "{\"args\":[1]}")).containsExactly("/args/0");
    }

    private static List<String> faults(JsonNode schema, String payload) {
        Schema compiled = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
        return compiled.validate(JSON.readTree(payload)).stream()
                .map(fault -> fault.getInstanceLocation().toString())
                .distinct()
                .toList();
    }

    @Test
    void refusesAnInterfaceThatIsNoContract() {
        assertThatThrownBy(() -> ContractSchema.of(Runnable.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found no interface with @Contract");
    }

    @Test
    @WampRouter
    void aProcedureDescribesTheContract(Session service, Session client) {
        ContractSchema.of(Shop.class).serve(service).await(Duration.ofSeconds(60));

        Map<?, ?> description =
                client.call("schema.describe.com.shop").as(Map.class).await(Duration.ofSeconds(60));

        assertThat(JSON.writeValueAsString(description))
                .isEqualTo(JSON.writeValueAsString(ContractSchema.of(Shop.class).values()));
    }

    @Test
    void aBuildWritesTheDescriptionToAFile(@TempDir Path folder) throws Exception {
        SchemaFiles.main(folder.toString(), Shop.class.getName());

        assertThat(Files.readString(folder.resolve("com.shop.json")))
                .isEqualTo(ContractSchema.of(Shop.class).json() + "\n");
    }

    @Test
    void theGuideShowsHowToServeADescription() throws Exception {
        assertThat(Files.readString(Path.of("../docs/contracts.md")))
                .contains("ContractSchema.of(BalloonService.class).serve(session).await(Duration.ofSeconds(10));")
                .contains(SchemaFiles.class.getName())
                .contains(ContractSchema.DESCRIBE + "com.balloon");
    }

    @Test
    void theProgramNamesTheMissingArguments() {
        assertThatThrownBy(() -> SchemaFiles.main("target"))
                .hasMessage("found 1 arguments (expected a folder, and the names of one or more interfaces)");
    }
}
