package org.mambascope.checkpoint.pickle;

import org.mambascope.base.Problem;
import org.mambascope.checkpoint.pickle.Pickled.Global;
import org.mambascope.checkpoint.pickle.Pickled.OtherTensor;
import org.mambascope.checkpoint.pickle.Pickled.Placeholder;
import org.mambascope.checkpoint.pickle.Pickled.StorageReference;
import org.mambascope.checkpoint.pickle.Pickled.Tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** The few Python functions and classes that a pickled state dict needs, by name. */
final class TorchGlobals {
    private static final String REBUILD = "torch._utils._rebuild";
    private static final int MOST_DIMENSIONS = 64;
    private static final int CHARACTERS_PER_STEP = 64;

    private final LongConsumer spend;

    /** {@code spend} is told how many steps a call takes beyond one, before it takes them. */
    TorchGlobals(LongConsumer spend) {
        this.spend = spend;
    }

    /** The value of a call of a function or class: a placeholder if it is none of the few. */
    Object call(Object callee, Object[] arguments) {
        if (callee instanceof Placeholder placeholder) {
            return placeholder(placeholder.type(), arguments);
        }
        if (!(callee instanceof Global global)) {
            throw new Problem("its pickle calls what is not a function");
        }
        String name = global.qualifiedName();
        return switch (name) {
            case "collections.OrderedDict", "builtins.dict", "__builtin__.dict" ->
                    dictionary(arguments);
            case "torch._utils._rebuild_tensor_v2",
                    "torch._utils._rebuild_tensor",
                    "torch._utils._rebuild_qtensor" ->
                    tensor(arguments);
            case "torch._utils._rebuild_tensor_v3" -> tensorOfNewType(arguments);
            case "torch._utils._rebuild_parameter",
                    "torch._utils._rebuild_parameter_with_state",
                    "torch.nn.parameter.Parameter",
                    "torch.nn.parameter.Buffer",
                    "torch.Size" ->
                    argument(arguments, 0, Object.class);
            case "torch._tensor._rebuild_from_type_v2" -> tensorOfClass(arguments);
            default ->
                    name.startsWith(REBUILD) ? new OtherTensor(name) : placeholder(name, arguments);
        };
    }

    /** The storage that a persistent id describes: a tuple of marker, class, key, place, size. */
    StorageReference storage(Object id) {
        if (!(id instanceof Object[] parts) || parts.length < 5 || !"storage".equals(parts[0])) {
            throw new Problem("its pickle refers to something that is not a storage");
        }
        if (parts.length > 5 && parts[5] != null) {
            throw new Problem("its pickle has a view of a storage, which PyTorch wrote before 0.4");
        }
        return new StorageReference(
                argument(parts, 1, Global.class).name(),
                argument(parts, 2, String.class),
                integer(parts[4]));
    }

    /** Puts pairs into a dictionary under text and whole numbers: nothing else leads to tensors. */
    void putAll(Map<Object, Object> map, Collection<Object[]> pairs) {
        for (Object[] pair : pairs) {
            switch (pair[0]) {
                case String key -> {
                    spend.accept(key.length() / CHARACTERS_PER_STEP);
                    map.put(key, pair[1]);
                }
                case Integer key -> map.put(key.toString(), pair[1]);
                case null, default -> {}
            }
        }
    }

    private static Placeholder placeholder(String type, Object[] arguments) {
        Placeholder placeholder = new Placeholder(type);
        if (arguments.length > 0) {
            placeholder.parts().add(arguments);
        }
        return placeholder;
    }

    @SuppressWarnings("unchecked")
    private Map<?, ?> dictionary(Object[] arguments) {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (arguments.length == 0) {
            return map;
        }
        if (arguments[0] instanceof Map<?, ?> other) {
            spend.accept(other.size());
            map.putAll((Map<Object, Object>) other);
            return map;
        }
        List<?> items = argument(arguments, 0, List.class);
        spend.accept(items.size());
        List<Object[]> pairs = new ArrayList<>();
        for (Object item : items) {
            // No copy of an item as a whole: the same long one can be there any number of times.
            pairs.add(
                    item instanceof List<?> pair
                            ? new Object[] {pair.get(0), pair.get(1)}
                            : new Object[] {((Object[]) item)[0], ((Object[]) item)[1]});
        }
        putAll(map, pairs);
        return map;
    }

    private Tensor tensor(Object[] arguments) {
        return new Tensor(
                argument(arguments, 0, StorageReference.class),
                integer(argument(arguments, 1, Object.class)),
                integers(argument(arguments, 2, Object[].class)),
                integers(argument(arguments, 3, Object[].class)));
    }

    /**
     * A tensor of a type that has no class of storages: the type itself is the seventh argument.
     */
    private Tensor tensorOfNewType(Object[] arguments) {
        Tensor tensor = tensor(arguments);
        String type = argument(arguments, 6, Global.class).name();
        StorageReference storage = tensor.storage();
        return new Tensor(
                new StorageReference(type, storage.key(), storage.elements()),
                tensor.offset(),
                tensor.shape(),
                tensor.strides());
    }

    /** A tensor of a subclass: a function, the subclass, the function's arguments and a state. */
    private Object tensorOfClass(Object[] arguments) {
        Global function = argument(arguments, 0, Global.class);
        Object[] inner = argument(arguments, 2, Object[].class);
        // Calls within calls within calls would be as deep as the file is long.
        if (!function.qualifiedName().startsWith(REBUILD)) {
            return new OtherTensor(function.qualifiedName());
        }
        return call(function, inner);
    }

    private static <T> T argument(Object[] arguments, int index, Class<T> type) {
        if (index >= arguments.length || !type.isInstance(arguments[index])) {
            throw new Problem("its pickle describes a tensor or a dictionary that makes no sense");
        }
        return type.cast(arguments[index]);
    }

    private List<Long> integers(Object[] values) {
        if (values.length > MOST_DIMENSIONS) {
            throw new Problem(
                    "its pickle has a tensor of %d dimensions, and %d is the most"
                            .formatted(values.length, MOST_DIMENSIONS));
        }
        // One tuple can be the shape of any number of tensors, and each takes a copy.
        spend.accept(values.length);
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
