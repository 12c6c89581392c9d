package org.mambascope.checkpoint.pickle;

import net.razorvine.pickle.Opcodes;
import net.razorvine.pickle.PickleUtils;
import net.razorvine.pickle.Unpickler;

import org.mambascope.base.Problem;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reads the pickle of a PyTorch file without running anything: the classes and functions that it
 * names are never looked up, the few that rebuild tensors and dictionaries are done here, and any
 * other object becomes a {@link Pickled.Placeholder}. Only the operations that {@code torch.save}
 * writes are known; the number of steps and every length are bounded.
 */
public final class TorchUnpickler extends Unpickler {
    /** The most operations of one pickle; repeated use of long values counts more than once. */
    public static final int MOST_STEPS = 5_000_000;

    /** The most dictionaries, lists and objects, each of which takes some hundred bytes. */
    public static final int MOST_CONTAINERS = 500_000;

    private static final int LONGEST_NUMBER = 4096;

    private final TorchGlobals globals = new TorchGlobals(this::spend);
    private long steps;
    private int containers;

    private final Map<String, Pickled.StorageReference> storages;

    private TorchUnpickler(Map<String, Pickled.StorageReference> storages) {
        this.storages = storages;
    }

    /**
     * The object that a pickle describes. Dictionaries keep their order; tuples are arrays of
     * objects.
     *
     * @throws Problem if it is damaged, has an operation that is not known or takes too much
     */
    public static Object unpickle(byte[] pickle) {
        return unpickle(new ByteArrayInputStream(pickle), new LinkedHashMap<>());
    }

    /**
     * As {@link #unpickle(byte[])} the next of several pickles in a row.
     *
     * @param storages takes the storages that it refers to, by their keys
     */
    public static Object unpickle(
            ByteArrayInputStream pickles, Map<String, Pickled.StorageReference> storages) {
        try {
            return new TorchUnpickler(storages).load(pickles);
        } catch (Problem reason) {
            throw reason;
        } catch (IOException | RuntimeException e) {
            // Whatever stumbles over a damaged pickle: a cast, an empty stack, an early end.
            throw new Problem("its pickle is damaged or cut off", e);
        }
    }

    @Override
    protected Object dispatch(short key) throws IOException {
        spend(1);
        switch (key) {
            case Opcodes.PROTO,
                    Opcodes.FRAME,
                    Opcodes.STOP,
                    Opcodes.MARK,
                    Opcodes.POP,
                    Opcodes.DUP,
                    Opcodes.NONE,
                    Opcodes.NEWTRUE,
                    Opcodes.NEWFALSE,
                    Opcodes.BININT,
                    Opcodes.BININT1,
                    Opcodes.BININT2,
                    Opcodes.BINFLOAT,
                    Opcodes.LONG1,
                    Opcodes.SHORT_BINSTRING,
                    Opcodes.SHORT_BINUNICODE,
                    Opcodes.SHORT_BINBYTES,
                    Opcodes.EMPTY_TUPLE,
                    Opcodes.TUPLE1,
                    Opcodes.TUPLE2,
                    Opcodes.TUPLE3,
                    Opcodes.TUPLE,
                    Opcodes.BINGET,
                    Opcodes.LONG_BINGET,
                    Opcodes.BINPUT,
                    Opcodes.LONG_BINPUT,
                    Opcodes.MEMOIZE,
                    Opcodes.BINPERSID -> {
                return super.dispatch(key);
            }
            case Opcodes.BINSTRING, Opcodes.BINUNICODE, Opcodes.BINBYTES -> {
                checkLength(Integer.BYTES, Integer.MAX_VALUE);
                return super.dispatch(key);
            }
            case Opcodes.LONG4 -> {
                checkLength(Integer.BYTES, LONGEST_NUMBER);
                return super.dispatch(key);
            }
            case Opcodes.BINUNICODE8, Opcodes.BINBYTES8, Opcodes.BYTEARRAY8 -> {
                checkLength(Long.BYTES, Integer.MAX_VALUE);
                return super.dispatch(key);
            }
            case Opcodes.POP_MARK -> stack.pop_all_since_marker();
            case Opcodes.EMPTY_DICT -> addContainer(new LinkedHashMap<>());
            case Opcodes.EMPTY_LIST -> addContainer(new ArrayList<>());
            case Opcodes.SETITEM -> {
                Object value = stack.pop();
                Object name = stack.pop();
                putAll(List.<Object[]>of(new Object[] {name, value}));
            }
            case Opcodes.SETITEMS -> putAll(pairs(stack.pop_all_since_marker()));
            case Opcodes.APPEND -> addAll(Collections.singletonList(stack.pop()));
            case Opcodes.APPENDS -> addAll(stack.pop_all_since_marker());
            case Opcodes.EMPTY_SET -> addContainer(new Pickled.Placeholder("set"));
            case Opcodes.ADDITEMS -> addAll(stack.pop_all_since_marker());
            case Opcodes.FROZENSET -> {
                stack.pop_all_since_marker();
                addContainer(new Pickled.Placeholder("frozenset"));
            }
            case Opcodes.GLOBAL ->
                    stack.add(
                            new Pickled.Global(
                                    PickleUtils.readline(input), PickleUtils.readline(input)));
            case Opcodes.STACK_GLOBAL -> {
                String name = (String) stack.pop();
                stack.add(new Pickled.Global((String) stack.pop(), name));
            }
            case Opcodes.REDUCE, Opcodes.NEWOBJ -> {
                Object[] arguments = (Object[]) stack.pop();
                addContainer(globals.call(stack.pop(), arguments));
            }
            case Opcodes.NEWOBJ_EX -> {
                stack.pop();
                Object[] arguments = (Object[]) stack.pop();
                addContainer(globals.call(stack.pop(), arguments));
            }
            case Opcodes.BUILD -> build(stack.pop());
            default ->
                    throw new Problem(
                            "its pickle has the operation 0x%02x, which torch.save never writes"
                                    .formatted(key));
        }
        return NO_RETURN_VALUE;
    }

