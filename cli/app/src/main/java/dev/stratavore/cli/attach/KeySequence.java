package dev.stratavore.cli.attach;

/**
 * Reads the keys out of escape sequences: CSI u of the kitty keyboard protocol ({@code ESC [ code :
 * alternates ; modifiers : event ; text u}) and xterm's modifyOtherKeys ({@code ESC [ 27 ;
 * modifiers ; code ~}).
 */
final class KeySequence {
    private static final int OTHER_KEYS = 27;
    private static final int CTRL_BIT = 4;
    private static final int SHIFT_ALT_SUPER_HYPER_META = 0b11_1011;
    private static final int SHIFT = 1;
    private static final int RELEASE = 3;
    private static final int FIRST_MODIFIER_KEY = 57441;
    private static final int LAST_MODIFIER_KEY = 57454;
    private static final int FIRST_LOCK_KEY = 57358;
    private static final int LAST_LOCK_KEY = 57360;
    private static final int MAX_FIELDS = 3;

    private KeySequence() {}

    /** The key of a whole sequence from ESC to its last byte. */
    static Key parse(byte[] bytes, int from, int to) {
        int last = bytes[to - 1];
        if (last != 'u' && last != '~') {
            return Key.NONE;
        }
        int[] fields = new int[MAX_FIELDS];
        int[] second = new int[MAX_FIELDS];
        if (!fields(bytes, from + 2, to - 1, fields, second)) {
            return Key.NONE;
        }
        if (last == '~') {
            return fields[0] == OTHER_KEYS ? key(fields[2], fields[1], 0, 0) : Key.NONE;
        }
        return key(fields[0], fields[1], second[1], second[0]);
    }

    /** First and second part of each field; false where there is something else in it. */
    private static boolean fields(byte[] bytes, int from, int to, int[] first, int[] second) {
        int field = 0;
        int part = 0;
        for (int i = from; i < to; i++) {
            int c = bytes[i];
            if (c == ';') {
                field++;
                part = 0;
            } else if (c == ':') {
                part++;
            } else if (c < '0' || c > '9') {
                return false;
            } else if (field < MAX_FIELDS && part < 2) {
                int[] into = part == 0 ? first : second;
                into[field] = Math.min(into[field] * 10 + c - '0', Character.MAX_CODE_POINT);
            }
        }
        return true;
    }

    private static Key key(int code, int modifiers, int event, int shifted) {
        boolean modifierAlone =
                (code >= FIRST_MODIFIER_KEY && code <= LAST_MODIFIER_KEY)
                        || (code >= FIRST_LOCK_KEY && code <= LAST_LOCK_KEY);
        if (modifierAlone || event == RELEASE) {
            return new Key(code, false, Key.Kind.BETWEEN);
        }
        int bits = Math.max(0, modifiers - 1);
        boolean ctrl = (bits & CTRL_BIT) != 0;
        int others = bits & SHIFT_ALT_SUPER_HYPER_META;
        if (others == SHIFT && !ctrl) {
            return Key.press(shifted != 0 ? shifted : Character.toUpperCase(code), false);
        }
        return others == 0 ? Key.press(code, ctrl) : Key.NONE;
    }
}
