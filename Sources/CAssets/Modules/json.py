"""JSON text from values, and back."""

from _library import error as _error

_ESCAPES = {'"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f'}
_UNESCAPES = {'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = doc.count('\n', 0, pos) + 1
        self.colno = pos - doc.rfind('\n', 0, pos)
        ValueError.__init__(self, f'{msg}: line {self.lineno} column {self.colno} (char {pos})')


def _quoted(text, ascii_only):
    out = []
    for c in text:
        if c in _ESCAPES:
            out.append(_ESCAPES[c])
        elif c < ' ' or (ascii_only and c > '~'):
            n = ord(c)
            if n < 0x10000:
                out.append(f'\\u{n:04x}')
            else:
                n -= 0x10000
                out.append(f'\\u{0xd800 | (n >> 10):04x}\\u{0xdc00 | (n & 0x3ff):04x}')
        else:
            out.append(c)
    return '"' + ''.join(out) + '"'


def _number(value, allow_nan):
    if value != value:
        text = 'NaN'
    elif value == float('inf'):
        text = 'Infinity'
    elif value == float('-inf'):
        text = '-Infinity'
    else:
        return float.__repr__(value)
    if not allow_nan:
        raise _error(
            ValueError, 'Out of range float values are not JSON compliant',
            'JSON에는 nan과 무한대가 없어요')
    return text


class JSONEncoder:
    item_separator = ', '
    key_separator = ': '

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
                 sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = ' ' * indent if isinstance(indent, int) else indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ','
        if default is not None:
            self.default = default

    def default(self, o):
        name = type(o).__name__
        raise _error(
            TypeError, f'Object of type {name} is not JSON serializable',
            f'`{name}` 값은 JSON으로 쓸 수 없어요')

    def encode(self, o):
        out = []
        self._write(o, out, '\n', [])
        return ''.join(out)

    def iterencode(self, o):
        return iter([self.encode(o)])

    def _write(self, o, out, newline, open_ids):
        if isinstance(o, str):
            out.append(_quoted(o, self.ensure_ascii))
        elif o is None:
            out.append('null')
        elif o is True:
            out.append('true')
        elif o is False:
            out.append('false')
        elif isinstance(o, int):
            out.append(int.__repr__(o))
        elif isinstance(o, float):
            out.append(_number(o, self.allow_nan))
        elif isinstance(o, (list, tuple, dict)):
            if id(o) in open_ids:
                raise _error(
                    ValueError, 'Circular reference detected', '자기 자신을 담고 있는 값은 JSON으로 쓸 수 없어요')
            open_ids.append(id(o))
            if isinstance(o, dict):
                self._write_dict(o, out, newline, open_ids)
            else:
                self._write_list(o, out, newline, open_ids)
            open_ids.pop()
        else:
            self._write(self.default(o), out, newline, open_ids)

    def _write_list(self, o, out, newline, open_ids):
        if not o:
            out.append('[]')
            return
        inner = newline if self.indent is None else newline + self.indent
        separator = self.item_separator if self.indent is None else self.item_separator + inner
        out.append('[' if self.indent is None else '[' + inner)
        first = True
        for item in o:
            if not first:
                out.append(separator)
            first = False
            self._write(item, out, inner, open_ids)
        out.append(']' if self.indent is None else newline + ']')

    def _key(self, key):
        if isinstance(key, str):
            return key
        if key is True:
            return 'true'
        if key is False:
            return 'false'
        if key is None:
            return 'null'
        if isinstance(key, float):
            return _number(key, self.allow_nan)
        if isinstance(key, int):
            return int.__repr__(key)
        if self.skipkeys:
            return None
        name = type(key).__name__
        raise _error(
            TypeError, f'keys must be str, int, float, bool or None, not {name}',
            f'JSON의 키는 문자열, 수, bool, None이어야 해요. `{name}`은 쓸 수 없어요')

    def _write_dict(self, o, out, newline, open_ids):
        if not o:
            out.append('{}')
            return
        inner = newline if self.indent is None else newline + self.indent
        separator = self.item_separator if self.indent is None else self.item_separator + inner
        out.append('{' if self.indent is None else '{' + inner)
        items = sorted(o.items()) if self.sort_keys else o.items()
        first = True
        for key, value in items:
            key = self._key(key)
            if key is None:
                continue
            if not first:
                out.append(separator)
            first = False
            out.append(_quoted(key, self.ensure_ascii) + self.key_separator)
            self._write(value, out, inner, open_ids)
        out.append('}' if self.indent is None else newline + '}')


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None,
          indent=None, separators=None, default=None, sort_keys=False, **kw):
    return (cls or JSONEncoder)(
        skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan,
        indent=indent, separators=separators, default=default, sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, **kw):
    fp.write(dumps(obj, **kw))


