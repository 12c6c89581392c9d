package org.mambascope.base.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.base.Problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

@DisplayName("The fields of a JSON object")
class JsonFieldsTest {
    private static final JsonFields PLAN =
            JsonFields.parse(
                    """
                    {"weight": 4, "scale": 0.5, "name": "a", "on": true, "none": null,
                     "layers": {"x": {"weight": 8}}, "list": [{"a": 1}, {"a": 2}], "words": ["u", "v"]}
                    """,
                    "plan.json");

    @Test
    @DisplayName("are read by kind")
    void kinds() {
        assertThat(PLAN.wholeNumber("weight", 2, 32)).hasValue(4);
        assertThat(PLAN.number("scale", 0, 1)).hasValue(0.5);
        assertThat(PLAN.text("name")).contains("a");
        assertThat(PLAN.flag("on")).contains(true);
        assertThat(
                        PLAN.requiredObject("layers")
                                .requiredObject("x")
                                .requiredWholeNumber("weight", 2, 8))
                .isEqualTo(8);
        assertThat(PLAN.objects("list"))
                .extracting(item -> item.wholeNumber("a", 0, 9).getAsInt())
                .containsExactly(1, 2);
        assertThat(PLAN.texts("words")).containsExactly("u", "v");
    }

    @Test
    @DisplayName("that are null or missing are empty")
    void missing() {
        assertThat(PLAN.text("none")).isEmpty();
        assertThat(PLAN.wholeNumber("other", 0, 1)).isEmpty();
        assertThat(PLAN.objects("other")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("are refused with their path where they are not as expected")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"weight\": \"4\"}       | plan.json: layers.x.weight | \"4\"",
                "{\"weight\": 4.5}         | plan.json: layers.x.weight | 4.5",
                "{\"weight\": 1}           | plan.json: layers.x.weight | 1",
                "{\"weight\": 4294967300}  | plan.json: layers.x.weight | 4294967300",
                "{\"weight\": 1e400}       | plan.json: layers.x.weight | found",
                "{\"weight\": [4]}         | plan.json: layers.x.weight | [4]",
                "{}                        | plan.json: layers.x.weight | nothing",
            })
    void refused(String layer, String place, String found) {
        JsonFields plan = JsonFields.parse("{\"layers\": {\"x\": " + layer + "}}", "plan.json");

        assertThatThrownBy(
                        () ->
                                plan.requiredObject("layers")
                                        .requiredObject("x")
                                        .requiredWholeNumber("weight", 2, 32))
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll(place, found);
    }

    @Test
    @DisplayName("of unknown names are refused with the nearest name")
    void unknown() {
        assertThatThrownBy(
                        () ->
                                JsonFields.parse("{\"wieght\": 4}", "plan.json")
                                        .only("weight", "layers"))
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll("plan.json", "wieght", "weight");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("are refused where the text is no JSON object, or says something twice")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[1]",
                "3",
                "null",
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": 1} x",
                "{\"a\": ",
                "{'a': 1}"
            })
    void broken(String text) {
        assertThatThrownBy(() -> JsonFields.parse(text, "plan.json"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("plan.json");
    }

    @Test
    @DisplayName("what is said twice or nested beyond any description is told in plain words")
    void brokenInWords() {
        assertThatThrownBy(() -> JsonFields.parse("{\"a\": 1, \"a\": 2}", "plan.json"))
                .isInstanceOf(Problem.class)
                .hasMessageMatching(
                        "plan.json: expected JSON, found an error at line 1, column \\d+: the field a is there twice\\.");
        assertThatThrownBy(() -> JsonFields.parse("{\"a\":".repeat(3000) + "1", "plan.json"))
                .isInstanceOf(Problem.class)
                .hasMessageEndingWith("brackets, numbers or names beyond any description.");
    }

    @Test
    @DisplayName("are read from a file with a byte-order mark")
    void mark(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "\uFEFF{\"a\": 1}");

        assertThat(JsonFields.read(file).wholeNumber("a", 0, 9)).hasValue(1);
    }

    @Test
    @DisplayName("of a file that is missing, or is no text, are refused by its name")
    void unreadable(@TempDir Path folder) throws IOException {
        Path bytes = Files.write(folder.resolve("b.json"), new byte[] {(byte) 0xff, (byte) 0xc0});

        assertThatThrownBy(() -> JsonFields.read(bytes))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("b.json");
        assertThatThrownBy(() -> JsonFields.read(folder.resolve("none.json")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("none.json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{`weight`: NaN}", "{`weight`: 1", "{`weight`: `a", "{`weight`: tru}"})
    @DisplayName("what is no JSON is refused by its place, without words for programmers")
    void brokenJson(String text) {
        String json = text.replace('`', '"');

        assertThatThrownBy(() -> JsonFields.parse(json, "plan.json"))
                .isInstanceOf(Problem.class)
                .hasMessageContainingAll("plan.json", "line 1", "column")
                .hasMessageNotContainingAny("enable", "Json", "Feature", "source");
    }
}
