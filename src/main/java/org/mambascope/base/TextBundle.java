package org.mambascope.base;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Texts of a resource bundle, with the numbers in them as their language writes them: English
 * unless another language is spoken.
 */
public final class TextBundle {
    private final String name;
    private final Map<Locale, ResourceBundle> read = new ConcurrentHashMap<>();
    private final ScopedValue<Locale> here = ScopedValue.newInstance();

    /** Read by every thread, written once on the start. */
    private volatile Locale spoken = Locale.ENGLISH;

    /** A bundle by its name, as {@code org.mambascope.ui.texts}. */
    public TextBundle(String name) {
        this.name = name;
    }

    /** Speaks a language from now on, or English where there are no texts in it. */
    public void speak(Locale language) {
        spoken = texts(language).getLocale().equals(Locale.ROOT) ? Locale.ENGLISH : language;
    }

    /** The language that is spoken here and now; also of numbers. */
    public Locale language() {
        return here.orElse(spoken);
    }

    /**
     * Runs some work in English whatever the language is, such as writing a file that others read.
     *
     * @return its result
     */
    public <T, X extends Exception> T inEnglish(ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(here, Locale.ENGLISH).call(work);
    }

    /**
     * The text of a key, with {@code arguments} put in as {@link String#format} does.
     *
     * @throws java.util.MissingResourceException if there is no such text
     */
    public String of(String key, Object... arguments) {
        Locale language = language();
        String text = texts(language).getString(key);
        return arguments.length == 0 ? text : String.format(language, text, arguments);
    }

    private ResourceBundle texts(Locale language) {
        return read.computeIfAbsent(
                language,
                wanted ->
                        ResourceBundle.getBundle(
                                name,
                                wanted,
                                ResourceBundle.Control.getNoFallbackControl(
                                        ResourceBundle.Control.FORMAT_PROPERTIES)));
    }
}
