package org.mambascope.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.model.layer.ClassToken;
import org.mambascope.report.figure.LossFigure;
import org.mambascope.report.table.Table;
import org.mambascope.report.table.TableFormat;
import org.mambascope.report.text.NumberFormatting;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

class LanguagesTest {
    private static final Pattern PLACE = Pattern.compile("%[.\\d]*[sdf%]");

    @AfterEach
    void speakEnglishAgain() {
        Texts.speak(Locale.ENGLISH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ui/texts", "report/text/figures"})
    @DisplayName("both languages have the same texts, and the same places in them")
    void areComplete(String bundle) throws IOException {
        Properties english = texts(bundle + ".properties");
        Properties german = texts(bundle + "_de.properties");

        assertThat(german.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : english.stringPropertyNames()) {
            assertThat(places(german.getProperty(key)))
                    .as(key)
                    .isEqualTo(places(english.getProperty(key)));
        }
    }

    @Test
    @DisplayName("German is spoken where it is chosen, English where a language is unknown")
    void speaks() {
        Texts.speak(Locale.GERMANY);
        assertThat(Texts.of("blocks.title")).isEqualTo("Blöcke");

        assertThat(new LossFigure(List.of()).title()).isEqualTo("Verlust");

        Texts.speak(Locale.JAPAN);
        assertThat(Texts.of("blocks.title")).isEqualTo("Blocks");
    }

    @Test
    @DisplayName("what a model is said to be is said in the window's language, part by part")
    void speaksOfModels() {
        String english = "class tokens at both ends, rotary position embedding, blocks 1-2, new";
        assertThat(ModelWords.of(english)).isEqualTo(english);

        Texts.speak(Locale.GERMANY);

        assertThat(ModelWords.of(english))
                .isEqualTo("Klassen-Token an beiden Enden, Rotary-Positionen, Blöcke 1-2, new");
        assertThat(ClassToken.values())
                .allSatisfy(
                        token ->
                                assertThat(ModelWords.of(token.words()))
                                        .isNotEqualTo(token.words()));
    }

    @Test
    @DisplayName("German numbers have a comma, and points between thousands")
    void writesNumbersInTheLanguage() {
        Texts.speak(Locale.GERMANY);
        assertThat(NumberFormatting.number(1058.4)).isEqualTo("1.058");
        assertThat(NumberFormatting.number(12.93)).isEqualTo("12,9");
        assertThat(NumberFormatting.number(3)).isEqualTo("3");
        assertThat(NumberFormatting.number(-3.42e-7)).isEqualTo("−3,4 × 10⁻⁷");
        assertThat(NumberFormatting.tick(1500.5)).isEqualTo("1.500,5");
        assertThat(NumberFormatting.count(10_000)).isEqualTo("10.000");
        assertThat(NumberFormatting.roughly(Duration.ofMinutes(100))).isEqualTo("1,7 h");
        assertThat(Numbers.time(Duration.ofMillis(400))).isEqualTo("0,4 s");
        assertThat(Numbers.counted(7_200_000)).isEqualTo("7,2 M");
        assertThat(Numbers.tersely(0.31)).isEqualTo("0,3");
        assertThat(Texts.of("whatif.decibels", 6.5)).isEqualTo("6,5 dB");

        Texts.speak(Locale.JAPAN);
        assertThat(NumberFormatting.number(12.93)).isEqualTo("12.9");
    }

    @Test
    @DisplayName("files keep the point: tables of every format, whatever is spoken")
    void filesKeepThePoint(@TempDir Path folder) throws IOException {
        Table.Builder table = Table.named("numbers", "value");
        table.row(List.of(new Table.Cell.Numeric(1058.25)));
        Map<String, String> english = written(table.build(), folder);

        Texts.speak(Locale.GERMANY);

        assertThat(written(table.build(), folder)).isEqualTo(english);
        assertThat(english.get("csv")).contains("1058.25");
    }

    private static Map<String, String> written(Table table, Path folder) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (TableFormat format : TableFormat.values()) {
            Path file = folder.resolve("table." + format.ending());
            TableFormat.write(table, file);
            texts.put(format.ending(), Files.readString(file));
        }
        return texts;
    }

    private static List<String> places(String text) {
        return PLACE.matcher(text).results().map(MatchResult::group).toList();
    }

    private static Properties texts(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        LanguagesTest.class.getResourceAsStream("/org/mambascope/" + name),
                        StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
