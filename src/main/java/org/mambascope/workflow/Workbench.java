package org.mambascope.workflow;

import ai.djl.Device;

import org.mambascope.activation.AnalysisResult;
import org.mambascope.activation.PointStatistics;
import org.mambascope.base.Progress;
import org.mambascope.dataset.Dataset;
import org.mambascope.experiment.benchmark.RunTime;
import org.mambascope.experiment.evaluation.Answers;
import org.mambascope.experiment.evaluation.LayerSensitivity;
import org.mambascope.image.Picture;
import org.mambascope.image.Preprocessing;
import org.mambascope.image.content.ImageContents;
import org.mambascope.model.LayerSite;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ObservationPoint;
import org.mambascope.model.detection.Detections;
import org.mambascope.quant.QuantisationJob;
import org.mambascope.quant.QuantisationObserver;
import org.mambascope.quant.estimate.BasisComparison;
import org.mambascope.quant.estimate.LayerSample;
import org.mambascope.quant.file.QuantisedFileSize;
import org.mambascope.quant.plan.LayerBits;
import org.mambascope.quant.plan.QuantisationPlan;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Long-running operations of the window. Called from the background thread; every call may throw a
 * {@link org.mambascope.base.Problem}.
 */
public interface Workbench {
    /** Devices that models can run on, the CPU first. */
    List<Device> devices();

    /** Names of GPUs that could be used if libtorch for CUDA were fetched. */
    List<String> idleCards();

    /**
     * Fetches libtorch for CUDA, which is used after a restart.
     *
     * @return its folder
     */
    Path fetchGpuLibrary(Progress progress);

    /** Reads a model onto a device. */
    LoadedModel load(Path file, Device device, Progress progress);

    /** The file in which this program keeps what the user said of a model; empty if nothing. */
    default Optional<Path> description(Path model) {
        return Optional.empty();
    }

    /**
     * Keeps which of several readings of a weight file the user chose, for the next time it is
     * read.
     *
     * @param arguments of the original constructor by name
     */
    void decide(Path model, Map<String, String> arguments);

    /**
     * Keeps the user's description of a model, for the next time it is read.
     *
     * @param arguments of the original constructor by name
     */
    void describe(
            LoadedModel model,
            Map<String, String> arguments,
            Preprocessing preprocessing,
            DescriptionPlace where);

    /** Forgets what this program keeps of a model. */
    void forget(Path model);

    /** The images in files and folders. */
    Dataset open(List<Path> sources);

    /**
     * Runs a model on all images of a dataset, and looks at some of its points.
     *
     * @param outline receives now and then, on the background thread, statistics so far of the
     *     points that images have passed
     */
    AnalysisResult analyse(
            LoadedModel model,
            Dataset images,
            Collection<ObservationPoint> points,
            Progress progress,
            Consumer<List<PointStatistics>> outline);

    /**
     * Analyses a model, and keeps also the statistics of some single images.
     *
     * @param single numbers of these images, from 0
     */
    Observation overlay(
            LoadedModel model,
            Dataset images,
            Collection<ObservationPoint> points,
            Set<Integer> single,
            Progress progress);

    /** Runs another model on the same images as the open one, and compares their values. */
    PairedAnalysis pair(LoadedModel model, LoadedModel other, Dataset images, Progress progress);

    /** Input of a layer in every basis, and the SQNR of each basis. */
    List<BasisComparison.Finding> bases(
            LoadedModel model,
            LayerSite layer,
            Dataset images,
            BasisQuestion question,
            Progress progress);

    /**
     * Samples of what enters the layers, on which methods can be tried at once.
     *
     * @param images that the model would be calibrated with
     * @return of all quantisable layers, in the order in which they run
     */
    List<LayerSample> samples(LoadedModel model, Dataset images, Progress progress);

    /** Statistics of the matrices of all quantisable layers, in the order in which they run. */
    List<PointStatistics> weights(LoadedModel model, Progress progress);

    /**
     * Quantises the file of a model into a file. If the user stops it, what is done is kept, and
     * the same quantisation goes on from there.
     */
    QuantisationJob.Outcome quantise(
            LoadedModel model,
            QuantisationPlan plan,
            Calibration calibration,
            Path target,
            Progress progress,
            QuantisationObserver observer);

    /**
     * Answers to questions about images, first of the model as it is and then with the layers of
     * quantised files in place of its own.
     *
     * @param images files and folders: labelled ones for a classifier, a folder with annotations
     *     for a detector
     * @param limit number of images at most
     */
    List<? extends Answers> evaluate(
            LoadedModel model,
            List<Path> quantised,
            List<Path> images,
            int limit,
            Progress progress);

    /** What a detector finds in an image, in that image's pixels. */
    Detections detect(LoadedModel model, Picture image, Progress progress);

    /**
     * Time of a batch, first with the model as it is and then as in quantised files.
     *
     * @param device to measure on, which need not be the model's
     * @param batch images at once
     */
    List<RunTime> time(
            LoadedModel model, List<Path> quantised, Device device, int batch, Progress progress);

    /** Effect of quantising each layer alone, the most sensitive first. */
    List<LayerSensitivity> sensitivity(LayerStudy study, Progress progress);

    /**
     * Measures each layer alone at each width, also how long it takes, to find plans within
     * budgets.
     *
     * @param study whose plan's bits are left open
     * @param offered widths to choose among
     */
    PlanSearch search(LayerStudy study, List<LayerBits> offered, Progress progress);

    /**
     * Sizes of quantised models' files, before there are any; empty for a model that is quantised
     * already.
     */
    default Optional<QuantisedFileSize> quantisedSize(LoadedModel model) {
        return Optional.empty();
    }

    /** The images that a quantised model was calibrated with, where its file says so. */
    default ImageContents calibrationOf(Path quantised) {
        return ImageContents.UNKNOWN;
    }

    /** Gives memory that finished work has left back to the system. */
    default void giveMemoryBack() {}
}
