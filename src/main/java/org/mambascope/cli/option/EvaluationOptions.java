package org.mambascope.cli.option;

import org.mambascope.base.Problem;
import org.mambascope.cli.output.Output;
import org.mambascope.experiment.evaluation.Evaluation;
import org.mambascope.model.LoadedModel;
import org.mambascope.workflow.Evaluations;

import picocli.CommandLine.Option;

import java.util.Optional;

/** The labelled images that models are asked about. */
public final class EvaluationOptions {
    /** No limit. */
    public static final long ALL = Long.MAX_VALUE;

    private final long usual;

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "PATH",
            description =
                    "Labelled images: a folder with one folder a class, a folder with a labels"
                            + " file, or IDX files; for a detector a folder with COCO's"
                            + " annotations.json, or scenes:val.")
    private String dataset;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description =
                    "Only N images of the dataset: the first, or of each class where they lie class"
                            + " by class. Default: 256 for sensitivity, 128 for search, all of them"
                            + " elsewhere.")
    private Optional<Long> limit;

    /**
     * Options of a command.
     *
     * @param usual number of images that it takes by default
     */
    public EvaluationOptions(long usual) {
        this.usual = usual;
    }

    /** The dataset. */
    public String dataset() {
        return dataset;
    }

    /**
     * Number of images that are classified, at most.
     *
     * @throws Problem if the user wants none
     */
    public long limit() {
        if (limit.orElse(1L) < 1) {
            throw new Problem(
                    "Expected at least one image for --limit, found " + limit.get() + ".");
        }
        return limit.orElse(usual);
    }

    /**
     * An evaluation of a model; tells how the dataset was opened and its classes matched, and of
     * images that cannot be read.
     *
     * @throws Problem if the dataset's classes cannot be those of the model
     */
    public Evaluation<?> of(LoadedModel model, Output output) {
        Evaluation<?> evaluation =
                Evaluations.of(
                        model, dataset, output::opened, broken -> output.note(broken.getMessage()));
        evaluation.notes(limit()).forEach(output::note);
        output.fact("classes_matched_by", evaluation.classesMatchedBy());
        return evaluation;
    }
}
