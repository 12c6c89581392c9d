package org.mambascope.ui.compare;

import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.transformation.FilteredList;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

import org.mambascope.experiment.evaluation.Measure;
import org.mambascope.experiment.run.Run;
import org.mambascope.report.text.NumberFormatting;
import org.mambascope.ui.look.Style;
import org.mambascope.ui.text.Texts;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Runs as rows, sorted by any column. */
final class RunTable extends TableView<Run> {
    private static final PseudoClass ORIGINAL = PseudoClass.getPseudoClass("original");

    private static final double NAME = 124;
    private static final double EDGE = 4;

    private final CompareViewModel compare;
    private boolean choosing;

    RunTable(CompareViewModel compare, ObservableValue<Style> style) {
        this.compare = compare;
        setId("runs");
        setAccessibleText(Texts.of("workspace.compare"));
        getStyleClass().add("run-table");
        getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        setPlaceholder(new Label(Texts.of("plan.none")));
        getColumns().add(name());
        getColumns().add(words("run.bits", 56, run -> run.made().bits()));
        for (boolean detects : List.of(false, true)) {
            measures(detects)
                    .forEach(
                            column -> {
                                compare.detects()
                                        .subscribe(does -> column.setVisible(does == detects));
                                getColumns().add(column);
                            });
        }
        getColumns()
                .add(
                        numbers(
                                "run.agreement.column",
                                64,
                                run ->
                                        compare.comparison(run)
                                                .map(found -> found.agreement())
                                                .orElse(Double.NaN),
                                number(1)));
        getColumns()
                .add(
                        numbers(
                                "run.sqnr.column",
                                66,
                                run ->
                                        compare.comparison(run)
                                                .map(found -> found.signalToNoise())
                                                .orElse(Double.NaN),
                                number(1)));
        getColumns()
                .add(
                        numbers(
                                "run.median.column",
                                54,
                                run -> run.speed().map(time -> time.medianMs()).orElse(Double.NaN),
                                RunTable::milliseconds,
                                RunTable::whyNoSpeed));
        getColumns()
                .add(
                        numbers(
                                "run.speedup.column",
                                54,
                                run -> compare.speedUp(run).orElse(Double.NaN),
                                number(2),
                                RunTable::whyNoSpeed));
        getColumns()
                .add(numbers("run.size.column", 46, run -> run.made().bytes() / 1e6, number(2)));
        getColumns()
                .add(
                        numbers(
                                "run.operations.column",
                                52,
                                run -> run.made().bitOperations() / 1e9,
                                number(1)));
        getColumns().add(numbers("run.seconds.column", 56, run -> run.made().seconds(), number(1)));
        getColumns().add(words("run.computed", 90, this::computed));
        style.subscribe(chosen -> fit(chosen.zoom()));
        widthProperty().subscribe((before, now) -> fit(style.getValue().zoom()));
        compare.runs().addListener((ListChangeListener<Run>) change -> choosing = true);
        SortedList<Run> sorted =
                new SortedList<>(new FilteredList<>(compare.runs(), run -> !run.hidden()));
        sorted.comparatorProperty().bind(comparatorProperty());
        setItems(sorted);
        compare.detects().subscribe((before, now) -> fit(style.getValue().zoom()));
        compare.lost().subscribe((before, now) -> refresh());
        compare.chosen().numbers().subscribe(this::choose);
        compare.runs().addListener((ListChangeListener<Run>) change -> chooseAgain());
        getSelectionModel()
                .getSelectedItems()
                .addListener((ListChangeListener<Run>) change -> chosen());
    }

    /** How right runs are: classifiers by top-1, detectors by average precision. */
    private static List<TableColumn<Run, Double>> measures(boolean detects) {
        return detects
                ? List.of(
                        first("run.box-ap.column", "box_ap"),
                        other("run.mask-ap.column", "mask_ap"),
                        other("run.box-ap50.column", "box_ap50"))
                : List.of(first("run.top1.column", "top1"));
    }

    /** With its interval, and the marks of footnotes. */
    private static TableColumn<Run, Double> first(String key, String id) {
        return numbers(
                key,
                128,
                run -> measure(run, id).map(Measure::value).orElse(Double.NaN),
                (run, _) -> measure(run, id).map(found -> cell(run, found)).orElse("–"),
                RunTable::footnotes);
    }

    private static TableColumn<Run, Double> other(String key, String id) {
        return numbers(
                key, 64, run -> measure(run, id).map(Measure::value).orElse(Double.NaN), number(1));
    }

    private static Optional<Measure> measure(Run run, String id) {
        return run.measures().stream().filter(known -> known.id().equals(id)).findFirst();
    }

    /** A run whose file is gone says so where it says how it was computed. */
    private String computed(Run run) {
        return compare.lost().getValue().contains(run.number())
                ? Texts.of("run.lost.column")
                : RunFacts.computed(run);
    }

    /** Columns are as wide as their texts need; the name takes what is left. */
    private void fit(double zoom) {
        double left = getWidth() - EDGE;
        for (TableColumn<Run, ?> column :
                getVisibleLeafColumns().subList(1, getVisibleLeafColumns().size())) {
            column.setPrefWidth(zoom * (double) column.getUserData());
            left -= column.getPrefWidth();
        }
        getColumns().getFirst().setPrefWidth(Math.max(NAME * zoom, left));
    }

