package org.mambascope.cli.option;

import org.mambascope.model.architecture.ModelConfiguration;
import org.mambascope.training.OptimiserSettings;
import org.mambascope.training.Task;

/**
 * What a training of one task is made of, before the options that all tasks share.
 *
 * @param configuration of the new model
 * @param batch images per step unless another number is asked for
 * @param optimisation settings unless others are asked for
 */
public record TrainingChoices(
        ModelConfiguration configuration, Task task, int batch, OptimiserSettings optimisation) {}
