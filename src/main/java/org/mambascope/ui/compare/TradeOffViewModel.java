package org.mambascope.ui.compare;

import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

import org.mambascope.experiment.run.Run;
import org.mambascope.report.Figure;
import org.mambascope.report.TradeOff;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.FigureCardViewModel;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.session.Session;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The chart of accuracy against what a run costs. */
public final class TradeOffViewModel {
    private final BooleanProperty againstTime = new SimpleBooleanProperty(false);
    private final FigureCardViewModel card;
    private final Runs runs;

    TradeOffViewModel(Session session, Runs runs, FileDialogs dialogs) {
        this.runs = runs;
        this.card =
                new FigureCardViewModel(
                        Bindings.createObjectBinding(this::figure, runs.all(), againstTime),
                        session,
                        dialogs);
    }

    /** Whether it shows time instead of size. */
    public BooleanProperty againstTime() {
        return againstTime;
    }

    /** Accuracy against size or time. */
    public FigureCardViewModel card() {
        return card;
    }

    private Optional<Figure> figure() {
        List<TradeOff.Model> models =
                runs.all().stream()
                        .filter(run -> !run.hidden())
                        .flatMap(run -> model(run).stream())
                        .toList();
        return models.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new TradeOff(
                                againstTime.get() ? "time of an image (ms)" : "size (MB)",
                                "top-1 (%)",
                                models));
    }

    private Optional<TradeOff.Model> model(Run run) {
        OptionalDouble cost = cost(run);
        return cost.isEmpty()
                ? Optional.empty()
                : run.accuracy()
                        .map(
                                found ->
                                        new TradeOff.Model(
                                                run.name(), cost.getAsDouble(), found.top1()));
    }

    private OptionalDouble cost(Run run) {
        if (!againstTime.get()) {
            return OptionalDouble.of(run.made().bytes() / 1e6);
        }
        return run.time()
                .map(time -> OptionalDouble.of(time.medianMs() / time.batch()))
                .orElse(OptionalDouble.empty());
    }
}
