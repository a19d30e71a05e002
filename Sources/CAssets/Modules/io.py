"""Text streams in memory."""

from _library import error as _error


class StringIO:
    def __init__(self, initial_value='', newline='\n'):
        self._text = initial_value
        self._position = 0
        self.closed = False

    def _check(self):
        if self.closed:
            raise _error(ValueError, 'I/O operation on closed file', '이미 닫은 파일이에요')

    def write(self, s, /):
        self._check()
        if not isinstance(s, str):
            name = type(s).__name__
            raise _error(
                TypeError, f"string argument expected, got '{name}'", f'문자열을 써야 하는데 `{name}`이에요')
        if self._position == len(self._text):
            self._text += s
        else:
            gap = ' ' * 0 if self._position <= len(self._text) else '\0' * (self._position - len(self._text))
            self._text = self._text[:self._position] + gap + s + self._text[self._position + len(s):]
        self._position += len(s)
        return len(s)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def getvalue(self):
        self._check()
        return self._text

    def read(self, size=-1, /):
        self._check()
        start = self._position
        end = len(self._text) if size is None or size < 0 else min(len(self._text), start + size)
        self._position = max(start, end)
        return self._text[start:end]

    def readline(self, size=-1, /):
        self._check()
        start = self._position
        end = self._text.find('\n', start)
        end = len(self._text) if end < 0 else end + 1
        if size is not None and size >= 0:
            end = min(end, start + size)
        self._position = max(start, end)
        return self._text[start:end]

    def readlines(self, hint=-1, /):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def seek(self, pos, whence=0, /):
        self._check()
        self._position = pos if whence == 0 else len(self._text) if whence == 2 else self._position
        return self._position

    def tell(self):
        return self._position

    def truncate(self, size=None, /):
        size = self._position if size is None else size
        self._text = self._text[:size]
        return size

    def flush(self):
        self._check()

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return True

    def isatty(self):
        return False

    def close(self):
        self.closed = True

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args):
        self.close()
