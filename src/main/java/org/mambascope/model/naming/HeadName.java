package org.mambascope.model.naming;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.StoredTensor;
import org.mambascope.checkpoint.WeightFile;

import java.util.List;
import java.util.Optional;

/** Finds the layer that classifies where other code than the original named it. */
public final class HeadName {
    private static final List<String> NAMES =
            List.of(
                    "head",
                    "fc",
                    "classifier",
                    "head.fc",
                    "classifier.head",
                    "classifier.fc",
                    "head.head",
                    "heads.head",
                    "classifier.classifier");

    private HeadName() {}

    /**
     * The weights with their head under the original's name.
     *
     * @param head the original's name of it
     * @throws Problem if there is no head, or more than one layer that may be it
     */
    public static WeightFile replaced(WeightFile file, String head) {
        String stored = stored(file, head);
        return stored.equals(head)
                ? file
                : new RenamedWeights(
                        file,
                        name ->
                                name.equals(stored + ".weight") || name.equals(stored + ".bias")
                                        ? head + name.substring(stored.length())
                                        : name);
    }

    /**
     * One sentence if the head has another name in the file; empty if it has the original's.
     *
     * @param file under the original's names but for the head
     */
    public static Optional<String> note(WeightFile file, String head) {
        return Optional.of(stored(file, head))
                .filter(stored -> !stored.equals(head))
                .map("The layer that classifies is called %s in the file."::formatted);
    }

    private static String stored(WeightFile file, String head) {
        if (isLayer(file, head)) {
            return head;
        }
        List<String> found = NAMES.stream().filter(name -> isLayer(file, name)).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new Problem(
                found.isEmpty()
                        ? "%s: expected a layer that classifies (%s.weight), found none, as in the weights of a backbone: take a file with its head."
                                .formatted(file.path().getFileName(), head)
                        : "%s: expected one layer that classifies (%s.weight), found %s: take a file with one head."
                                .formatted(
                                        file.path().getFileName(), head, String.join(", ", found)));
    }

    private static boolean isLayer(WeightFile file, String name) {
        StoredTensor weight = file.tensors().get(name + ".weight");
        return weight != null && weight.shape().size() == 2;
    }
}
