// The screen of @xterm/headless, for comparison: node oracle.cjs NODE_MODULES
//
// A request is one line of JSON on standard input. {"start":[columns,rows],"without":[...]} makes a new terminal
// with all corrections but those named, {"feed":"base64"} and {"resize":[columns,rows]} change it, {"dump":true}
// is answered by one line on standard output: an array of strings that describe all there is to see. {"widths":true}
// is answered by a string with the width of every code point.
'use strict';
const path = require('path');
const readline = require('readline');
const modules = path.resolve(process.argv[2]);
const { Terminal } = require(path.join(modules, '@xterm/headless'));
const { Unicode11Addon } = require(path.join(modules, '@xterm/addon-unicode11'));
const { correct } = require('./corrections.cjs');

const UNDERLINE = 0x10000000;
const EXTENDED = 0x10000000;
const STYLES = 0x1c000000;
const RGB = 0x3000000;

let terminal, core, decoder, title;

function start([cols, rows], without) {
  terminal = new Terminal({
    cols,
    rows,
    allowProposedApi: true,
    logLevel: 'off',
    scrollback: 0,
    windowOptions: { pushTitle: true, popTitle: true },
    windowsPty: { backend: 'conpty', buildNumber: 1 }, // sizes change without reflow
  });
  terminal.loadAddon(new Unicode11Addon());
  terminal.unicode.activeVersion = '11';
  core = terminal._core;
  core.nullCell = terminal.buffer.active.getNullCell().constructor;
  decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  title = '';
  terminal.onTitleChange(t => (title = t));
  correct(core, without);
}

function colour(isRgb, isDefault, value) {
  return isDefault ? '-' : isRgb ? '#' + value.toString(16).padStart(6, '0') : String(value);
}

function style(cell) {
  let s = '';
  if (cell.isBold()) s += 'b';
  if (cell.isDim()) s += 'd';
  if (cell.isItalic()) s += 'i';
  if (cell.isBlink()) s += 'k';
  if (cell.isInverse()) s += 'v';
  if (cell.isInvisible()) s += 'h';
  if (cell.isStrikethrough()) s += 's';
  if (cell.isOverline()) s += 'o';
  if (cell.fg & UNDERLINE) {
    // What xterm.js itself would say is the dashes below a link.
    s += 'u' + ((cell.bg & EXTENDED && (cell.extended._ext & STYLES) >> 26) || 1);
    const c = cell.bg & EXTENDED ? cell.extended.underlineColor : 0;
    const rgb = (c & RGB) === RGB;
    if (~c && c & RGB) s += ':' + colour(rgb, false, c & (rgb ? 0xffffff : 0xff));
  }
  s += ' ' + colour(cell.isFgRGB(), cell.isFgDefault(), cell.getFgColor());
  s += ' ' + colour(cell.isBgRGB(), cell.isBgDefault(), cell.getBgColor());
  return s;
}

function row(line, cols) {
  let s = '';
  let last = ' - -';
  const cell = terminal.buffer.active.getNullCell();
  for (let x = 0; x < cols; x++) {
    line.loadCell(x, cell);
    const width = cell.getWidth();
    const own = style(cell);
    if (own !== last) s += '{' + own + '}';
    last = own;
    s += width === 0 ? '\u2190' : cell.getChars() || ' ';
  }
  return s;
}

function grid(lines, name, buffer) {
  for (let y = 0; y < core.rows; y++) {
    lines.push(name + ' ' + y + ' ' + row(buffer.lines.get(buffer.ybase + y), core.cols));
  }
}

function cursorStyle(modes) {
  const shapes = { block: 2, underline: 4, bar: 6 };
  return modes.cursorStyle === undefined ? 0 : shapes[modes.cursorStyle] - (modes.cursorBlink ? 1 : 0);
}

function dump() {
  const b = core.buffers.active;
  const d = core.coreService.decPrivateModes;
  const mouse = { NONE: 0, X10: 9, VT200: 1000, DRAG: 1002, ANY: 1003 };
  const encoding = { DEFAULT: 0, SGR: 1006, SGR_PIXELS: 1016 };
  const lines = [];
  lines.push(`size ${core.cols} ${core.rows}`);
  lines.push(`cursor ${b.x} ${b.y}`);
  lines.push(`region ${b.scrollTop} ${b.scrollBottom}`);
  const on = {
    alternate: b === core.buffers.alt,
    cursorKeys: d.applicationCursorKeys,
    keypad: d.applicationKeypad,
    paste: d.bracketedPasteMode,
    focus: d.sendFocus,
    held: d.synchronizedOutput,
    wrap: d.wraparound,
    origin: d.origin,
    insert: core.coreService.modes.insertMode,
    newLine: core.optionsService.rawOptions.convertEol,
    visible: !core.coreService.isCursorHidden,
    blink: core.optionsService.rawOptions.cursorBlink,
  };
  lines.push('modes' + Object.keys(on).filter(k => on[k]).map(k => ' ' + k).join(''));
  lines.push(`mouse ${mouse[core.coreMouseService.activeProtocol]} ${encoding[core.coreMouseService.activeEncoding]}`);
  lines.push(`shape ${cursorStyle(d)}`);
  const stops = Object.keys(b.tabs).map(Number).filter(x => b.tabs[x] && x < core.cols);
  lines.push('tabs' + stops.sort((x, y) => x - y).map(x => ' ' + x).join(''));
  lines.push(`title ${title}`);
  lines.push(`pen ${style(core._inputHandler._curAttrData)}`);
  grid(lines, 'primary', core.buffers.normal);
  if (on.alternate) grid(lines, 'alternate', b);
  return lines;
}

readline.createInterface({ input: process.stdin, terminal: false }).on('line', line => {
  const request = JSON.parse(line);
  if (request.start) start(request.start, request.without || []);
  if (request.resize) terminal.resize(...request.resize);
  if (request.feed) core.writeSync(decoder.decode(Buffer.from(request.feed, 'base64'), { stream: true }));
  if (request.widths) {
    const all = [];
    for (let c = 0; c <= 0x10ffff; c++) all.push(core.unicodeService.wcwidth(c));
    process.stdout.write(JSON.stringify(all.join('')) + '\n');
  }
  if (request.dump) process.stdout.write(JSON.stringify(dump()) + '\n');
});
