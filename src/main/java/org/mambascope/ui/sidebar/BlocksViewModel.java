package org.mambascope.ui.sidebar;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

import org.mambascope.activation.Measure;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.ObservationPoint;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.text.Texts;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The blocks, each with the largest value of the chosen measure among its layers. */
public final class BlocksViewModel {
    /**
     * A block.
     *
     * @param index from 0
     * @param worst its most fragile point; empty before an analysis
     * @param bar length of its bar, 0 … 1
     * @param most whether no block is worse
     */
    public record Block(int index, Optional<PointStatistics> worst, double bar, boolean most) {}

    private final Session session;
    private final ObservableValue<List<Block>> blocks;
    private final ObservableValue<String> caption;

    public BlocksViewModel(Session session) {
        this.session = session;
        this.blocks =
                Bindings.createObjectBinding(
                        this::blocksNow, session.layers(), session.selection().measureProperty());
        this.caption =
                session.selection()
                        .measureProperty()
                        .map(
                                measure ->
                                        Texts.of(
                                                "measure.largest."
                                                        + measure.name()
                                                                .toLowerCase(Locale.ROOT)
                                                                .replace('_', '-')));
    }

    private List<Block> blocksNow() {
        List<PointStatistics> layers = session.layers().getValue();
        return layers.isEmpty()
                ? session.modelProperty()
                        .get()
                        .map(model -> plain(model.network().summary().blocks()))
                        .orElse(List.of())
                : measured(layers);
    }

    private static List<Block> plain(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> new Block(index, Optional.empty(), 0, false))
                .toList();
    }

    private List<Block> measured(List<PointStatistics> layers) {
        Measure measure = session.selection().measureProperty().get();
        Comparator<PointStatistics> order = Comparator.comparing(measure::of);
        TreeMap<Integer, PointStatistics> worst = new TreeMap<>();
        layers.forEach(
                statistics ->
                        worst.merge(
                                statistics.point().block(),
                                statistics,
                                (a, b) -> order.compare(a, b) >= 0 ? a : b));
        double largest = worst.values().stream().mapToDouble(measure::of).max().orElse(Double.NaN);
        return worst.entrySet().stream()
                .map(
                        entry -> {
                            double value = measure.of(entry.getValue());
                            return new Block(
                                    entry.getKey(),
                                    Optional.of(entry.getValue()),
                                    bar(value, largest),
                                    value == largest);
                        })
                .toList();
    }

    /** On a logarithmic scale, because measures differ by orders of magnitude between blocks. */
    private static double bar(double value, double largest) {
        double length = Math.log1p(value) / Math.log1p(largest);
        return Double.isFinite(length) ? Math.clamp(length, 0.02, 1) : 0;
    }

    public ObservableValue<List<Block>> blocks() {
        return blocks;
    }

    /** Meaning of the bars. */
    public ObservableValue<String> caption() {
        return caption;
    }

    /** Index of the chosen point's block; −1 if none. */
    public ObservableValue<Integer> chosen() {
        return session.selection()
                .pointProperty()
                .map(point -> point.map(ObservationPoint::block).orElse(-1));
    }

    /** Shows the block's layer of the kind in view, or its most fragile one. */
    public void choose(Block block) {
        Optional<ObservationPoint> before = session.selection().pointProperty().get();
        if (before.map(ObservationPoint::block).equals(Optional.of(block.index()))) {
            return;
        }
        Optional<ObservationPoint> same =
                before.flatMap(
                        point ->
                                session.layers().getValue().stream()
                                        .map(PointStatistics::point)
                                        .filter(
                                                other ->
                                                        other.block() == block.index()
                                                                && other.kind()
                                                                        .equals(point.kind()))
                                        .findFirst());
        same.or(() -> block.worst().map(PointStatistics::point))
                .ifPresent(session.selection()::choose);
    }
}
