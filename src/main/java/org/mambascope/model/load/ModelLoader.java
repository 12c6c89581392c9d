package org.mambascope.model.load;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;

import org.mambascope.base.KnownNames;
import org.mambascope.base.Problem;
import org.mambascope.base.json.JsonFields;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.checkpoint.WeightFiles;
import org.mambascope.image.DetectionPreprocessing;
import org.mambascope.image.Preprocessing;
import org.mambascope.image.label.ClassNames;
import org.mambascope.image.label.CocoClasses;
import org.mambascope.image.label.ImageNetClasses;
import org.mambascope.model.DetectorHead;
import org.mambascope.model.LoadedModel;
import org.mambascope.model.ModelSummary;
import org.mambascope.model.VisualMamba;
import org.mambascope.model.architecture.Architecture;
import org.mambascope.model.architecture.ConstructorArguments;
import org.mambascope.model.architecture.LoadOptions;
import org.mambascope.model.architecture.ModelDescription;
import org.mambascope.model.architecture.StateDictLoader;
import org.mambascope.model.architecture.WeightShapes;
import org.mambascope.model.argument.Constructor;
import org.mambascope.model.argument.Footprint;
import org.mambascope.model.naming.HeadName;
import org.mambascope.model.naming.UnmergedWeights;
import org.mambascope.tensor.Kernels;
import org.mambascope.tensor.cpu.thread.ThreadSharing;
import org.mambascope.tensor.device.Devices;
import org.mambascope.tensor.dispatch.KernelSelection;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Opens weight files as models. */
public final class ModelLoader {
    private static final KnownNames ARCHITECTURES =
            KnownNames.of(
                    "architecture",
                    List.of("vim", "localvim", "vmamba", "localvmamba", "maskrcnn"));

    private final Architectures architectures;
    private final WeightFile weights;
    private final LoadOptions options;
    private final ModelDescription description;
    private final ConstructorArguments arguments;
    private final List<String> notes = new ArrayList<>();

    private ModelLoader(
            Architectures architectures,
            WeightFile weights,
            ModelDescription description,
            LoadOptions options) {
        this.architectures = architectures;
        this.weights = weights;
        this.options = options;
        this.description = description;
        arguments = new ConstructorArguments(options, description);
    }

    /**
     * Recognises a model from names and shapes of its weights and from the JSON next to them, and
     * puts it on a device.
     *
     * @throws Problem if the file cannot be read, is no Visual Mamba, or does not fit its
     *     description
     */
    public static LoadedModel load(Path file, LoadOptions options, Device device) {
        return load(file, options, device, KernelSelection::on);
    }

    /**
     * As {@link #load(Path, LoadOptions, Device)}, computing with other kernels.
     *
     * @param kernels for the manager that will own the model
     */
    public static LoadedModel load(
            Path file, LoadOptions options, Device device, Function<NDManager, Kernels> kernels) {
        try (WeightFile weights = weights(file, options)) {
            return load(weights, description(file, options), options, device, kernels);
        }
    }

    /**
     * As {@link #load(Path, LoadOptions, Device)}, of weights that are open already.
     *
     * @param weights stay open; their path names the model
     * @param description instead of the one next to the weights
     */
    public static LoadedModel load(
            WeightFile weights,
            ModelDescription description,
            LoadOptions options,
            Device device,
            Function<NDManager, Kernels> kernels) {
        return load(Architectures.ALL, weights, description, options, device, kernels);
    }

    /**
     * As {@link #load(WeightFile, ModelDescription, LoadOptions, Device, Function)}, of one of
     * these architectures.
     */
    public static LoadedModel load(
            Architectures architectures,
            WeightFile weights,
            ModelDescription description,
            LoadOptions options,
            Device device,
            Function<NDManager, Kernels> kernels) {
        return new ModelLoader(architectures, weights, description, options).load(device, kernels);
    }

    /**
     * Opens the state dict of a file that is a Visual Mamba, or the one chosen; if none is, the
     * first, which may still be a quantised file's.
     *
     * @throws Problem if the file cannot be read or has no state dict of the chosen name
     */
    public static WeightFile weights(Path file, LoadOptions options) {
        return WeightFiles.open(
                file,
                options.section(),
                candidate -> Architectures.ALL.recognised(candidate).isPresent());
    }

    /** The description of a weight file: the one chosen, or the one next to it. */
    public static ModelDescription description(Path file, LoadOptions options) {
        return options.description()
                .map(ModelDescription::read)
                .orElseGet(() -> ModelDescription.beside(file));
    }

    /**
     * A file's weights under the names of the present original code, by which layers are called.
     *
     * @throws Problem if they are no Visual Mamba's
     */
    public static WeightFile underPresentNames(WeightFile file) {
        return named(file, Architectures.ALL.of(file));
    }

    private static WeightFile named(WeightFile file, Architecture backbone) {
        WeightFile present = backbone.underPresentNames(file);
        return backbone.head().map(head -> HeadName.replaced(present, head)).orElse(present);
    }