    private static TableColumn<Run, Run> name() {
        TableColumn<Run, Run> column = new TableColumn<>(Texts.of("run.name"));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
        column.setComparator((first, second) -> first.name().compareTo(second.name()));
        column.setCellFactory(
                own ->
                        new TableCell<>() {
                            @Override
                            protected void updateItem(Run run, boolean empty) {
                                super.updateItem(run, empty);
                                boolean there = !empty && run != null;
                                setText(there ? nameBesideBits(run) : "");
                                setTooltip(there ? new Tooltip(words(run)) : null);
                                pseudoClassStateChanged(ORIGINAL, there && run.isOriginal());
                            }
                        });
        return column;
    }

    /** The bits have a column of their own: a name that ends with them leaves them out. */
    private static String nameBesideBits(Run run) {
        String bits = " " + run.made().bits();
        String name = run.name();
        return name.endsWith(bits) ? name.substring(0, name.length() - bits.length()) : name;
    }

    /** The name, which the column may be too narrow for, and the note. */
    private static String words(Run run) {
        return run.note().isEmpty() ? run.name() : run.name() + "\n" + run.note();
    }

    private static TableColumn<Run, String> words(
            String key, double width, Function<Run, String> value) {
        TableColumn<Run, String> column = new TableColumn<>(Texts.of(key));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setUserData(width);
        return column;
    }

    private static TableColumn<Run, Double> numbers(
            String key,
            double width,
            ToDoubleFunction<Run> value,
            BiFunction<Run, Double, String> text) {
        return numbers(key, width, value, text, run -> Optional.empty());
    }

    /** Numbers some of which need a word. */
    private static TableColumn<Run, Double> numbers(
            String key,
            double width,
            ToDoubleFunction<Run> value,
            BiFunction<Run, Double, String> text,
            Function<Run, Optional<String>> explained) {
        TableColumn<Run, Double> column = new TableColumn<>(Texts.of(key));
        column.getStyleClass().add("numbers");
        column.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(value.applyAsDouble(row.getValue())));
        column.setUserData(width);
        column.setCellFactory(
                own ->
                        new TableCell<>() {
                            @Override
                            protected void updateItem(Double number, boolean empty) {
                                super.updateItem(number, empty);
                                Run run = getTableRow() == null ? null : getTableRow().getItem();
                                boolean there = !empty && number != null && run != null;
                                setText(there ? text.apply(run, number) : "");
                                setTooltip(
                                        there
                                                ? explained
                                                        .apply(run)
                                                        .map(Tooltip::new)
                                                        .orElse(null)
                                                : null);
                            }
                        });
        return column;
    }

    private static BiFunction<Run, Double, String> number(int decimals) {
        DoubleFunction<String> words =
                value ->
                        Double.isNaN(value)
                                ? "–"
                                : Double.isInfinite(value)
                                        ? "∞"
                                        : NumberFormatting.fixed(value, decimals);
        return (run, value) -> words.apply(value);
    }

    private static Optional<String> whyNoSpeed(Run run) {
        return RunFacts.hasNoSpeed(run)
                ? Optional.of(Texts.of("run.simulated.why"))
                : Optional.empty();
    }

    /** What is to be said of an accuracy: one line for each mark behind it. */
    private static Optional<String> footnotes(Run run) {
        return Stream.of(whyFlattered(run), unanswered(run))
                .flatMap(Optional::stream)
                .reduce((first, second) -> first + "\n" + second);
    }

    private static Optional<String> unanswered(Run run) {
        return run.notNumbers() > 0
                ? Optional.of(Texts.of("run.unanswered.why", run.notNumbers(), run.images()))
                : Optional.empty();
    }

    private static Optional<String> whyFlattered(Run run) {
        return run.overlap()
                .filter(found -> found.shared() > 0)
                .map(
                        found ->
                                Texts.of(
                                        "run.overlap.why",
                                        found.shared(),
                                        found.calibration(),
                                        found.test()));
    }

    /** Three digits, so that long times are not cut. */
    private static String milliseconds(Run run, double time) {
        return number(time < 10 ? 2 : time < 100 ? 1 : 0).apply(run, time);
    }

    private static String cell(Run run, Measure found) {
        return Texts.of("run.top1.cell", found.value(), found.low(), found.high())
                + (whyFlattered(run).isPresent() ? " †" : "")
                + (unanswered(run).isPresent() ? " ‡" : "");
    }

    private void chosen() {
        if (!choosing) {
            choosing = true;
            compare.chosen()
                    .numbers()
                    .set(
                            getSelectionModel().getSelectedItems().stream()
                                    .filter(run -> run != null)
                                    .map(Run::number)
                                    .toList());
            choosing = false;
        }
    }

    /** A run that was measured is another row: it stays chosen by its number. */
    private void chooseAgain() {
        choosing = false;
        choose(compare.chosen().numbers().get());
    }

    private void choose(List<Integer> numbers) {
        if (!choosing) {
            choosing = true;
            getSelectionModel().clearSelection();
            getItems().stream()
                    .filter(run -> numbers.contains(run.number()))
                    .forEach(getSelectionModel()::select);
            choosing = false;
        }
    }
}
