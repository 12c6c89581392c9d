package org.mambascope.dataset.coco;

import com.fasterxml.jackson.databind.JsonNode;

import org.mambascope.base.json.Json;

import java.io.IOException;
import java.io.InputStream;

/** Masks, overlaps and evaluations computed by cocoapi. */
public final class CocoCases {
    private CocoCases() {}

    /** A field of the file. */
    public static JsonNode get(String name) {
        try (InputStream in =
                CocoCases.class.getResourceAsStream("/detection/coco_ap_cases.json")) {
            return Json.MAPPER.readTree(in).required(name);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
