package org.mambascope.quant;

import org.mambascope.model.LoadedModel;

import java.util.Optional;

/**
 * A model that is ready to run, quantised or not.
 *
 * @param model with its quantised layers in place
 * @param quantised what the file says of the quantisation; empty for an original
 * @param execution how its layers are computed
 * @param computed the same in words that a figure is given with
 */
public record OpenedModel(
        LoadedModel model, Optional<QuantisedFile> quantised, Execution execution, String computed)
        implements AutoCloseable {
    @Override
    public void close() {
        model.close();
    }
}