    @Override
    protected Object persistentLoad(Object id) {
        Pickled.StorageReference storage = globals.storage(id);
        storages.put(storage.key(), storage);
        return storage;
    }

    private void spend(long amount) {
        steps += amount;
        if (steps > MOST_STEPS) {
            throw new Problem("its pickle takes more than %d steps".formatted(MOST_STEPS));
        }
    }

    private void addContainer(Object container) {
        if (++containers > MOST_CONTAINERS) {
            throw new Problem(
                    "its pickle has more than %d lists, dictionaries and objects"
                            .formatted(MOST_CONTAINERS));
        }
        stack.add(container);
    }

    /** Gives an object its state; dictionaries and tensors need none. */
    private void build(Object state) {
        if (stack.peek() instanceof Pickled.Placeholder placeholder) {
            placeholder.parts().add(state);
        }
    }

    /** Looks ahead at a length before the library takes memory for it. */
    private void checkLength(int bytes, int most) throws IOException {
        input.mark(bytes);
        byte[] ahead = new byte[Long.BYTES];
        input.readNBytes(ahead, 0, bytes);
        long available = input.available();
        input.reset();
        long length = ByteBuffer.wrap(ahead).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 0 || length > available) {
            throw new Problem(
                    "its pickle should have %s more bytes, and has %d"
                            .formatted(Long.toUnsignedString(length), available));
        }
        if (length > most) {
            throw new Problem(
                    "its pickle has a number of %d bytes, and %d is the most"
                            .formatted(length, most));
        }
    }

    private static List<Object[]> pairs(List<Object> items) {
        if (items.size() % 2 != 0) {
            throw new Problem("its pickle has a dictionary with a key and no value");
        }
        return IntStream.range(0, items.size() / 2)
                .mapToObj(i -> new Object[] {items.get(2 * i), items.get(2 * i + 1)})
                .toList();
    }

    @SuppressWarnings("unchecked")
    private void putAll(List<Object[]> pairs) {
        switch (stack.peek()) {
            case Map<?, ?> map -> globals.putAll((Map<Object, Object>) map, pairs);
            case Pickled.Placeholder placeholder -> globals.putAll(placeholder.entries(), pairs);
            default -> throw new Problem("its pickle puts a key into what has none");
        }
    }

    @SuppressWarnings("unchecked")
    private void addAll(List<Object> items) {
        switch (stack.peek()) {
            case List<?> list -> ((Collection<Object>) list).addAll(items);
            case Pickled.Placeholder placeholder -> placeholder.parts().addAll(items);
            default -> throw new Problem("its pickle adds an item to what takes none");
        }
    }
}
