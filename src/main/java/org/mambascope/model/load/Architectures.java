package org.mambascope.model.load;

import org.mambascope.base.KnownNames;
import org.mambascope.base.Problem;
import org.mambascope.checkpoint.WeightFile;
import org.mambascope.model.WeightLocation;
import org.mambascope.model.architecture.Architecture;
import org.mambascope.model.architecture.WeightShapes;
import org.mambascope.model.localvim.LocalVimArchitecture;
import org.mambascope.model.maskrcnn.MaskRcnnArchitecture;
import org.mambascope.model.vim.VimArchitecture;
import org.mambascope.model.vmamba.VMambaArchitecture;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The architectures that weights can be of.
 *
 * @param kinds the first that fits is taken
 */
public record Architectures(List<Architecture> kinds) {
    /** Those of the program. */
    public static final Architectures ALL =
            new Architectures(
                    List.of(
                            new VimArchitecture(),
                            new LocalVimArchitecture(),
                            new VMambaArchitecture(),
                            new MaskRcnnArchitecture()));

    public Architectures {
        kinds = List.copyOf(kinds);
    }

    /** The architecture that weights fit; empty if they fit none. */
    Optional<Architecture> recognised(WeightFile file) {
        return kinds.stream()
                .filter(kind -> kind.fits(new WeightShapes(kind.underPresentNames(file))))
                .findFirst();
    }

    /**
     * The architecture that weights fit.
     *
     * @throws Problem if they fit none, with the one mark that is missing or what was found
     */
    Architecture of(WeightFile file) {
        return recognised(file).orElseThrow(() -> unknown(file));
    }

    /** Where the weight of a layer of this name is in the state dict. */
    public WeightLocation weight(String layer) {
        return kinds.stream()
                .flatMap(kind -> kind.weight(layer).stream())
                .findFirst()
                .orElseGet(() -> WeightLocation.of(layer));
    }

    /** Weights that lack one mark of a kind are of that kind, and damaged or renamed. */
    private Problem unknown(WeightFile file) {
        String missing =
                kinds.stream()
                        .flatMap(kind -> almost(kind, kind.underPresentNames(file)))
                        .collect(Collectors.joining(" or "));
        return missing.isEmpty()
                ? foreign(file)
                : new Problem(
                        "%s: expected %s: take an intact file, or rename the weight in it."
                                .formatted(file.path().getFileName(), missing));
    }

    private static Stream<String> almost(Architecture kind, WeightFile file) {
        WeightShapes shapes = new WeightShapes(file);
        List<String> missing = kind.marks().stream().filter(name -> !shapes.has(name)).toList();
        if (missing.size() != 1) {
            return Stream.empty();
        }
        String name = missing.getFirst();
        return Stream.of(
                "the weight %s of a %s, found %s"
                        .formatted(
                                name,
                                kind.name(),
                                KnownNames.of("weight", namesOfOthers(kind, file))
                                        .nearest(name)
                                        .orElse("none of such a name")));
    }

    /** Names in a file that no weight of this kind has: what was renamed is among them. */
    private static List<String> namesOfOthers(Architecture kind, WeightFile file) {
        return file.tensors().keySet().stream().filter(name -> !kind.hasName(name)).toList();
    }

    private Problem foreign(WeightFile file) {
        List<String> names = kinds.stream().map(Architecture::name).toList();
        return new Problem(
                "Expected the weights of a Visual Mamba (%s) in %s, found none of their layers among %d tensors%s."
                        .formatted(
                                String.join(", ", names),
                                file.path().getFileName(),
                                file.tensors().size(),
                                file.notes().stream()
                                        .map(note -> ": " + note)
                                        .collect(Collectors.joining())));
    }
}
