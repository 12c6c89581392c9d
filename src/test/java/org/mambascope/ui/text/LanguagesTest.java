package org.mambascope.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mambascope.report.LossCurves;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
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
    @ValueSource(strings = {"ui/texts", "report/figures"})
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

        assertThat(new LossCurves(List.of()).title()).isEqualTo("Verlust");

        Texts.speak(Locale.JAPAN);
        assertThat(Texts.of("blocks.title")).isEqualTo("Blocks");
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
