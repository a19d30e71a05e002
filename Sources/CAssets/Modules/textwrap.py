"""Text in lines of a given width."""

from _library import error as _error


def _chunks(text):
    """Words, each with a hyphen it may break after, and the spaces between them."""
    chunks = []
    i = 0
    n = len(text)
    while i < n:
        j = i
        if text[i] == ' ':
            while j < n and text[j] == ' ':
                j += 1
            chunks.append(text[i:j])
        else:
            while j < n and text[j] != ' ':
                j += 1
            word = text[i:j]
            start = 0
            for k in range(2, len(word) - 1):
                # A hyphen between letters is a place to break.
                if word[k] == '-' and word[k - 1].isalpha() and word[k - 2].isalpha() and word[k + 1].isalpha():
                    chunks.append(word[start:k + 1])
                    start = k + 1
            if start < len(word):
                chunks.append(word[start:])
        i = j
    return chunks


class TextWrapper:
    def __init__(self, width=70, initial_indent='', subsequent_indent='', expand_tabs=True,
                 replace_whitespace=True, fix_sentence_endings=False, break_long_words=True,
                 drop_whitespace=True, break_on_hyphens=True, tabsize=8, *, max_lines=None,
                 placeholder=' [...]'):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def wrap(self, text):
        if self.width <= 0:
            raise _error(
                ValueError, f'invalid width {self.width!r} (must be > 0)', f'폭은 0보다 커야 하는데 {self.width!r}예요')
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise _error(
                    ValueError, 'placeholder too large for max width', '줄임표가 폭보다 길어요')
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = ''.join(' ' if c in '\t\n\x0b\x0c\r' else c for c in text)
        chunks = _chunks(text) if self.break_on_hyphens else _plain(text)
        chunks.reverse()
        lines = []
        while chunks:
            line = []
            length = 0
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            if self.drop_whitespace and chunks[-1].strip() == '' and lines:
                chunks.pop()
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                space = 1 if width < 1 else width - length
                if self.break_long_words:
                    line.append(chunks[-1][:space])
                    chunks[-1] = chunks[-1][space:]
                elif not line:
                    line.append(chunks.pop())
                length = sum(map(len, line))
            if self.drop_whitespace and line and line[-1].strip() == '':
                length -= len(line.pop())
            if not line:
                continue
            if (self.max_lines is None or len(lines) + 1 < self.max_lines
                    or (not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip())
                    and length <= width):
                lines.append(indent + ''.join(line))
                continue
            while line:
                if line[-1].strip() and length + len(self.placeholder) <= width:
                    line.append(self.placeholder)
                    lines.append(indent + ''.join(line))
                    break
                length -= len(line.pop())
            else:
                if lines:
                    last = lines[-1].rstrip()
                    if len(last) + len(self.placeholder) <= self.width:
                        lines[-1] = last + self.placeholder
                        break
                lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def fill(self, text):
        return '\n'.join(self.wrap(text))


def _plain(text):
    chunks = []
    i = 0
    while i < len(text):
        j = i
        is_space = text[i] == ' '
        while j < len(text) and (text[j] == ' ') == is_space:
            j += 1
        chunks.append(text[i:j])
        i = j
    return chunks


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(' '.join(text.strip().split()))


def dedent(text):
    lines = text.split('\n')
    margin = None
    for index, line in enumerate(lines):
        if not line.strip():
            lines[index] = ''
            continue
        indent = line[:len(line) - len(line.lstrip(' \t'))]
        if margin is None:
            margin = indent
        else:
            common = 0
            while common < len(margin) and common < len(indent) and margin[common] == indent[common]:
                common += 1
            margin = margin[:common]
    if margin:
        lines = [line[len(margin):] for line in lines]
    return '\n'.join(lines)


def indent(text, prefix, predicate=None):
    if predicate is None:
        predicate = str.strip
    return ''.join(prefix + line if predicate(line) else line for line in text.splitlines(True))
