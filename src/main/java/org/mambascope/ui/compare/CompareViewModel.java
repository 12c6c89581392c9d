package org.mambascope.ui.compare;

import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;

import org.mambascope.experiment.evaluation.PairedComparison;
import org.mambascope.experiment.run.Run;
import org.mambascope.model.LoadedModel;
import org.mambascope.report.figure.ExperimentTables;
import org.mambascope.ui.control.FileDialogs;
import org.mambascope.ui.figure.TableExport;
import org.mambascope.ui.quantise.QuantiseViewModel;
import org.mambascope.ui.run.Runs;
import org.mambascope.ui.search.DatasetViewModel;
import org.mambascope.ui.search.LayerStudies;
import org.mambascope.ui.search.SearchViewModel;
import org.mambascope.ui.search.SensitivityViewModel;
import org.mambascope.ui.session.Session;

import java.util.Optional;
import java.util.Set;

/** The workspace: runs, what is measured of them and of layers, and how two of them differ. */
public final class CompareViewModel {
    private final DatasetViewModel dataset;
    private final ChosenRunsViewModel chosen;
    private final MeasuringViewModel measuring;
    private final DisagreementViewModel disagreement;
    private final TradeOffViewModel tradeOff;
    private final SensitivityViewModel sensitivity;
    private final SearchViewModel search;
    private final TableExport export;
    private final Runs runs;

    public CompareViewModel(
            Session session, FileDialogs dialogs, Runs runs, QuantiseViewModel quantise) {
        this.runs = runs;
        this.dataset = new DatasetViewModel(session, dialogs);
        this.chosen = new ChosenRunsViewModel(session, runs, quantise.conversion(), dialogs);
        this.measuring = new MeasuringViewModel(session, runs, chosen, dataset);
        this.disagreement = new DisagreementViewModel(session, runs, chosen);
        this.tradeOff = new TradeOffViewModel(session, runs, dialogs);
        LayerStudies studies = new LayerStudies(session, quantise, dataset);
        this.sensitivity = new SensitivityViewModel(session, studies);
        this.search = new SearchViewModel(session, studies, quantise, dialogs);
        this.export =
                new TableExport(
                        session.jobs(),
                        dialogs,
                        () ->
                                session.modelProperty().get().map(LoadedModel::name).orElse("")
                                        + "-runs",
                        () ->
                                runs.all().isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(ExperimentTables.runs(runs.all())));
    }

    /** All runs, the open model first. */
    public ObservableList<Run> runs() {
        return runs.all();
    }

    /** Dataset that accuracy is measured on. */
    public DatasetViewModel dataset() {
        return dataset;
    }

    /** The chosen runs. */
    public ChosenRunsViewModel chosen() {
        return chosen;
    }

    /** Accuracy and time. */
    public MeasuringViewModel measuring() {
        return measuring;
    }

    /** Where two of them differ. */
    public DisagreementViewModel disagreement() {
        return disagreement;
    }

    /** Accuracy against size or time. */
    public TradeOffViewModel tradeOff() {
        return tradeOff;
    }

    /** Which layers suffer most. */
    public SensitivityViewModel sensitivity() {
        return sensitivity;
    }

    /** The search for a bit plan. */
    public SearchViewModel search() {
        return search;
    }

    /** Saves the runs and what was measured of them. */
    TableExport export() {
        return export;
    }

    /** Whether the open model finds objects. */
    ObservableValue<Boolean> detects() {
        return chosen.detects();
    }

    /** Difference between a run's predictions and the open model's. */
    public Optional<PairedComparison> comparison(Run run) {
        return RunFacts.comparison(run, runs.original());
    }

    /** Numbers of runs whose files are gone. */
    public ObservableValue<Set<Integer>> lost() {
        return runs.lost();
    }

    /** Speed-up of a run over the open model. */
    public Optional<Double> speedUp(Run run) {
        return runs.original().flatMap(run::speedUp);
    }
}
