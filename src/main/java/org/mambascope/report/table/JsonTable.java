package org.mambascope.report.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import org.mambascope.report.table.Table.Cell;
import org.mambascope.report.text.NumberFormatting;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes JSON: numbers with every digit, null for what is not finite, which JSON cannot say. */
final class JsonTable {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonTable() {}

    static String write(Table table) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeStringField("name", table.name());
            json.writeArrayFieldStart("columns");
            for (String column : table.columns()) {
                json.writeString(column);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("rows");
            for (List<Cell> row : table.rows()) {
                json.writeStartObject();
                for (int i = 0; i < row.size(); i++) {
                    json.writeFieldName(table.columns().get(i));
                    cell(json, row.get(i));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }

    private static void cell(JsonGenerator json, Cell cell) throws IOException {
        switch (cell) {
            case Cell.Text(String text) -> json.writeString(text);
            case Cell.Numeric(double value) when Double.isFinite(value) ->
                    json.writeNumber(NumberFormatting.exact(value));
            case Cell.Numeric _ -> json.writeNull();
        }
    }
}
