package org.mambascope.cli.command;

import org.mambascope.cli.option.ModelOptions;
import org.mambascope.cli.output.Output;
import org.mambascope.model.Assumption;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ModelSummary;
import org.mambascope.report.text.NumberFormatting;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.List;
import java.util.concurrent.Callable;

/** {@code inspect MODEL}. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description =
                "Says what a weight file holds: architecture, sizes, layers that can be quantised,"
                        + " what was assumed.")
public final class InspectCommand implements Callable<Integer> {
    @Mixin private ModelOptions model;
    @Mixin private Output output;

    /** A layer for JSON. */
    record Layer(
            String name,
            int block,
            String kind,
            int inputChannels,
            int outputChannels,
            int tokens) {
        static Layer of(LayerSite site) {
            return new Layer(
                    site.name(),
                    site.block(),
                    site.kind(),
                    site.inputChannels(),
                    site.outputChannels(),
                    site.order().length());
        }
    }

    /** An assumption for JSON. */
    record Assumed(String argument, String value, String meaning, String reason) {
        static Assumed of(Assumption assumption) {
            return new Assumed(
                    assumption.argument(),
                    assumption.value(),
                    assumption.words(),
                    assumption.reason().words());
        }
    }

    /** The result for JSON. */
    record Inspection(
            String file,
            ModelSummary model,
            int inputChannels,
            List<String> classes,
            Object preprocessing,
            List<Assumed> assumptions,
            List<String> notes,
            List<Layer> layers) {}

    @Override
    public Integer call() {
        try (LoadedModel loaded = model.loadForTensors(output)) {
            List<Layer> layers = loaded.network().layers().stream().map(Layer::of).toList();
            if (output.isJson()) {
                output.json(
                        new Inspection(
                                loaded.file().toString(),
                                loaded.network().summary(),
                                loaded.network().colours(),
                                loaded.classes(),
                                loaded.preprocessing().toJson(),
                                loaded.assumptions().stream().map(Assumed::of).toList(),
                                loaded.notes(),
                                layers));
            } else {
                print(loaded, layers);
            }
        }
        return 0;
    }

    private void print(LoadedModel loaded, List<Layer> layers) {
        ModelSummary summary = loaded.network().summary();
        output.line("%s", loaded.name());
        output.line("  family      %s, %s", summary.family(), summary.form());
        output.line("  parameters  %,d", summary.parameters());
        output.line(
                "  input       %d × %d pixels, %s, patches of %d",
                summary.imageWidth(),
                summary.imageHeight(),
                NumberFormatting.counted(loaded.network().colours(), "channel"),
                summary.patchSize());
        output.line(
                "  blocks      %d, width %d, state %d",
                summary.blocks(), summary.width(), summary.stateSize());
        output.line("  tokens      %d", summary.tokens());
        output.line("  classes     %d", summary.classes());
        if (!loaded.assumptions().isEmpty()) {
            output.line("  assumed, since the weights cannot tell:");
        }
        for (Assumption each : loaded.assumptions()) {
            output.line(
                    "    %s=%s  %s (%s)",
                    each.argument(), each.value(), each.words(), each.reason().words());
        }
        output.line("  layers that can be quantised: %d", layers.size());
        for (Layer layer : layers) {
            output.line(
                    "    %-36s %5d → %-5d %5d tokens",
                    layer.name(), layer.inputChannels(), layer.outputChannels(), layer.tokens());
        }
    }
}
