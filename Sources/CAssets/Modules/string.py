"""Templates of text."""

from _library import error as _error


def capwords(s, sep=None):
    return (sep or ' ').join(word.capitalize() for word in s.split(sep))


class Template:
    delimiter = '$'

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """Pieces of text and names: (text, None, as written) or (None, name, as written)."""
        text = self.template
        n = len(text)
        i = 0
        while i < n:
            j = text.find('$', i)
            if j < 0:
                yield text[i:], None, text[i:]
                return
            if j > i:
                yield text[i:j], None, text[i:j]
            if text[j + 1:j + 2] == '$':
                yield '$', None, '$$'
                i = j + 2
                continue
            start = j + 2 if text[j + 1:j + 2] == '{' else j + 1
            k = start
            while k < n and text[k].isascii() and (text[k].isalpha() or text[k] == '_'
                                                    or k > start and text[k].isdigit()):
                k += 1
            if k == start or start == j + 2 and text[k:k + 1] != '}':
                yield None, None, text[j]
                i = j + 1
                continue
            end = k + 1 if start == j + 2 else k
            yield None, text[start:k], text[j:end]
            i = end

    def substitute(self, mapping={}, /, **kws):
        out = []
        place = 0
        for text, name, written in self._parts():
            if text is not None:
                out.append(text)
            elif name is None:
                line = self.template.count('\n', 0, place) + 1
                column = place - self.template.rfind('\n', 0, place)
                raise _error(
                    ValueError, f'Invalid placeholder in string: line {line}, col {column}',
                    f'{line}번째 줄 {column}번째 글자의 자리 표시가 잘못됐어요')
            else:
                out.append(str(kws[name] if name in kws else mapping[name]))
            place += len(written)
        return ''.join(out)

    def safe_substitute(self, mapping={}, /, **kws):
        out = []
        for text, name, written in self._parts():
            if text is not None:
                out.append(text)
            elif name is not None and (name in kws or name in mapping):
                out.append(str(kws[name] if name in kws else mapping[name]))
            else:
                out.append(written)
        return ''.join(out)

    def get_identifiers(self):
        names = []
        for _, name, _ in self._parts():
            if name is not None and name not in names:
                names.append(name)
        return names
