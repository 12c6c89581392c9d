package org.mambascope.quant;

import org.mambascope.model.LoadedModel;

import java.util.Optional;

/**
 * A model that is ready to run, quantised or not.
 *
 * @param model with its quantised layers in place
 * @param quantised what the file says of the quantisation; empty for an original
 * @param execution how its layers are computed
 */
public record OpenedModel(
        LoadedModel model, Optional<QuantisedFile> quantised, Execution execution)
        implements AutoCloseable {
    @Override
    public void close() {
        model.close();
    }
}
