package org.mambascope.ui.quantise;

import org.mambascope.quant.plan.QuantisationPlan;
import org.mambascope.ui.action.CommandLine;
import org.mambascope.ui.text.Texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The command line that carries a conversion out in a terminal. */
final class ConversionCommand {
    private ConversionCommand() {}

    /**
     * The command, and the plan to save first where single layers have their own bits.
     *
     * @param model the file, and what is said of it elsewhere
     */
    static String of(Conversion conversion, List<String> model) {
        return CommandLine.of(arguments(conversion, model))
                + (isUniform(conversion.plan()) ? "" : Texts.of("terminal.plan"));
    }

    private static boolean isUniform(QuantisationPlan plan) {
        return plan.bits().layers().isEmpty();
    }

    private static List<String> arguments(Conversion conversion, List<String> model) {
        QuantisationPlan plan = conversion.plan();
        String method = plan.method().id();
        List<String> arguments = new ArrayList<>(List.of("quantize"));
        arguments.addAll(model);
        arguments.addAll(
                List.of(
                        "--method",
                        method,
                        "--weight-bits",
                        Integer.toString(plan.bits().all().weight()),
                        "--activation-bits",
                        Integer.toString(plan.bits().all().activation())));
        if (!isUniform(plan)) {
            arguments.addAll(List.of("--plan", method + "-plan.json"));
        }
        arguments.addAll(conversion.calibration().arguments());
        plan.recipe()
                .smoothing()
                .ifPresent(
                        alpha ->
                                arguments.addAll(
                                        List.of(
                                                "--alpha",
                                                String.format(Locale.ROOT, "%.2f", alpha))));
        if (plan.recipe().learned()) {
            arguments.addAll(
                    List.of(
                            "--setting",
                            plan.setting().id(),
                            "--epochs",
                            Integer.toString(plan.setting().epochs())));
        }
        arguments.addAll(
                List.of("--out", conversion.model().name() + "-" + method + ".safetensors"));
        return arguments;
    }
}
