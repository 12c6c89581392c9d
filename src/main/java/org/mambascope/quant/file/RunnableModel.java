package org.mambascope.quant.file;

import org.mambascope.model.LoadedModel;
import org.mambascope.quant.half.HalfLinear;
import org.mambascope.quant.layer.Execution;

import java.util.Optional;

/**
 * A model that is ready to run, quantised or not.
 *
 * @param model with its quantised layers in place
 * @param quantised contents of the quantised file; empty for an original
 * @param execution how its layers are computed
 * @param computed the execution in words, given with every figure
 */
public record RunnableModel(
        LoadedModel model, Optional<QuantisedFile> quantised, Execution execution, String computed)
        implements AutoCloseable {
    /** Says which layers' numbers left the range of 16-bit floats so far; empty if none did. */
    public Optional<String> overflow() {
        return HalfLinear.overflow(model.network());
    }

    @Override
    public void close() {
        model.close();
    }
}
