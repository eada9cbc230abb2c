// Where xterm.js and the mirror are known to differ, and the mirror is to stay as it is: each function makes a
// terminal of xterm.js behave as the mirror does. KnownDifference.java has the reasons, and shows of each that it
// is needed and that it is enough.
'use strict';

const GROUND = 0;
const ESCAPE = 1;
const CSI = [3, 4, 5, 6]; // entry, parameters, intermediates, ignore
const OSC_STRING = 8;
const STRINGS = [7, 9, 10, 11, 12, 13]; // SOS, PM, APC and the states of a DCS
const ESCAPE_INTERMEDIATE = 2;
const IGNORE = 0;
const PRINT = 2;
const ABOVE_ASCII = 0xa0;

const fs = require('fs');
const path = require('path');

const UNDERLINE = 0x10000000;

// What takes back the corrections that all terminals of the process share.
const undo = [];

// A cell of the oracle's, not the one that it fills lines with.
const cell = core => new core.nullCell();
const row = core => core.buffer.lines.get(core.buffer.ybase + core.buffer.y);

// Puts a function in the place of a method; it gets what was there as its first argument.
function replace(object, name, by) {
  const was = object[name].bind(object);
  object[name] = (...args) => by(was, ...args);
}

const widths = fs
  .readFileSync(path.join(__dirname, 'widths.txt'), 'utf8')
  .split('\n')
  .filter(line => line && !line.startsWith('#'))
  .map(line => line.split(' '))
  .map(([first, last, , here]) => [parseInt(first, 16), parseInt(last, 16), Number(here)]);

exports.correct = function (core, without) {
  while (undo.length > 0) undo.pop()();
  for (const name of Object.keys(corrections)) {
    if (!without.includes(name)) corrections[name](core);
  }
};

