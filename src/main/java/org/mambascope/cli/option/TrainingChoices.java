package org.mambascope.cli.option;

import org.mambascope.model.architecture.ModelConfiguration;
import org.mambascope.training.OptimiserSettings;
import org.mambascope.training.Task;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a training of one task is made of, before the options that all tasks share.
 *
 * @param configuration of the new model
 * @param known puts weights that are learned already into the new model's file
 * @param task what is learned
 * @param batch images per step unless another number is asked for
 * @param optimisation settings unless others are asked for
 */
public record TrainingChoices(
        ModelConfiguration configuration,
        Consumer<Path> known,
        Task task,
        int batch,
        OptimiserSettings optimisation) {}
