package org.mambascope.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mambascope.base.FileFailure;
import org.mambascope.base.Problem;
import org.mambascope.base.file.AtomicFile;
import org.mambascope.base.json.Json;
import org.mambascope.model.architecture.ModelDescription;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Users' descriptions of models: a JSON for each in this program's folder, which overrides the one
 * next to the weights, or that one itself.
 *
 * @param folder of this program's own
 */
public record SavedDescriptions(Path folder) {
    /** Description of a model in this program's folder. */
    public Optional<Path> of(Path weights) {
        return Optional.of(own(weights)).filter(Files::isRegularFile);
    }

    /** Models of one name in different folders are different models. */
    private Path own(Path weights) {
        Path whole = weights.toAbsolutePath().normalize();
        return folder.resolve(
                "%s-%08x.json"
                        .formatted(ModelDescription.nameOf(whole), whole.toString().hashCode()));
    }

    /**
     * Keeps a description. Other entries of the JSON there stay.
     *
     * @return the file
     * @throws Problem if it cannot be written
     */
    public Path keep(Path weights, ModelDescription description, DescriptionPlace where) {
        Path file =
                switch (where) {
                    case IN_PROGRAM -> own(weights);
                    case BESIDE_WEIGHTS -> ModelDescription.fileBeside(weights);
                };
        try {
            ObjectNode root = existing(file);
            root.setAll(description.toJson());
            AtomicFile.write(
                    file,
                    Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
            if (where == DescriptionPlace.BESIDE_WEIGHTS) {
                forget(weights);
            }
            return file;
        } catch (IOException e) {
            throw new Problem(
                    "Cannot write the model's description %s: %s; keep it in the program instead."
                            .formatted(file, FileFailure.of(e).reason()),
                    e);
        }
    }

    private static ObjectNode existing(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Json.MAPPER.createObjectNode();
        }
        try {
            JsonNode root = Json.MAPPER.readTree(file.toFile());
            return root.isObject() ? (ObjectNode) root : Json.MAPPER.createObjectNode();
        } catch (JsonProcessingException e) {
            throw new Problem(
                    "%s is no JSON (%s) and is not overwritten: move it away first."
                            .formatted(file, e.getOriginalMessage()),
                    e);
        }
    }

    /**
     * Forgets what is kept in this program's folder.
     *
     * @throws Problem if the file cannot be deleted
     */
    public void forget(Path weights) {
        try {
            Files.deleteIfExists(own(weights));
        } catch (IOException e) {
            throw FileFailure.deleting(own(weights), e);
        }
    }
}
