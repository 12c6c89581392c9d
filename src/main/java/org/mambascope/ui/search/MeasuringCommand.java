package org.mambascope.ui.search;

import ai.djl.Device;

import org.mambascope.experiment.run.Run;
import org.mambascope.experiment.search.CostKind;
import org.mambascope.model.LoadedModel;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.tensor.device.Devices;
import org.mambascope.ui.action.CommandLine;
import org.mambascope.ui.session.Session;
import org.mambascope.workflow.LayerStudy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The commands that measure in a terminal what Compare measures. */
public final class MeasuringCommand {
    private MeasuringCommand() {}

    /**
     * Accuracy of the open model and of runs; empty as long as a model or images are missing.
     *
     * @param limit number of images; {@link Integer#MAX_VALUE} for all
     */
    public static Optional<String> accuracy(
            Session session, List<Run> runs, List<Path> dataset, int limit) {
        return session.modelProperty()
                .get()
                .filter(open -> dataset.size() == 1)
                .map(open -> accuracy(open, runs, dataset.getFirst(), limit));
    }

    private static String accuracy(LoadedModel open, List<Run> runs, Path dataset, int limit) {
        List<String> arguments = new ArrayList<>(List.of("evaluate"));
        List<Run> made = runs.stream().filter(run -> !run.isOriginal()).toList();
        if (made.isEmpty()) {
            arguments.add(open.file().toString());
        }
        made.forEach(run -> arguments.add(run.made().file().toString()));
        arguments.addAll(List.of("--dataset", dataset.toString()));
        if (!made.isEmpty()) {
            arguments.addAll(List.of("--reference", open.file().toString()));
        }
        if (limit < Integer.MAX_VALUE) {
            arguments.addAll(List.of("--limit", Integer.toString(limit)));
        }
        return CommandLine.of(arguments);
    }

    /** Each layer alone; empty as long as something is missing, or for a method that learns. */
    static Optional<String> sensitivity(Session session, LayerStudies studies) {
        return studies.now()
                .filter(study -> !study.plan().recipe().learned())
                .flatMap(
                        study ->
                                layers(
                                        session,
                                        "sensitivity",
                                        study,
                                        List.of("--bits", study.plan().bits().all().toString())));
    }

    /** A search; empty as long as something is missing. */
    static Optional<String> search(
            Session session,
            LayerStudies studies,
            List<LayerBits> offered,
            Map<CostKind, Double> budgets) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--bits",
                                offered.stream()
                                        .map(bits -> bits.toString().toLowerCase(Locale.ROOT))
                                        .collect(Collectors.joining(","))));
        budgets.forEach((bound, budget) -> arguments.addAll(budget(bound, budget)));
        return studies.now().flatMap(study -> layers(session, "search", study, arguments));
    }

    /** Rounded up, so that what just meets it still does. */
    private static List<String> budget(CostKind bound, double budget) {
        return switch (bound) {
            case SIZE -> List.of("--size", "%.0f".formatted(Math.ceil(budget)));
            case OPERATIONS -> List.of("--bit-operations", "%.0f".formatted(Math.ceil(budget)));
            case LATENCY ->
                    List.of(
                            "--latency",
                            String.format(Locale.ROOT, "%.2fms", Math.ceil(100 * budget) / 100));
        };
    }

    private static Optional<String> layers(
            Session session, String command, LayerStudy study, List<String> more) {
        if (study.images().size() != 1) {
            return Optional.empty();
        }
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(session.modelArguments(study.model()));
        arguments.addAll(List.of("--method", study.plan().method().id()));
        arguments.addAll(more);
        arguments.addAll(List.of("--dataset", study.images().getFirst().toString()));
        arguments.addAll(List.of("--limit", Integer.toString(study.limit())));
        arguments.addAll(study.calibration().arguments());
        study.plan()
                .recipe()
                .smoothing()
                .ifPresent(
                        alpha ->
                                arguments.addAll(
                                        List.of(
                                                "--alpha",
                                                String.format(Locale.ROOT, "%.2f", alpha))));
        return Optional.of(CommandLine.of(arguments));
    }

    /** Time of the open model; empty as long as there is none. */
    public static Optional<String> time(Session session, Device device, int batch) {
        return session.modelProperty()
                .get()
                .map(
                        open -> {
                            List<String> arguments = new ArrayList<>(List.of("benchmark"));
                            arguments.addAll(session.modelArguments(open));
                            arguments.addAll(List.of("--batch", Integer.toString(batch)));
                            if (device.isGpu()) {
                                arguments.addAll(List.of("--device", Devices.nameOf(device)));
                            }
                            return CommandLine.of(arguments);
                        });
    }
}
