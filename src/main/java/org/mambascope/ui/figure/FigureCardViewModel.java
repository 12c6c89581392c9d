package org.mambascope.ui.figure;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

import org.mambascope.model.LoadedModel;
import org.mambascope.report.chart.Figure;
import org.mambascope.report.chart.FigureSize;
import org.mambascope.report.chart.FigureTheme;
import org.mambascope.report.export.FigureFile;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.session.Session;

import java.util.Optional;
import java.util.function.Supplier;

/** A figure: what it is, what lies under the pointer, how it is saved. */
public class FigureCardViewModel {
    private final ObjectProperty<Optional<String>> reading =
            new SimpleObjectProperty<>(Optional.empty());
    private final ObservableValue<Optional<Figure>> figure;
    private final ObservableValue<String> title;
    private final ObservableValue<String> subtitle;
    private final Session session;
    private final FileDialogs dialogs;
    private final Supplier<String> subject;
    private final Supplier<String> caption;

    /** A card of the open model as a whole. */
    public FigureCardViewModel(
            ObservableValue<Optional<Figure>> figure, Session session, FileDialogs dialogs) {
        this(figure, session, dialogs, () -> modelName(session), () -> modelName(session));
    }

    /**
     * A card.
     *
     * @param figure what is shown; empty for nothing
     * @param session whose jobs write files
     * @param subject of the figure, which its file is named after
     * @param caption that the file's figure says it is of: model, block, layer, images, bits
     */
    public FigureCardViewModel(
            ObservableValue<Optional<Figure>> figure,
            Session session,
            FileDialogs dialogs,
            Supplier<String> subject,
            Supplier<String> caption) {
        this.figure = figure;
        this.session = session;
        this.dialogs = dialogs;
        this.subject = subject;
        this.caption = caption;
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

    /** The open model's name; empty without one. */
    protected static String modelName(Session session) {
        return session.modelProperty().get().map(LoadedModel::name).orElse("");
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
                session.jobs(),
                dialogs,
                () -> figure.getValue().map(this::name).orElse(""),
                () -> figure.getValue().map(Figure::data));
    }

    /** The page that saved figures are made for. */
    public final ObjectProperty<FigureSize.Page> page() {
        return session.options().pageProperty();
    }

    /** Whether saved figures keep the mark of what was clicked last. */
    public final BooleanProperty marked() {
        return session.options().markedProperty();
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
        Figure saved = marked().get() ? shown : shown.unmarked();
        String words = caption.get();
        FigureSize size = page().get().at(dpi);
        dialogs.saveAs(TableExport.fileName(name(shown)) + "." + format.ending())
                .ifPresent(
                        file ->
                                session.jobs()
                                        .write(
                                                file,
                                                to ->
                                                        FigureFile.write(
                                                                saved, words, theme, size, to),
                                                () -> {}));
    }

    private String name(Figure shown) {
        return subject.get() + "-" + shown.title();
    }
}
