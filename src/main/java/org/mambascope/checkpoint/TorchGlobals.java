package org.mambascope.checkpoint;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.Pickled.Global;
import org.mambascope.checkpoint.Pickled.Placeholder;
import org.mambascope.checkpoint.Pickled.StorageReference;
import org.mambascope.checkpoint.Pickled.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** The few Python functions and classes that a pickled state dict needs, by name. */
final class TorchGlobals {
    private static final String REBUILD_TENSOR = "torch._utils._rebuild_tensor_v2";
    private static final int MOST_DIMENSIONS = 64;
    private static final int CHARACTERS_PER_STEP = 64;

    private final LongConsumer spend;

    /** {@code spend} is told how many steps a call takes beyond one, before it takes them. */
    TorchGlobals(LongConsumer spend) {
        this.spend = spend;
    }

    /** What calling the function or class gives: a placeholder if it is none of the few. */
    Object call(Object callee, Object[] arguments) {
        if (callee instanceof Placeholder placeholder) {
            return new Placeholder(placeholder.type());
        }
        if (!(callee instanceof Global global)) {
            throw new Problem("its pickle calls what is not a function");
        }
        return switch (global.qualifiedName()) {
            case "collections.OrderedDict" -> orderedDict(arguments);
            case REBUILD_TENSOR, "torch._utils._rebuild_tensor" -> tensor(arguments);
            case "torch._utils._rebuild_parameter",
                    "torch._utils._rebuild_parameter_with_state",
                    "torch.Size" ->
                    argument(arguments, 0, Object.class);
            case "torch._tensor._rebuild_from_type_v2" -> tensorOfType(arguments);
            default -> new Placeholder(global.qualifiedName());
        };
    }

    /** The storage that a persistent id describes: a tuple of marker, class, key, place, size. */
    StorageReference storage(Object id) {
        if (!(id instanceof Object[] parts) || parts.length < 5 || !"storage".equals(parts[0])) {
            throw new Problem("its pickle refers to something that is not a storage");
        }
        return new StorageReference(
                argument(parts, 1, Global.class).name(),
                argument(parts, 2, String.class),
                integer(parts[4]));
    }

    /** Puts pairs into a dictionary that keeps text keys only: nothing else names a tensor. */
    @SuppressWarnings("unchecked")
    void putAll(Map<?, ?> map, Collection<Object[]> pairs) {
        for (Object[] pair : pairs) {
            if (pair[0] instanceof String key) {
                spend.accept(key.length() / CHARACTERS_PER_STEP);
                ((Map<Object, Object>) map).put(key, pair[1]);
            }
        }
    }

    private Map<?, ?> orderedDict(Object[] arguments) {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (arguments.length > 0) {
            List<?> items = argument(arguments, 0, List.class);
            spend.accept(items.size());
            List<Object[]> pairs = new ArrayList<>();
            for (Object item : items) {
                Object[] pair = item instanceof List<?> list ? list.toArray() : (Object[]) item;
                pairs.add(new Object[] {pair[0], pair[1]});
            }
            putAll(map, pairs);
        }
        return map;
    }

    private static Tensor tensor(Object[] arguments) {
        return new Tensor(
                argument(arguments, 0, StorageReference.class),
                integer(argument(arguments, 1, Object.class)),
                integers(argument(arguments, 2, Object[].class)),
                integers(argument(arguments, 3, Object[].class)));
    }

    /** A tensor of a subclass: a function, the subclass, the function's arguments and a state. */
    private static Object tensorOfType(Object[] arguments) {
        Global function = argument(arguments, 0, Global.class);
        return function.qualifiedName().equals(REBUILD_TENSOR)
                ? tensor(argument(arguments, 2, Object[].class))
                : new Placeholder(function.qualifiedName());
    }

    private static <T> T argument(Object[] arguments, int index, Class<T> type) {
        if (index >= arguments.length || !type.isInstance(arguments[index])) {
            throw new Problem("its pickle describes a tensor or a dictionary that makes no sense");
        }
        return type.cast(arguments[index]);
    }

    private static List<Long> integers(Object[] values) {
        if (values.length > MOST_DIMENSIONS) {
            throw new Problem(
                    "its pickle has a tensor of %d dimensions, and %d is the most"
                            .formatted(values.length, MOST_DIMENSIONS));
        }
        return Arrays.stream(values).map(TorchGlobals::integer).toList();
    }

    private static Long integer(Object value) {
        return switch (value) {
            case Integer number -> number.longValue();
            case Long number -> number;
            case null, default ->
                    throw new Problem(
                            "its pickle has a size that is not an integer of at most 63 bits");
        };
    }
}
