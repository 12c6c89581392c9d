package org.mambascope.ui.figure;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.report.Figure;
import org.mambascope.report.FigureTheme;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.session.Jobs;

import java.util.Optional;
import java.util.function.Supplier;

/** A figure: what it is, what lies under the pointer, how it is saved. */
public class FigureCardViewModel {
    private final ObjectProperty<Optional<String>> reading =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObservableValue<Optional<Figure>> figure;
    private final ObservableValue<String> title;
    private final ObservableValue<String> subtitle;
    private final Jobs jobs;
    private final FileDialogs dialogs;
    private final Supplier<String> subject;

    /**
     * A card.
     *
     * @param figure what is shown; empty for nothing
     * @param jobs that write files
     * @param subject of the figure, which its file is named after
     */
    public FigureCardViewModel(
            ObservableValue<Optional<Figure>> figure,
            Jobs jobs,
            FileDialogs dialogs,
            Supplier<String> subject) {
        this.figure = figure;
        this.jobs = jobs;
        this.dialogs = dialogs;
        this.subject = subject;
        this.title = figure.map(some -> some.map(Figure::title).orElse(""));
        this.subtitle =
                Bindings.createStringBinding(
                        () ->
                                reading.get()
                                        .or(() -> figure.getValue().map(Figure::subtitle))
                                        .orElse(""),
                        reading,
                        figure);
    }

    public final ObservableValue<Optional<Figure>> figure() {
        return figure;
    }

    public final ObservableValue<String> title() {
        return title;
    }

    /** What is drawn, or what lies under the pointer. */
    public final ObservableValue<String> subtitle() {
        return subtitle;
    }

    /** Reads the figure at a place in its data coordinates. */
    public final void read(double x, double y) {
        reading.set(figure.getValue().flatMap(some -> some.reading(x, y)));
    }

    /** The pointer has left. */
    public final void stopReading() {
        reading.set(Optional.empty());
    }

    /** Chooses what stands at a place, in figures where something can be chosen. */
    public void pick(double x) {}

    /** Goes to a neighbour of what is chosen. */
    public void move(int steps) {}

    /** The command that draws the figure in a terminal; empty where there is none. */
    public Optional<String> inTerminal() {
        return Optional.empty();
    }

    /** What saves the figure's numbers. */
    public final TableExport numbers() {
        return new TableExport(
                jobs,
                dialogs,
                () -> figure.getValue().map(this::name).orElse(""),
                () -> figure.getValue().map(Figure::data));
    }

    /**
     * Asks where to, and saves the figure.
     *
     * @param dpi pixels per inch, where it is made of pixels
     */
    public final void save(FigureFormat format, FigureTheme theme, int dpi) {
        figure.getValue().ifPresent(shown -> save(shown, format, theme, dpi));
    }

    private void save(Figure shown, FigureFormat format, FigureTheme theme, int dpi) {
        dialogs.saveAs(TableExport.fileName(name(shown)) + "." + format.ending())
                .ifPresent(
                        file ->
                                jobs.write(
                                        file, to -> format.write(shown, theme, dpi, to), () -> {}));
    }

    private String name(Figure shown) {
        return subject.get() + "-" + shown.title();
    }
}