class _Reader:
    def __init__(self, text, options):
        self.text = text
        self.object_hook = options.get('object_hook')
        self.pairs_hook = options.get('object_pairs_hook')
        self.parse_float = options.get('parse_float') or float
        self.parse_int = options.get('parse_int') or int

    def fail(self, message, at):
        raise JSONDecodeError(message, self.text, at)

    def skip(self, i):
        text = self.text
        n = len(text)
        while i < n and text[i] in ' \t\n\r':
            i += 1
        return i

    def value(self, i):
        text = self.text
        c = text[i:i + 1]
        if c == '"':
            return self.string(i + 1)
        if c == '{':
            return self.object(i + 1)
        if c == '[':
            return self.array(i + 1)
        for word, value in (('null', None), ('true', True), ('false', False), ('NaN', float('nan')),
                            ('Infinity', float('inf')), ('-Infinity', float('-inf'))):
            if text.startswith(word, i):
                return value, i + len(word)
        return self.number(i)

    def digits(self, i):
        text = self.text
        n = len(text)
        while i < n and '0' <= text[i] <= '9':
            i += 1
        return i

    def number(self, start):
        text = self.text
        i = start
        if text[i:i + 1] == '-':
            i += 1
        end = i + 1 if text[i:i + 1] == '0' else self.digits(i)
        if end == i:
            self.fail('Expecting value', start)
        i = end
        is_float = False
        if text[i:i + 1] == '.':
            end = self.digits(i + 1)
            if end > i + 1:
                i = end
                is_float = True
        if text[i:i + 1] in ('e', 'E'):
            j = i + 1
            if text[j:j + 1] in ('+', '-'):
                j += 1
            end = self.digits(j)
            if end > j:
                i = end
                is_float = True
        return (self.parse_float if is_float else self.parse_int)(text[start:i]), i

    def string(self, i):
        text = self.text
        n = len(text)
        begin = i - 1
        out = []
        while True:
            start = i
            while i < n and text[i] != '"' and text[i] != '\\' and text[i] >= ' ':
                i += 1
            out.append(text[start:i])
            if i >= n:
                self.fail('Unterminated string starting at', begin)
            c = text[i]
            if c == '"':
                return ''.join(out), i + 1
            if c != '\\':
                self.fail('Invalid control character at', i)
            e = text[i + 1:i + 2]
            if e == '':
                self.fail('Unterminated string starting at', begin)
            if e != 'u':
                if e not in _UNESCAPES:
                    self.fail('Invalid \\escape', i)
                out.append(_UNESCAPES[e])
                i += 2
                continue
            code = self.hexadecimal(i + 2)
            i += 6
            if 0xd800 <= code <= 0xdbff and text.startswith('\\u', i):
                low = self.hexadecimal(i + 2)
                if 0xdc00 <= low <= 0xdfff:
                    code = 0x10000 + (((code - 0xd800) << 10) | (low - 0xdc00))
                    i += 6
            out.append(chr(code))

    def hexadecimal(self, i):
        digits = self.text[i:i + 4]
        if len(digits) != 4 or any(c not in '0123456789abcdefABCDEF' for c in digits):
            self.fail('Invalid \\uXXXX escape', i - 1)
        return int(digits, 16)

    def array(self, i):
        text = self.text
        out = []
        i = self.skip(i)
        if text[i:i + 1] == ']':
            return out, i + 1
        while True:
            value, i = self.value(i)
            out.append(value)
            i = self.skip(i)
            c = text[i:i + 1]
            if c == ']':
                return out, i + 1
            if c != ',':
                self.fail("Expecting ',' delimiter", i)
            i = self.skip(i + 1)

    def object(self, i):
        text = self.text
        pairs = []
        i = self.skip(i)
        if text[i:i + 1] != '}':
            while True:
                if text[i:i + 1] != '"':
                    self.fail('Expecting property name enclosed in double quotes', i)
                key, i = self.string(i + 1)
                i = self.skip(i)
                if text[i:i + 1] != ':':
                    self.fail("Expecting ':' delimiter", i)
                value, i = self.value(self.skip(i + 1))
                pairs.append((key, value))
                i = self.skip(i)
                c = text[i:i + 1]
                if c == '}':
                    break
                if c != ',':
                    self.fail("Expecting ',' delimiter", i)
                i = self.skip(i + 1)
        if self.pairs_hook is not None:
            return self.pairs_hook(pairs), i + 1
        made = dict(pairs)
        return (made if self.object_hook is None else self.object_hook(made)), i + 1


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None,
          object_pairs_hook=None):
    if not isinstance(s, str):
        name = type(s).__name__
        raise _error(
            TypeError, f'the JSON object must be str, bytes or bytearray, not {name}',
            f'JSON 텍스트는 문자열이어야 하는데 `{name}`이에요')
    reader = _Reader(s, {
        'object_hook': object_hook, 'object_pairs_hook': object_pairs_hook, 'parse_float': parse_float,
        'parse_int': parse_int})
    value, end = reader.value(reader.skip(0))
    end = reader.skip(end)
    if end != len(s):
        reader.fail('Extra data', end)
    return value


def load(fp, **kw):
    return loads(fp.read(), **kw)
