package org.mambascope.base.json;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** Writers of JSON with the library's own settings; {@link JsonFields} reads. */
public final class Json {
    /** On one line. */
    public static final ObjectMapper MAPPER = new ObjectMapper();

    /** A line for each field, for files and results that people read. */
    public static final ObjectMapper INDENTED =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}
}
