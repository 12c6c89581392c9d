package org.mambascope.quant.estimate;

import org.mambascope.activation.PointAccumulator;
import org.mambascope.activation.PointStatistics;
import org.mambascope.model.LayerSite;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.TokenOrder;
import org.mambascope.quant.range.ActivationParameters;
import org.mambascope.quant.range.CalibrationInput;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Input of a layer as a method rounds it.
 *
 * @param values of the sample, in the method's basis
 * @param levels at the widest of its steps, ascending; not copied, not to be changed
 */
public record RoundedInput(PointStatistics values, double[] levels) {
    /** Of a layer's input in the method's basis. */
    static RoundedInput of(
            LayerSite site, CalibrationInput input, ActivationParameters steps, int top) {
        PointAccumulator accumulator =
                new PointAccumulator(
                        new ObservationPoint(
                                site.input().name(),
                                site.block(),
                                site.kind(),
                                site.inputChannels(),
                                TokenOrder.unplaced(input.tokens())));
        accumulator.add(input.values());
        PointStatistics values = accumulator.finish();
        return new RoundedInput(values, levels(values, steps, top).toArray());
    }

    private static DoubleStream levels(
            PointStatistics values, ActivationParameters steps, int top) {
        return switch (steps) {
            case ActivationParameters.None() -> DoubleStream.empty();
            case ActivationParameters.Static(float[] all, float[] zeros) -> {
                int widest = widest(all);
                yield levels(all[widest], zeros[widest], top);
            }
            case ActivationParameters.Outliers(float[] all) ->
                    levels(all[widest(all)], top / 2, top / 2 * 2);
            case ActivationParameters.Dynamic() -> {
                double low = Math.min(0, values.values().minimum());
                double step = (Math.max(0, values.values().maximum()) - low) / top;
                yield step > 0 ? levels(step, Math.rint(-low / step), top) : DoubleStream.of(0);
            }
        };
    }

    private static DoubleStream levels(double step, double zero, int top) {
        return IntStream.rangeClosed(0, top).mapToDouble(code -> (code - zero) * step);
    }

    private static int widest(float[] steps) {
        int widest = 0;
        for (int i = 1; i < steps.length; i++) {
            widest = steps[i] > steps[widest] ? i : widest;
        }
        return widest;
    }
}
