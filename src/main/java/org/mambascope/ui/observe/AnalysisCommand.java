package org.mambascope.ui.observe;

import org.mambascope.model.LoadedModel;
import org.mambascope.session.ObservedSource;
import org.mambascope.ui.action.CommandLine;
import org.mambascope.ui.session.ImageSet;
import org.mambascope.ui.session.Session;
import org.mambascope.ui.session.ViewOptions;
import org.mambascope.ui.text.Texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The command that analyses in a terminal what the window shows. */
final class AnalysisCommand {
    private AnalysisCommand() {}

    /**
     * The command; empty as long as a model or images are missing.
     *
     * @param block whose figures are drawn; all if empty
     */
    static Optional<String> of(Session session, OptionalInt block) {
        return session.modelProperty()
                .get()
                .flatMap(
                        model ->
                                session.imagesProperty()
                                        .get()
                                        .map(images -> of(session, model, images, block)));
    }

    private static String of(
            Session session, LoadedModel model, ImageSet images, OptionalInt block) {
        ViewOptions options = session.options();
        List<String> arguments = new ArrayList<>(List.of("analyze"));
        arguments.addAll(session.modelArguments(model));
        arguments.add("--images");
        images.sources().forEach(source -> arguments.add(source.toString()));
        arguments.addAll(List.of("--out", "analysis"));
        arguments.addAll(
                List.of(
                        "--outlier-threshold",
                        String.format(
                                Locale.ROOT, "%.0f", options.outlierThresholdProperty().get())));
        arguments.addAll(
                List.of("--bins", Integer.toString(options.histogramBinsProperty().get())));
        if (session.selection().sourceProperty().get() == ObservedSource.SCANS) {
            arguments.add("--scan");
        }
        block.ifPresent(number -> arguments.addAll(List.of("--blocks", Integer.toString(number))));
        boolean sampled = images.size() < images.total();
        if (sampled) {
            arguments.addAll(List.of("--limit", Integer.toString(images.size())));
        }
        return CommandLine.of(arguments) + (sampled ? Texts.of("terminal.sampled") : "");
    }
}
