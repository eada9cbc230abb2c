package dev.stratavore.api.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one decoded protobuf message, by number. Unknown fields are kept out of the way,
 * the last value of a scalar wins, as the protobuf encoding asks. A field of another wire type than
 * asked for counts as absent. Immutable once parsed.
 */
public final class Fields {
    private static final int HIGHEST = 64;

    /** A {@link Long} for numbers, a {@code byte[]} for the rest, in order of arrival. */
    private final @Nullable List<Object>[] values;

    private Fields(@Nullable List<Object>[] values) {
        this.values = values;
    }

    /** Makes a record out of its fields. */
    @FunctionalInterface
    public interface Reader<T> {
        /** Reads the record. */
        T read(Fields fields);
    }

    /**
     * Decodes one message.
     *
     * @throws WireFormatException where the bytes are cut short or are no protobuf
     */
    public static Fields parse(byte[] message) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        @Nullable List<Object>[] values = new List[HIGHEST];
        WireReader in = new WireReader(message);
        while (in.more()) {
            long tag = in.varint();
            long field = tag >>> 3;
            Object value = in.value((int) (tag & 7));
            if (field > 0 && field < HIGHEST) {
                int index = (int) field;
                List<Object> list = values[index];
                if (list == null) {
                    list = new ArrayList<>(1);
                    values[index] = list;
                }
                list.add(value);
            }
        }
        return new Fields(values);
    }

    String string(int field) {
        return new String(bytes(field), StandardCharsets.UTF_8);
    }

    byte[] bytes(int field) {
        byte[] last = last(field, byte[].class);
        return last == null ? new byte[0] : last;
    }

    int int32(int field) {
        return (int) int64(field);
    }

    long int64(int field) {
        Long last = last(field, Long.class);
        return last == null ? 0 : last;
    }

    boolean bool(int field) {
        return int64(field) != 0;
    }

    @Nullable Integer optionalInt32(int field) {
        Long last = last(field, Long.class);
        return last == null ? null : (int) last.longValue();
    }

    @Nullable Double optionalDouble(int field) {
        Long last = last(field, Long.class);
        return last == null ? null : Double.longBitsToDouble(last);
    }

    double float64(int field) {
        Double value = optionalDouble(field);
        return value == null ? 0 : value;
    }

    @Nullable Long optionalInt64(int field) {
        return last(field, Long.class);
    }

    List<String> strings(int field) {
        List<String> all = new ArrayList<>();
        for (byte[] value : delimited(field)) {
            all.add(new String(value, StandardCharsets.UTF_8));
        }
        return all;
    }

    <T> @Nullable T message(int field, Reader<T> reader) {
        byte[] last = last(field, byte[].class);
        return last == null ? null : reader.read(parse(last));
    }

    <T> List<T> messages(int field, Reader<T> reader) {
        List<T> all = new ArrayList<>();
        for (byte[] value : delimited(field)) {
            all.add(reader.read(parse(value)));
        }
        return all;
    }

    Map<String, Integer> counts(int field) {
        Map<String, Integer> all = new LinkedHashMap<>();
        for (byte[] value : delimited(field)) {
            Fields entry = parse(value);
            all.put(entry.string(1), entry.int32(2));
        }
        return all;
    }

    private List<byte[]> delimited(int field) {
        List<Object> list = values[field];
        if (list == null) {
            return List.of();
        }
        List<byte[]> all = new ArrayList<>(list.size());
        for (Object value : list) {
            if (value instanceof byte[] bytes) {
                all.add(bytes);
            }
        }
        return all;
    }

    private <T> @Nullable T last(int field, Class<T> type) {
        List<Object> list = values[field];
        if (list == null) {
            return null;
        }
        for (Object value : list.reversed()) {
            if (type.isInstance(value)) {
                return type.cast(value);
            }
        }
        return null;
    }
}