const corrections = {
  PARSING(core) {
    const table = core._inputHandler._parser._transitions.table;
    const was = table.slice();
    undo.push(() => table.set(was));
    const add = (state, code, action, next) => (table[(state << 8) | code] = (action << 4) | next);
    for (let c = 0x80; c < 0xa0; c++) {
      for (const state of [GROUND, ESCAPE, ESCAPE_INTERMEDIATE, ...CSI]) add(state, c, IGNORE, GROUND);
      for (const state of [OSC_STRING, ...STRINGS]) add(state, c, IGNORE, state);
    }
    for (const state of [ESCAPE, ESCAPE_INTERMEDIATE, ...CSI]) add(state, ABOVE_ASCII, PRINT, GROUND);
    for (const state of STRINGS) add(state, ABOVE_ASCII, IGNORE, state);
  },

  WIDTHS(core) {
    replace(core.unicodeService._activeProvider, 'wcwidth', (was, code) => {
      if (code < widths[0][0]) return was(code);
      const range = widths.find(([first, last]) => first <= code && code <= last);
      return range ? range[2] : was(code);
    });
  },

  RESIZE(core) {
    replace(core, 'resize', (was, cols, rows) => {
      const buffers = [core.buffers.normal, core.buffers.alt];
      const before = core.cols;
      const tabs = Object.keys(core.buffer.tabs).filter(x => core.buffer.tabs[x] && x < Math.min(cols, before));
      for (let x = Math.ceil(before / 8) * 8; x < cols; x += 8) tabs.push(x);
      const pending = buffers.map(b => [b.x, b.savedX].map(x => x === cols && cols === before));
      if (core.buffer === core.buffers.alt) core.buffers.normal.y = core.buffers.normal.savedY;
      was(cols, rows);
      if (core.buffers.alt.lines.length === 0) core.buffers.alt.lines.maxLength = rows;
      buffers.forEach((buffer, i) => {
        if (pending[i][0]) buffer.x = cols;
        if (pending[i][1]) buffer.savedX = cols;
        buffer.savedY = Math.min(buffer.savedY, rows - 1);
        for (let y = 0; y < buffer.lines.length; y++) {
          const line = buffer.lines.get(y);
          if (line.length > cols) line.resize(cols, buffer.getNullCell());
          if (line.getWidth(cols - 1) === 2) line.setCellFromCodepoint(cols - 1, 0, 1, line.loadCell(cols - 1, cell(core)));
        }
      });
      core.buffer.tabs = Object.fromEntries(tabs.map(x => [x, true]));
    });
  },

  HALVES(core) {
    const line = Object.getPrototypeOf(core.buffer.lines.get(0));
    const was = line.setCellFromCodepoint;
    undo.push(() => (line.setCellFromCodepoint = was));
    line.setCellFromCodepoint = function (x, code, width, attributes) {
      let style = attributes;
      if (code === 0 && width === 1) {
        const pen = attributes === core._inputHandler._curAttrData;
        const wrapped = core._printing && pen && core.buffer.x === 0 && x === core.cols - 1;
        style = wrapped ? core._inputHandler._eraseAttrData() : this.loadCell(x, cell(core));
      }
      was.call(this, x, code, width, style);
    };
    replace(core._inputHandler, 'insertChars', (insert, params) => {
      const x = Math.min(core.buffer.x, core.cols - 1);
      if (row(core).getWidth(x) === 0) {
        for (const half of [x - 1, x]) row(core).setCellFromCodepoint(half, 0, 1);
      }
      return insert(params);
    });
    replace(core._inputHandler, 'print', (print, ...args) => {
      core._printing = true;
      print(...args);
      core._printing = false;
    });
  },

  REPEAT(core) {
    const handler = core._inputHandler;
    let last = 0;
    replace(handler, 'print', (print, data, start, end) => {
      print(data, start, end);
      const code = data[end - 1];
      const mapped = code < 127 && core._charsetService.charset?.[String.fromCharCode(code)];
      last = mapped ? mapped.charCodeAt(0) : code;
    });
    replace(handler, 'repeatPrecedingCharacter', (was, params) => {
      if (!handler._parser.precedingJoinState) return true;
      const data = new Uint32Array(params.params[0] || 1).fill(last);
      handler.print(data, 0, data.length);
      return true;
    });
  },

  MARKS(core) {
    const handler = core._inputHandler;
    const isMark = code => core.unicodeService.wcwidth(code) === 0;
    const mark = code => {
      const x = core.buffer.x;
      if (x === 0) return;
      const line = row(core);
      const at = x - (line.getWidth(x - 1) ? 1 : 2);
      const blank = line.loadCell(at, cell(core));
      if (!blank.getChars().trim()) {
        const seen = blank.fg & UNDERLINE || blank.isStrikethrough() || blank.isOverline() || blank.isInverse();
        if (!seen) {
          blank.fg = 0;
          blank.bg &= 0x3ffffff;
        }
        line.setCellFromCodepoint(at, 0x20, 1, blank);
      }
      line.addCodepointToCell(at, code, blank.getWidth());
    };
    replace(handler, 'print', (print, data, start, end) => {
      for (let i = start; i < end; ) {
        let j = i;
        while (j < end && !isMark(data[j])) j++;
        if (j > i) print(data, i, j);
        for (i = j; i < end && isMark(data[i]); i++) mark(data[i]);
      }
    });
  },

  SAVED_CURSOR(core) {
    const handler = core._inputHandler;
    const charsets = core._charsetService;
    const modes = () => core.coreService.decPrivateModes;
    const save = () => {
      core.buffer.saved = {
        origin: modes().origin,
        level: charsets.glevel,
        sets: charsets._charsets.slice(),
        extended: handler._curAttrData.extended.clone(),
      };
    };
    replace(handler, 'saveCursor', (was, params) => {
      save();
      return was(params);
    });
    replace(handler, 'restoreCursor', (was, params) => {
      const b = core.buffer;
      const pending = b.savedX === core.cols;
      const saved = b.saved || { origin: false, level: 0, sets: [], extended: undefined };
      modes().origin = saved.origin;
      was(params);
      charsets._charsets = saved.sets.slice();
      charsets.setgLevel(saved.level);
      handler._curAttrData.extended = handler._curAttrData.extended.clone();
      const { _ext: ext } = saved.extended || { _ext: 0 };
      handler._curAttrData.extended._ext = ext;
      handler._curAttrData.updateExtended();
      handler._restrictCursor();
      if (pending && b.x === core.cols - 1) b.x = core.cols;
      return true;
    });
  },

  ALTERNATE_SAVED_CURSOR(core) {
    core.buffers.onBufferActivate(e => {
      if (e.activeBuffer === core.buffers.alt) forgetSaved(e.activeBuffer);
    });
  },

  SOFT_RESET(core) {
    const handler = core._inputHandler;
    replace(handler, 'softReset', () => {
      const modes = core.coreService.decPrivateModes;
      modes.applicationCursorKeys = modes.applicationKeypad = modes.origin = false;
      modes.wraparound = true;
      core.coreService.modes.insertMode = core.coreService.isCursorHidden = false;
      core.buffer.scrollTop = 0;
      core.buffer.scrollBottom = core.rows - 1;
      handler.reset();
      core._charsetService.reset();
      forgetSaved(core.buffer);
      return true;
    });
  },

  ORIGIN(core) {
    const handler = core._inputHandler;
    const column = params => {
      handler._restrictCursor();
      core.buffer.x = Math.min(core.cols - 1, (params.params[0] || 1) - 1);
      return true;
    };
    replace(handler, 'cursorCharAbsolute', (was, params) => column(params));
    replace(handler, 'charPosAbsolute', (was, params) => column(params));
    replace(handler, '_moveCursor', (was, x, y) => {
      handler._restrictCursor();
      core.buffer.x += x;
      core.buffer.y += y;
      handler._restrictCursor();
    });
  },

  TABS(core) {
    const handler = core._inputHandler;
    const inside = (was, params) => {
      const x = core.buffer.x;
      core.buffer.x = Math.min(x, core.cols - 1);
      was(params);
      core.buffer.x = x;
      return true;
    };
    replace(handler, 'tabSet', inside);
    replace(handler, 'tabClear', inside);
    replace(handler, 'cursorBackwardTab', (was, params) => {
      core.buffer.x = Math.min(core.buffer.x, core.cols - 1);
      return was(params);
    });
  },

  ONE_REGION(core) {
    const keep = (was, ...args) => {
      const { scrollTop, scrollBottom, tabs } = core.buffer;
      was(...args);
      Object.assign(core.buffer, { scrollTop, scrollBottom, tabs });
    };
    replace(core.buffers, 'activateAltBuffer', keep);
    replace(core.buffers, 'activateNormalBuffer', keep);
  },

  OUTSIDE_REGION(core) {
    const inside = (was, params) => {
      const { y, scrollTop, scrollBottom } = core.buffer;
      return y < scrollTop || y > scrollBottom ? true : was(params);
    };
    replace(core._inputHandler, 'insertLines', inside);
    replace(core._inputHandler, 'deleteLines', inside);
  },

  SHAPE(core) {
    replace(core._inputHandler, 'setCursorStyle', (was, params) => params.params[0] > 6 || was(params));
  },

  LAST_COLUMN(core) {
    const handler = core._inputHandler;
    replace(handler, 'print', (print, data, start, end) => {
      if (core.coreService.decPrivateModes.wraparound) return print(data, start, end);
      for (let i = start; i < end; i++) {
        const width = core.unicodeService.wcwidth(data[i]);
        if (width > 0) core.buffer.x = Math.min(core.buffer.x, core.cols - 1);
        if (width < 2 || core.buffer.x < core.cols - 1) print(data, i, i + 1);
      }
    });
  },

  UNDERLINE_COLOUR(core) {
    const attributes = Object.getPrototypeOf(core._inputHandler._curAttrData.extended);
    const was = Object.getOwnPropertyDescriptor(attributes, 'underlineColor');
    undo.push(() => Object.defineProperty(attributes, 'underlineColor', was));
    Object.defineProperty(attributes, 'underlineColor', {
      ...was,
      set(colour) {
        was.set.call(this, colour === -1 ? 0 : colour);
      },
    });
  },

  ALIGNMENT(core) {
    const handler = core._inputHandler;
    replace(handler, 'screenAlignmentPattern', was => {
      core.coreService.decPrivateModes.origin = false;
      core.buffer.scrollTop = 0;
      core.buffer.scrollBottom = core.rows - 1;
      const { fg, bg } = handler._curAttrData;
      handler._curAttrData.fg = handler._curAttrData.bg = 0;
      was();
      Object.assign(handler._curAttrData, { fg, bg });
      return true;
    });
  },

  GRAPHICS(core) {
    replace(core._charsetService, 'setgCharset', (was, g, set) => {
      was(g, set && set['`'] === '\u25c6' ? { ...set, _: ' ' } : set);
    });
  },

  RESET(core) {
    replace(core._inputHandler, 'fullReset', was => {
      was();
      core._inputHandler._windowTitleStack.length = 0;
      core.options.convertEol = core.options.cursorBlink = false;
      core.coreService.isCursorHidden = false;
      return true;
    });
  },

  SCROLL_DOWN(core) {
    const handler = core._inputHandler;
    replace(handler, 'scrollDown', (was, params) => {
      if (params.length > 1) return true;
      const b = core.buffer;
      const height = b.scrollBottom - b.scrollTop + 1;
      for (let n = Math.min(params.params[0] || 1, height); n > 0; n--) {
        b.lines.splice(b.ybase + b.scrollBottom, 1);
        b.lines.splice(b.ybase + b.scrollTop, 0, b.getBlankLine(handler._eraseAttrData()));
      }
      return true;
    });
  },
};

function forgetSaved(buffer) {
  buffer.savedX = buffer.savedY = 0;
  buffer.savedCurAttrData.fg = buffer.savedCurAttrData.bg = 0;
  buffer.savedCharset = undefined;
  buffer.saved = undefined;
}