    private LoadedModel load(Device device, Function<NDManager, Kernels> kernels) {
        notes.addAll(weights.notes());
        NDManager manager = Devices.newManager(device);
        try {
            VisualMamba network = build(manager, kernels.apply(manager));
            return new LoadedModel(
                    ModelDescription.nameOf(weights.path()),
                    weights.path(),
                    network,
                    preprocessing(network),
                    classes(network),
                    notes,
                    arguments.assumptions());
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
    }

    private VisualMamba build(NDManager manager, Kernels kernels) {
        UnmergedWeights.refuse(weights);
        Architecture backbone = architectures.of(weights);
        WeightFile named = named(weights, backbone);
        backbone.head()
                .flatMap(head -> HeadName.note(backbone.underPresentNames(weights), head))
                .ifPresent(notes::add);
        WeightShapes shapes = new WeightShapes(named);
        require(backbone.constructor(shapes));
        Footprint.of(named).require();
        StateDictLoader account = new StateDictLoader(named, manager);
        VisualMamba network = backbone.build(shapes, arguments, account, kernels, notes::add);
        arguments.assumed().ifPresent(notes::add);
        notes.addAll(arguments.unused());
        notes.addAll(account.finish());
        ThreadSharing.share(manager);
        return network;
    }

    /** Refuses what is said of another architecture, or by names that this one does not have. */
    private void require(Constructor constructor) {
        Optional<String> said = description.architecture();
        if (said.isPresent() && !said.get().equalsIgnoreCase(constructor.architecture())) {
            ARCHITECTURES.require(List.of(said.get().toLowerCase(Locale.ROOT)), place());
            throw new Problem(
                    "%s: the weights are those of a %s, but architecture = %s is said: correct it, or take the weights that belong to it."
                            .formatted(place(), constructor.family(), said.get()));
        }
        arguments.require(constructor.names());
    }

    private String place() {
        return description.source().map(Path::toString).orElse("its description");
    }

    private Preprocessing preprocessing(VisualMamba network) {
        if (network.head() instanceof DetectorHead detector) {
            return canvas(detector.preprocessing(), network.summary());
        }
        Preprocessing coloured = preprocessing(network.summary());
        if (network.colours() != 1) {
            return coloured;
        }
        Preprocessing grey =
                new Preprocessing(
                        coloured.height(),
                        coloured.width(),
                        coloured.fit(),
                        Collections.nCopies(3, average(coloured.mean())),
                        Collections.nCopies(3, average(coloured.deviation())));
        notes.add(
                "The model has one input channel: images are made grey, with mean %s and standard deviation %s."
                        .formatted(grey.mean().getFirst(), grey.deviation().getFirst()));
        return grey;
    }

    /** Of the images that statistics and calibration are made of, on one size of input. */
    private static Preprocessing canvas(DetectionPreprocessing detection, ModelSummary summary) {
        return new Preprocessing(
                summary.imageHeight(),
                summary.imageWidth(),
                new Preprocessing.Fit.Canvas(detection.longSide(), detection.shortSide()),
                detection.mean().stream().map(value -> value / 255).toList(),
                detection.deviation().stream().map(value -> value / 255).toList());
    }

    private static float average(List<Float> colours) {
        double sum = colours.stream().mapToDouble(Float::doubleValue).sum();
        return (float) (sum / colours.size());
    }

    private Preprocessing preprocessing(ModelSummary summary) {
        if (options.preprocessing().isPresent()) {
            return Preprocessing.fromJson(
                    JsonFields.of(options.preprocessing().get(), "--preprocessing"),
                    summary.imageHeight(),
                    summary.imageWidth(),
                    notes::add);
        }
        if (description.preprocessing().isObject()) {
            return Preprocessing.fromJson(
                    JsonFields.of(description.preprocessing(), place() + ": preprocessing"),
                    summary.imageHeight(),
                    summary.imageWidth(),
                    notes::add);
        }
        notes.add(
                "No preprocessing is described beside the weights: ImageNet's is used (shorter side resized, centre %d × %d)."
                        .formatted(summary.imageWidth(), summary.imageHeight()));
        return Preprocessing.imageNet(summary.imageHeight());
    }

    private List<String> classes(VisualMamba network) {
        List<String> said = description.classes();
        List<String> names = said.isEmpty() ? stored() : said;
        if (network.head() instanceof DetectorHead
                && names.isEmpty()
                && network.summary().classes() == CocoClasses.NAMES.size()) {
            return CocoClasses.NAMES;
        }
        return classes(network.summary(), names);
    }

    /** Names of the classes that the weight file itself holds. */
    private List<String> stored() {
        String names = weights.metadata().getOrDefault("classes", "");
        String place = weights.path().getFileName() + ": classes";
        return names.isEmpty()
                ? List.of()
                : ClassNames.of(
                        JsonFields.parse("{\"classes\":" + names + "}", place)
                                .node()
                                .path("classes"),
                        place);
    }

    private List<String> classes(ModelSummary summary, List<String> names) {
        if (names.isEmpty() && summary.classes() == ImageNetClasses.names().size()) {
            return ImageNetClasses.names();
        }
        if (summary.classes() == 1) {
            notes.add("One logit: shown as a sigmoid probability, of class 1 against class 0.");
        }
        boolean pair = summary.classes() == 1 && names.size() == 2;
        if (!names.isEmpty() && names.size() != summary.classes() && !pair) {
            throw new Problem(
                    "The model has %d classes, but %s names %d: give one name for each."
                            .formatted(summary.classes(), place(), names.size()));
        }
        return names;
    }
}
